// ERROR: the_network_takes_several_inputs<2>::but_was_given<1>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Inputs<nn::Input<2>, nn::Input<3>>, nn::Dense<1>>;

auto use(const std::array<float, 2>& first, [[maybe_unused]] const std::array<float, 3>& second) {
#ifndef MUST_NOT_COMPILE
    return nn::join_inputs<Net>(first, second);
#else
    return nn::join_inputs<Net>(first);
#endif
}
