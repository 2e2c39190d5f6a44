// ERROR: recurrence_needs_steps_and_features_but_the_layer_before_it_gives<ctnn::Shape<784> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<28, 28>, nn::LSTM<64>, nn::Dense<10, nn::Softmax>>;
#else
using Net = nn::Network<nn::Input<28, 28>, nn::Flatten, nn::LSTM<64>, nn::Dense<10, nn::Softmax>>;
#endif

static_assert(Net::parameter_count > 0);
