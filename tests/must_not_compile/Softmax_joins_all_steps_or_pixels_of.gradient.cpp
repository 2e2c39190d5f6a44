// ERROR: Softmax_joins_all_steps_or_pixels_of<ctnn::Shape<8U?L?, 8U?L?, 4U?L?> ?>::so_put_Flatten_before_it_for_one_class_or
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8, 8, 3>, nn::Conv2D<4, 1>, nn::Flatten, nn::Activation<nn::Softmax>>;
#else
using Net = nn::Network<nn::Input<8, 8, 3>, nn::Conv2D<4, 1>, nn::Activation<nn::Softmax>>;
#endif

static nn::Parameters<Net> parameters, sum;
float cost = nn::gradient<nn::CrossEntropy>(parameters, std::array<float, 192>{}, 7u, sum);
