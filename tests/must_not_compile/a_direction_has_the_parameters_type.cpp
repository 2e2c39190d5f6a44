// ERROR: a_direction_has_the_parameters_type<ctnn::Parameters<ctnn::Network<ctnn::Input<2>, ctnn::Dense<1
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<2>, nn::Dense<1>>;

#ifndef MUST_NOT_COMPILE
using Direction = nn::Parameters<Net>;
#else
using Direction = std::array<float, 3>;
#endif

float curved(const nn::Parameters<Net>& parameters, const Direction& direction, nn::Parameters<Net>& sum) {
    return nn::hessian_vector_product<nn::MeanSquaredError>(parameters, std::array{1.0f, 2.0f}, 0.5f, direction,
                                                            sum);
}
