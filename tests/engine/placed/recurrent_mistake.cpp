#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/placed/recurrent_mistake.hpp>

using namespace ctnn;

namespace {

template <class In, std::size_t Units, class... Acts>
using Mistake = typename decltype(detail::recurrent_mistake<In, Units, Acts...>())::type;

static_assert(std::is_void_v<Mistake<Shape<8, 1>, 3, Tanh, Tanh>>);
static_assert(
    std::is_same_v<Mistake<Shape<8>, 3, Tanh>,
                   error::recurrence_needs_steps_and_features_but_the_layer_before_it_gives<Shape<8>>>);
static_assert(std::is_same_v<Mistake<Shape<8, 1>, 0, Tanh>, error::a_recurrent_layer_cannot_have<0>::units>);
static_assert(std::is_same_v<Mistake<Shape<8, 1>, 3, Tanh, int>,
                             error::is_not_an_activation<int>::that_has_value_of_z_and_slope_of_z_y>);
static_assert(std::is_same_v<Mistake<Shape<8, 1>, 3, Softmax>,
                             error::a_recurrent_layer_takes_an_activation_of_single_values_unlike<Softmax>>);

}  // namespace
