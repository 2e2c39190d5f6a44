// ERROR: needs_an_image_or_a_sequence<ctnn::.*Shift>::so_begin_Augment_with_Image_for<ctnn::Shape<16U?L?> ?>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<16>, nn::Flatten, nn::Dense<3, nn::Softmax>>;

void learn(const nn::Dataset<Net>& data) {
#ifndef MUST_NOT_COMPILE
    nn::Trainer<Net, nn::CrossEntropy>().fit(data, {.augment = nn::Augment{nn::Image<4, 4>{}, nn::Shift{2}}});
#else
    nn::Trainer<Net, nn::CrossEntropy>().fit(data, {.augment = nn::Augment{nn::Shift{2}}});
#endif
}
