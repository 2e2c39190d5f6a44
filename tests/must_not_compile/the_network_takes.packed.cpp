// ERROR: the_network_takes<2>::inputs_but_the_array_holds<3>
#include <array>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3>>;

nn::Parameters<Net> parameters;

auto use() {
#ifndef MUST_NOT_COMPILE
    return predict(nn::packed(parameters), std::array<float, 2>{});
#else
    return predict(nn::packed(parameters), std::array<float, 3>{});
#endif
}
