// ERROR: Augment_takes_changes_as_Shift_or_callables_of_a_SampleView_and_a_Random_not<float>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<4, 4>, nn::Flatten, nn::Dense<3, nn::Softmax>>;

void learn(const nn::Dataset<Net>& data) {
#ifndef MUST_NOT_COMPILE
    nn::Trainer<Net, nn::CrossEntropy>().fit(data, {.augment = nn::Augment{nn::Noise{0.5f}}});
#else
    nn::Trainer<Net, nn::CrossEntropy>().fit(data, {.augment = nn::Augment{0.5f}});
#endif
}
