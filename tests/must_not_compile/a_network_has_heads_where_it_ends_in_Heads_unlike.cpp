// ERROR: a_network_has_heads_where_it_ends_in_Heads_unlike<ctnn::Network<
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<2>, nn::Heads<nn::Dense<3>>>;
#else
using Net = nn::Network<nn::Input<2>, nn::Dense<3>>;
#endif

auto use(const nn::Parameters<Net>& parameters) {
    return predict_heads(parameters, std::array<float, 2>{});
}
