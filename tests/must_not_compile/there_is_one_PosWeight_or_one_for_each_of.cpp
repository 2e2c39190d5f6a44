// ERROR: there_is_one_PosWeight_or_one_for_each_of<3U?L?>::outputs_not<2U?L?>
#include <ctnn/train.hpp>

namespace nn = ctnn;
using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Sigmoid>>;

#ifndef MUST_NOT_COMPILE
using Loss = nn::PosWeight<std::ratio<9>, std::ratio<1>, std::ratio<1, 2>>;
#else
using Loss = nn::PosWeight<std::ratio<9>, std::ratio<1>>;
#endif
static nn::Trainer<Net, Loss, nn::Adam> trainer;
