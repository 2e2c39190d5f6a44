// ERROR: Losses_are_for_a_network_that_ends_in_Heads_unlike<ctnn::Dense<3
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<2>, nn::Heads<nn::Dense<3>>>;
#else
using Net = nn::Network<nn::Input<2>, nn::Dense<3>>;
#endif

nn::Learner<Net, nn::Losses<nn::MeanSquaredError>, nn::Adam> learner;
