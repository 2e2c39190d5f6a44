// ERROR: CrossEntropy_takes_Softmax_last_but_the_last_layer_is<ctnn::Dense<3
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Head = nn::Dense<3, nn::Softmax>;
#else
using Head = nn::Dense<3>;
#endif
using Net = nn::Network<nn::Input<2>, nn::Heads<nn::Dense<1>, Head>>;

nn::Learner<Net, nn::Losses<nn::MeanSquaredError, nn::CrossEntropy>, nn::Adam> learner;
