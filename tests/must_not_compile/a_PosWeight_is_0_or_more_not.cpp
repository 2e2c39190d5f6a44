// ERROR: a_PosWeight_is_0_or_more_not<std::ratio<-9L?L?(, 1L?L?)?> ?>
#include <ctnn/train.hpp>

namespace nn = ctnn;
using Net = nn::Network<nn::Input<2>, nn::Dense<1, nn::Sigmoid>>;

#ifndef MUST_NOT_COMPILE
using Loss = nn::PosWeight<std::ratio<9>>;
#else
using Loss = nn::PosWeight<std::ratio<-9>>;
#endif
static nn::Trainer<Net, Loss, nn::Adam> trainer;
