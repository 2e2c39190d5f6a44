// ERROR: the_network_ends_in<2>::heads_counted_from_0_but_this_asks_for_number<2>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Heads<nn::Dense<3, nn::Softmax>, nn::Dense<1>>>;

double error(const nn::Parameters<Net>& parameters, const nn::Dataset<Net>& data) {
#ifndef MUST_NOT_COMPILE
    return nn::mean_squared_error<1>(parameters, data);
#else
    return nn::mean_squared_error<2>(parameters, data);
#endif
}
