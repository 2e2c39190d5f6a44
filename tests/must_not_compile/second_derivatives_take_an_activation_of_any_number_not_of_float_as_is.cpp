// ERROR: second_derivatives_take_an_activation_of_any_number_not_of_float_as_is<Square
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
struct Square {
    static constexpr auto value(auto z) { return z * z; }
    static constexpr auto slope(auto z, auto /*y*/) { return 2 * z; }
};
#else
struct Square {
    static constexpr float value(float z) { return z * z; }
    static constexpr float slope(float z, float /*y*/) { return 2 * z; }
};
#endif

using Net = nn::Network<nn::Input<2>, nn::Dense<3, Square>, nn::Dense<1>>;

float curved(const nn::Parameters<Net>& parameters, nn::Parameters<Net>& sum) {
    return nn::hessian_vector_product<nn::MeanSquaredError>(parameters, std::array{1.0f, 2.0f}, 0.5f, parameters,
                                                            sum);
}
