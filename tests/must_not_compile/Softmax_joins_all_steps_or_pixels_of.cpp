// ERROR: Softmax_joins_all_steps_or_pixels_of<ctnn::Shape<20U?L?, 10U?L?> ?>::so_put_Flatten_before_it_for_one_class_or
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<20, 3>, nn::LSTM<4>, nn::Dense<10>, nn::Activation<nn::Softmax>>;
#else
using Net = nn::Network<nn::Input<20, 3>, nn::TimeDistributed<nn::Dense<10>>, nn::Activation<nn::Softmax>>;
#endif

static nn::Trainer<Net, nn::CrossEntropy, nn::Adam> trainer;
