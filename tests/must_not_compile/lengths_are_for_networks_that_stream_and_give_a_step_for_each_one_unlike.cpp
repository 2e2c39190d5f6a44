// ERROR: lengths_are_for_networks_that_stream_and_give_a_step_for_each_one_unlike<ctnn::Network<
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<9, 2>, nn::GRU<4, nn::Returns::sequence>,
                        nn::TimeDistributed<nn::Dense<3, nn::Softmax>>>;
#else
using Net = nn::Network<nn::Input<9, 2>, nn::GRU<4>, nn::Dense<3, nn::Softmax>>;
#endif

void stop(nn::Dataset<Net>& data) { nn::stop_at(data, {9, 4, 5}); }
