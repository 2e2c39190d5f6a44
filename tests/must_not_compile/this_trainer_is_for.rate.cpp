// ERROR: this_trainer_is_for<ctnn::.*Adam>::but_was_given<float>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<3>, nn::Dense<2>>;

void use() {
#ifndef MUST_NOT_COMPILE
    [[maybe_unused]] nn::Trainer<Net, nn::MeanSquaredError, nn::Adam> trainer{{.learning_rate = 0.1f}};
#else
    [[maybe_unused]] nn::Trainer<Net, nn::MeanSquaredError, nn::Adam> trainer{0.1f};
#endif
}
