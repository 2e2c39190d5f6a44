// ERROR: Step_has_no_slope_so_it_is_trained_by_Perceptron_not_by<ctnn::MeanSquaredError
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Gate = nn::Network<nn::Input<2>, nn::Dense<1, nn::Step>>;

#ifndef MUST_NOT_COMPILE
nn::Trainer<Gate, nn::Perceptron> trainer{{.learning_rate = 1}, 1};
#else
nn::Trainer<Gate, nn::MeanSquaredError> trainer{{.learning_rate = 1}, 1};
#endif
