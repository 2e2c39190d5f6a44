// ERROR: needs_an_image<ctnn::.*Rotate>::so_begin_Augment_with_Image_for<ctnn::Shape<16U?L?> ?>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<16>, nn::Flatten, nn::Dense<3, nn::Softmax>>;

void learn(const nn::Dataset<Net>& data) {
#ifndef MUST_NOT_COMPILE
    nn::Trainer<Net, nn::CrossEntropy>().fit(data, {.augment = nn::Augment{nn::Image<4, 4>{}, nn::Rotate{10}}});
#else
    nn::Trainer<Net, nn::CrossEntropy>().fit(data, {.augment = nn::Augment{nn::Noise{0.1f}, nn::Rotate{10}}});
#endif
}
