// ERROR: label_smoothing_is_of_a_loss_after_Softmax_or_Sigmoid_as_CrossEntropy_not_of<ctnn::MeanSquaredError>
#include <ctnn/train.hpp>

namespace nn = ctnn;
using Net = nn::Network<nn::Input<2>, nn::Dense<3, nn::Sigmoid>>;

#ifndef MUST_NOT_COMPILE
using Loss = nn::LabelSmoothing<std::ratio<1, 10>, nn::BinaryCrossEntropy>;
#else
using Loss = nn::LabelSmoothing<std::ratio<1, 10>, nn::MeanSquaredError>;
#endif
static nn::Trainer<Net, Loss, nn::Adam> trainer;
