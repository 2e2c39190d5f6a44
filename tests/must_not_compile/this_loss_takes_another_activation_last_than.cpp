// ERROR: this_loss_takes_another_activation_last_than<Signs, ctnn::Dense<1
#include <array>
#include <cstddef>
#include <ctnn/train.hpp>

namespace nn = ctnn;

/// A user's own loss, which works on what enters Tanh.
struct Signs {
    using last_activation = nn::Tanh;

    template <std::size_t N, class T>
    static constexpr T value(const T* y, const T* target) {
        return y[0] * target[0] < 0 ? T(1) : T(0);
    }
    template <std::size_t N, class T>
    static constexpr T value_of_logits(const T* z, const T* target) {
        return value<N>(z, target);
    }
    template <std::size_t N, class T>
    static constexpr void slope_of_logits(const T*, const T* target, T* dz) {
        dz[0] = -target[0];
    }
};

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<64>, nn::Dense<1, nn::Tanh>>;
#else
using Net = nn::Network<nn::Input<64>, nn::Dense<1, nn::Sigmoid>>;
#endif

float cost(const nn::Parameters<Net>& parameters, const std::array<float, 64>& x) {
    return nn::loss<Signs>(parameters, x, std::array<float, 1>{1});
}
