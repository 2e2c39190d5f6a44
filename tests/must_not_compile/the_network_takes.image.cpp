// ERROR: the_network_takes<16U?L?>::inputs_but_the_Image_holds<15U?L?>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<16>, nn::Flatten, nn::Dense<3, nn::Softmax>>;

void learn(const nn::Dataset<Net>& data) {
#ifndef MUST_NOT_COMPILE
    nn::Trainer<Net, nn::CrossEntropy>().fit(data, {.augment = nn::Augment{nn::Image<4, 4>{}, nn::Shift{2}}});
#else
    nn::Trainer<Net, nn::CrossEntropy>().fit(data, {.augment = nn::Augment{nn::Image<5, 3>{}, nn::Shift{2}}});
#endif
}
