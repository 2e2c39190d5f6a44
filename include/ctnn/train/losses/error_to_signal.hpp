#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/math/math.hpp>
#include <ratio>

namespace ctnn {

/// The error's energy as a share of the signal's, for audio: the outputs of a sample are one signal, a value
/// for each moment. Both go through a filter first that makes high tones count, x[n] - Emphasis x[n - 1]; an
/// Emphasis of 0 is none. Formula: sum of h(t - y)^2 / (sum of h(t)^2 + 1e-5), h the filter, which begins
/// with x[0]. (Wright, Damskagg, Juvela, Valimaki: Real-time guitar amplifier emulation with deep learning,
/// 2020.) Gradient: 2 h'(h(y - t)) / (sum of h(t)^2 + 1e-5), h' the filter backward. PyTorch:
/// auraloss.time.ESRLoss, of signals that auraloss.perceptual.FIRFilter has filtered. What goes wrong: silent
/// stretches of the target weigh as much as loud ones: cut them off.
template <class Emphasis = std::ratio<85, 100>>
struct ErrorToSignal {
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        T error = 0;
        for (std::size_t i = 0; i < N; ++i) {
            const T off = filtered(y, i) - filtered(target, i);
            error += off * off;
        }
        return error / energy<N>(target);
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope(const T* y, const T* target, T* dy) noexcept {
        const T factor = 2 / energy<N>(target);
        T after = 0;
        for (std::size_t i = N; i-- > 0;) {
            const T off = factor * (filtered(y, i) - filtered(target, i));
            dy[i] = off - share<T> * after;
            after = off;
        }
    }

  private:
    template <class T>
    static constexpr T share =
        static_cast<T>(static_cast<double>(Emphasis::num) / static_cast<double>(Emphasis::den));

    template <class T>
    CTNN_MEMBER static constexpr T filtered(const T* x, std::size_t i) noexcept {
        return i == 0 ? x[0] : x[i] - share<T> * x[i - 1];
    }
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T energy(const T* target) noexcept {
        T sum = T(1e-5);
        for (std::size_t i = 0; i < N; ++i) sum += filtered(target, i) * filtered(target, i);
        return sum;
    }
};

}  // namespace ctnn
