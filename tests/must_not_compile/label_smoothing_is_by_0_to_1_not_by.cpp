// ERROR: label_smoothing_is_by_0_to_1_not_by<std::ratio<11L?L?, 10L?L?> ?>
#include <ctnn/train.hpp>

namespace nn = ctnn;
using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

#ifndef MUST_NOT_COMPILE
using Loss = nn::LabelSmoothing<std::ratio<1, 10>>;
#else
using Loss = nn::LabelSmoothing<std::ratio<11, 10>>;
#endif
static nn::Trainer<Net, Loss, nn::Adam> trainer;
