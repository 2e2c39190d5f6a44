// ERROR: the_network_takes<3>::inputs_but_the_array_holds<4>
#include <ctnn/ctnn.hpp>
#include <tuple>

namespace nn = ctnn;

using Net = nn::Network<nn::Inputs<nn::Input<2>, nn::Input<3>>, nn::Dense<1>>;
#ifndef MUST_NOT_COMPILE
using Second = std::array<float, 3>;
#else
using Second = std::array<float, 4>;
#endif

auto use(const nn::Parameters<Net>& parameters, const std::array<float, 2>& first, const Second& second) {
    return predict(parameters, std::tuple(first, second));
}
