// ERROR: a_Quantile_lies_between_0_and_1_not_at<std::
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<6>>;

#ifndef MUST_NOT_COMPILE
nn::Trainer<Net, nn::Quantile<std::ratio<9, 10>>, nn::Adam> trainer;
#else
nn::Trainer<Net, nn::Quantile<std::ratio<90>>, nn::Adam> trainer;
#endif
