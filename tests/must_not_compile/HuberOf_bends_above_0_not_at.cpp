// ERROR: HuberOf_bends_above_0_not_at<std::
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<6>>;

#ifndef MUST_NOT_COMPILE
nn::Trainer<Net, nn::HuberOf<std::ratio<1, 10>>, nn::Adam> trainer;
#else
nn::Trainer<Net, nn::HuberOf<std::ratio<0>>, nn::Adam> trainer;
#endif
