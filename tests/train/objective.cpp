#include <ctnn/train.hpp>
#include <type_traits>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Classifier = Network<Input<4>, Dense<5, Tanh>, Dense<3, Softmax>>;
using Nested = Network<Input<4>, Dense<5>, Sequential<Dense<3>, Activation<Softmax>>>;

template <class Loss, class Net>
using Mistake = typename decltype(detail::objective_mistake<Loss, Net>())::type;

static_assert(std::is_void_v<Mistake<CrossEntropy, Classifier>> &&
              std::is_void_v<Mistake<MeanSquaredError, Classifier>>);
static_assert(std::is_void_v<Mistake<CrossEntropy, Nested>>,
              "the last activation is found through a Sequential");
static_assert(
    std::is_same_v<Mistake<BinaryCrossEntropy, Classifier>,
                   error::BinaryCrossEntropy_takes_Sigmoid_last_but_the_last_layer_is<Dense<3, Softmax>>>);
using Hasty = Network<Input<4>, Dense<5, Fast<Tanh>>, Dense<3, Fast<Softmax>>>;
static_assert(std::is_void_v<Mistake<CrossEntropy, Hasty>>, "Fast<Softmax> stands for Softmax");
static_assert(std::is_same_v<detail::Objective<CrossEntropy, Hasty>::Body::activation, Linear>);
static_assert(std::is_same_v<Mistake<int, Classifier>,
                             error::is_not_a_loss<int>::that_has_value_of_y_target_and_slope_of_y_target_dy>);

using Fused = detail::Objective<CrossEntropy, Classifier>::Body;
static_assert(std::is_same_v<Fused::activation, Linear>, "cross-entropy works on the logits");
static_assert(std::is_same_v<detail::Objective<MeanSquaredError, Classifier>::Body, Classifier::body>);

template <class... Layers>
using OnSequence = Mistake<CrossEntropy, Network<Input<4, 6>, Layers...>>;
using Joined = error::Softmax_joins_all_steps_or_pixels_of<Shape<4, 3>>;
static_assert(std::is_same_v<OnSequence<TimeDistributed<Dense<3>>, Activation<Softmax>>,
                             Joined::so_put_Flatten_before_it_for_one_class_or_end_Conv_or_TimeDistributed_in_it>);
static_assert(std::is_void_v<OnSequence<TimeDistributed<Dense<3>>, Flatten, Activation<Softmax>>>);
static_assert(std::is_void_v<OnSequence<TimeDistributed<Dense<1>>, Activation<Softmax>>>,
              "which step of all");
static_assert(std::is_void_v<OnSequence<Conv1D<3, 4>, Activation<Softmax>>>, "of one step all that is left");

/// A user's own loss of logits, which names no sentence of its own.
struct Mine {
    using last_activation = Softmax;
    template <std::size_t N, class T>
    static constexpr T value(const T*, const T*) {
        return 0;
    }
    template <std::size_t N, class T>
    static constexpr T value_of_logits(const T*, const T*) {
        return 0;
    }
    template <std::size_t N, class T>
    static constexpr void slope_of_logits(const T*, const T*, T*) {}
};
using Other = Network<Input<4>, Dense<3>>;
static_assert(std::is_void_v<Mistake<Mine, Classifier>>);
static_assert(std::is_same_v<Mistake<Mine, Other>,
                             error::this_loss_takes_another_activation_last_than<Mine, Dense<3>>>);

}  // namespace

TEST_CASE("objective: settled while compiling", "[train]") { SUCCEED(); }
