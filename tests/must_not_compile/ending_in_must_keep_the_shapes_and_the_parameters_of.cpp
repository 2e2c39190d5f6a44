// ERROR: ending_in_must_keep_the_shapes_and_the_parameters_of<(struct )?Own<
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

// What takes an activation in must become what it was, but for the activation.
template <class Act = nn::Linear>
struct Own {
    template <class In>
    using on = nn::placed<nn::Dense<4, Act>, In>;
#ifndef MUST_NOT_COMPILE
    template <class A>
    using ending_in = Own<A>;
#else
    template <class A>
    using ending_in = std::conditional_t<std::is_same_v<A, Act>, Own, nn::Dense<5, A>>;
#endif
};
using Net = nn::Network<nn::Input<8>, Own<>, nn::Activation<nn::ReLU>>;

auto deployed(const nn::Parameters<Net>& parameters) { return nn::fold(parameters); }
