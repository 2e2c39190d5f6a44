// ERROR: the_loss_needs<4U?L?>::classes_but_the_array_holds<3U?L?>
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;
using Net = nn::Network<nn::Input<2, 2, 1>, nn::Conv2D<3, 1, nn::Softmax>>;

static nn::Parameters<Net> parameters;
#ifndef MUST_NOT_COMPILE
float cost = nn::loss<nn::CrossEntropy>(parameters, std::array<float, 4>{}, std::array{0, 2, 2, 1});
#else
float cost = nn::loss<nn::CrossEntropy>(parameters, std::array<float, 4>{}, std::array{0, 2, 2});
#endif
