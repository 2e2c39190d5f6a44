// ERROR: Focal_takes_a_Gamma_of_0_or_more_and_an_Alpha_of_0_to_1_not<std::
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<6, nn::Sigmoid>>;

#ifndef MUST_NOT_COMPILE
nn::Trainer<Net, nn::Focal<std::ratio<2>, std::ratio<1, 4>>, nn::Adam> trainer;
#else
nn::Trainer<Net, nn::Focal<std::ratio<2>, std::ratio<4>>, nn::Adam> trainer;
#endif
