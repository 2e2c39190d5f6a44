// ERROR: this_network_is_no_prefix<ctnn::Network<ctnn::Input<2>.*of<ctnn::Network<
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<3>, nn::Dense<1>>;
#ifndef MUST_NOT_COMPILE
using Part = nn::Network<nn::Input<2>, nn::Dense<3>>;
#else
using Part = nn::Network<nn::Input<2>, nn::Dense<1>>;
#endif

auto use(const nn::Parameters<Net>& parameters) {
    return predict<Part>(parameters, std::array<float, 2>{});
}
