// ERROR: the_loss_needs<4U?L?>::classes_one_for_each_step_or_pixel_not_one_for_all
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;
using Net = nn::Network<nn::Input<4, 2>, nn::TimeDistributed<nn::Dense<3, nn::Softmax>>>;

static nn::Parameters<Net> parameters, sum;
#ifndef MUST_NOT_COMPILE
float cost = nn::gradient<nn::CrossEntropy>(parameters, std::array<float, 8>{},
                                            std::array{0u, 2u, nn::ignored, 1u}, sum);
#else
float cost = nn::gradient<nn::CrossEntropy>(parameters, std::array<float, 8>{}, 2u, sum);
#endif
