#include <layers/laws.hpp>

#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/max_pool2d.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/time_distributed.hpp>

using namespace ctnn;

namespace {

using Small = placed<TimeDistributed<Dense<3, Tanh>>, Shape<5, 2>>;
static_assert(std::is_same_v<Small::output, Shape<5, 3>>);
static_assert(Small::parameters == 9 && Small::multiply_adds == 5 * 6 && Small::scratch == 0);
static_assert(placed<TimeDistributed<Dense<3, GELU>>, Shape<5, 2>>::tape == 5 * 3);
static_assert(Small::backward_scratch == 3, "for one step");
static_assert(Small::stream::delay == 0 && Small::stream::period == 1 && Small::stream::memory == 0);
static_assert(std::is_same_v<Small::stream::input, Shape<2>> &&
              std::is_same_v<Small::stream::output, Shape<3>>);

using Images = placed<TimeDistributed<MaxPool2D<2>>, Shape<7, 4, 6, 3>>;
static_assert(std::is_same_v<Images::output, Shape<7, 2, 3, 3>>);

// A loss may take the logits of a Sigmoid, and those of a Softmax on each step.
template <class L>
concept HasLogits = requires { typename L::logits; };
using Sigmoids = placed<TimeDistributed<Dense<3, Sigmoid>>, Shape<5, 2>>;
static_assert(std::is_same_v<Sigmoids::activation, Sigmoid>);
static_assert(std::is_same_v<Sigmoids::logits::output, Shape<5, 3>>);
using Classes = placed<TimeDistributed<Dense<3, Softmax>>, Shape<5, 2>>;
static_assert(std::is_same_v<Classes::activation, ctnn::detail::EachPlace<Softmax>> &&
              std::is_same_v<Classes::logits, placed<TimeDistributed<Dense<3>>, Shape<5, 2>>>);
using Nested = placed<TimeDistributed<TimeDistributed<Dense<3, Softmax>>>, Shape<4, 5, 2>>;
static_assert(std::is_same_v<Nested::activation, ctnn::detail::EachPlace<Softmax>>);
static_assert(!HasLogits<placed<TimeDistributed<Activation<Softmax>>, Shape<4, 5, 2>>>, "of a row at once");
static_assert(!HasLogits<Images>);

// One sample has as many values of a feature as it has steps: enough for a variance, unless there is but one.
template <class Layer, class In>
constexpr std::size_t least = detail::least_batch<placed<TimeDistributed<Layer>, In>>();
static_assert(least<BatchNorm<>, Shape<3, 4>> == 1 && least<BatchNorm<>, Shape<2, 4>> == 1);
static_assert(least<BatchNorm<>, Shape<1, 4>> == 2 &&
              least<TimeDistributed<BatchNorm<>>, Shape<1, 1, 4>> == 2);
static_assert(least<Sequential<Dense<5>, BatchNorm<>>, Shape<3, 4>> == 1);
static_assert(placed<TimeDistributed<BatchNorm<>>, Shape<3, 4>>::couples_samples);

/// What a BatchNorm does with the steps of B samples it does with those of a sequence.
template <std::size_t B>
void norm_sees_all_steps() {
    laws::Bench<placed<TimeDistributed<BatchNorm<>>, Shape<3, 4>>, B, float> steps;
    laws::Bench<placed<BatchNorm<>, Shape<3, 4>>, B, float> whole;
    steps.forward();
    whole.forward();
    REQUIRE(steps.y.values() == whole.y.values());
    REQUIRE(steps.state.values() == whole.state.values());
    steps.backward();
    whole.backward();
    REQUIRE(steps.dx.values() == whole.dx.values());
    REQUIRE(steps.dw.values() == whole.dw.values());
    REQUIRE(steps.intact());
}

}  // namespace

TEST_CASE("time_distributed: the laws", "[layers]") {
    layer_laws<TimeDistributed<Dense<3, Tanh>>, Shape<5, 2>>();
    layer_laws<TimeDistributed<Sequential<Dense<4, GELU>, Dense<2>>>, Shape<2, 3>>();
    layer_laws<TimeDistributed<TimeDistributed<MaxPool2D<2>>>, Shape<3, 2, 2, 3, 1>>();
}

TEST_CASE("time_distributed: a stream gives what the whole sequence does", "[layers]") {
    stream_laws<TimeDistributed<Sequential<Dense<17, Tanh>, Dense<5, Softmax>>>, Shape<11, 9>>();
}

TEST_CASE("time_distributed: each step by the same weights", "[layers]") {
    laws::Bench<Small, 2, float> all;
    laws::Bench<placed<Dense<3, Tanh>, Shape<2>>, 1, float> one;
    all.predict();
    for (std::size_t k = 0; k < 2 * 5; ++k) {
        std::copy_n(all.x.data() + 2 * k, 2, one.x.data());
        one.predict();
        for (std::size_t o = 0; o < 3; ++o) REQUIRE(all.y[3 * k + o] == Approx(one.y[o]).epsilon(1e-6));
    }
}

TEST_CASE("time_distributed: a norm over the batch sees all steps of all samples", "[layers]") {
    norm_sees_all_steps<5>();
    norm_sees_all_steps<1>();
}
