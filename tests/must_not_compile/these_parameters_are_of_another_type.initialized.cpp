// ERROR: these_parameters_are_of_another_type<U>.*U = float|invokes a deleted function
// NOTE: these_parameters_are_of_another_type
#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<3>, nn::Dense<2>>;

constexpr nn::Parameters<Net> made() { return {}; }

void use([[maybe_unused]] nn::Parameters<Net>& parameters) {
#ifndef MUST_NOT_COMPILE
    const nn::Parameters<Net> copy = parameters;
    static_cast<void>(copy);
#else
    const nn::Parameters<Net, double> copy = parameters;
    static_cast<void>(copy);
#endif
}
