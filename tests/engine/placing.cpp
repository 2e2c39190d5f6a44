#include <concepts>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/layers/dense.hpp>

#include <layers/scaled.hpp>

using namespace ctnn;

namespace {

using In = Shape<4>;
template <class Layer>
using MistakeOf = typename placed<Layer, In>::mistake;

// A layer of the library is itself, one of a single sample is lifted, anything else is a sentence.
static_assert(std::same_as<placed<Dense<2>, In>, Dense<2>::on<In>>);
static_assert(std::same_as<placed<Scaled, In>, detail::Lifted<Scaled::on<In>>>);
static_assert(std::same_as<MistakeOf<Tanh>, error::is_not_a_layer<Tanh>::that_has_a_template_on>);
static_assert(std::same_as<MistakeOf<Dense<0>>, error::a_dense_layer_cannot_have<0>::units>);

struct Bodiless {
    template <class>
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t parameters = 0;
    };
};
static_assert(std::same_as<MistakeOf<Bodiless>, error::this_layer_lacks<Bodiless>::predict>);
struct Whole {
    template <class>
    using on = int;
};
static_assert(std::same_as<MistakeOf<Whole>, error::is_not_a_layer<Whole>::that_has_a_template_on>);

// As much as memory can hold fits, and no more.
struct Largest {
    static constexpr std::size_t state = detail::most_values, tape = state, scratch = state,
                                 backward_scratch = state, multiply_adds = detail::too_large - 1;
};
struct TooManyStates : Largest {
    static constexpr std::size_t state = detail::most_values + 1;
};
struct TooMuchScratch : Largest {
    static constexpr std::size_t scratch = detail::most_values + 1;
};
struct TooMuchWork : Largest {
    static constexpr std::size_t multiply_adds = detail::too_large;
};
static_assert(detail::leaves_room<Largest>() && !detail::leaves_room<TooManyStates>());
static_assert(!detail::leaves_room<TooMuchScratch>() && !detail::leaves_room<TooMuchWork>());

// What is broken goes on as a layer.
using Stopped = placed<Tanh, In>;
static_assert(detail::Broken<Stopped> && BatchLayer<Stopped>);
static_assert(Stopped::parameters == 1 && std::same_as<Stopped::output, In>);

}  // namespace
