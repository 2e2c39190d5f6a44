// ERROR: the_network_ends_in<2>::heads_so_give_Losses_of_one_for_each_not<ctnn::.*MeanSquaredError>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Heads<nn::Dense<3, nn::Softmax>, nn::Dense<1>>>;
#ifndef MUST_NOT_COMPILE
using Loss = nn::Losses<nn::CrossEntropy, nn::MeanSquaredError>;
#else
using Loss = nn::MeanSquaredError;
#endif

nn::Learner<Net, Loss, nn::Adam> learner;
