// ERROR: second_derivatives_take_an_activation_of_any_number_not_of_float_as_is<Square
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

struct Square {
#ifndef MUST_NOT_COMPILE
    static constexpr auto value(auto z) { return z * z; }
    static constexpr auto slope(auto z, auto /*y*/) { return 2 * z; }
#else
    static constexpr float value(float z) { return z * z; }
    static constexpr float slope(float z, float /*y*/) { return 2 * z; }
#endif
};

using Net = nn::Network<nn::Input<1>, nn::Dense<3, Square>, nn::Dense<1>>;

nn::Derivatives<Net> u;
