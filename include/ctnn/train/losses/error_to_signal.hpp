#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/math/math.hpp>
#include <ratio>
#include <type_traits>

namespace ctnn {

namespace detail::inline CTNN_CODE {

/// void where outputs of that shape are signals of so many channels, step by step; else the sentence.
template <std::size_t Channels, class Output>
consteval auto channels_mistake() {
    constexpr bool whole = Channels > 0 && Output::size % (Channels > 0 ? Channels : 1) == 0;
    if constexpr (whole && (Output::rank < 2 || Output::extents[Output::rank - 1] == Channels))
        return std::type_identity<void>{};
    else
        return std::type_identity<
            typename error::ErrorToSignal_is_of<Channels>::template channels_but_the_outputs_are<Output>>{};
}

}  // namespace detail::inline CTNN_CODE

/// The error's energy as a share of the signal's, for audio: the outputs of a sample are one signal, a value
/// for each moment, or `Channels` of them, moment by moment, of which it is the mean. All go through a filter
/// first that makes high tones count, x[n] - Emphasis x[n - 1]; an Emphasis of 0 is none. Formula: sum of
/// h(t - y)^2 / (sum of h(t)^2 + 1e-5), h the filter, which begins with x[0]. (Wright, Damskagg, Juvela,
/// Valimaki: Real-time guitar amplifier emulation with deep learning, 2020.) Gradient: 2 h'(h(y - t)) / (sum
/// of h(t)^2 + 1e-5) / Channels, h' the filter backward. PyTorch: auraloss.time.ESRLoss, of signals that
/// auraloss.perceptual.FIRFilter has filtered. What goes wrong: silent stretches of the target weigh as much
/// as loud ones: cut them off. Outputs of another number of channels are a sentence.
template <class Emphasis = std::ratio<85, 100>, std::size_t Channels = 1>
struct ErrorToSignal {
    template <class Output>
    using mistake = typename decltype(detail::channels_mistake<Channels, Output>())::type;

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        T sum = 0;
        for (std::size_t c = 0; c < Channels; ++c) {
            T error = 0;
            for (std::size_t i = c; i < N; i += Channels) {
                const T off = filtered(y, i) - filtered(target, i);
                error += off * off;
            }
            sum += error / energy<N>(target, c);
        }
        return sum / static_cast<T>(Channels);
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope(const T* y, const T* target, T* dy) noexcept {
        for (std::size_t c = 0; c < Channels; ++c) {
            const T factor = 2 / (energy<N>(target, c) * static_cast<T>(Channels));
            T after = 0;
            for (std::size_t step = N / Channels; step-- > 0;) {
                const std::size_t i = step * Channels + c;
                const T off = factor * (filtered(y, i) - filtered(target, i));
                dy[i] = off - share<T> * after;
                after = off;
            }
        }
    }

    CTNN_MEMBER static constexpr void spell(std::type_identity<ErrorToSignal> self, auto& out) {
        out(self, std::type_identity<Emphasis>{}, OrDefault{Channels, std::size_t{1}});
    }

  private:
    template <class T>
    static constexpr T share =
        static_cast<T>(static_cast<double>(Emphasis::num) / static_cast<double>(Emphasis::den));

    template <class T>
    CTNN_MEMBER static constexpr T filtered(const T* x, std::size_t i) noexcept {
        return i < Channels ? x[i] : x[i] - share<T> * x[i - Channels];
    }
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T energy(const T* target, std::size_t channel) noexcept {
        T sum = T(1e-5);
        for (std::size_t i = channel; i < N; i += Channels) sum += filtered(target, i) * filtered(target, i);
        return sum;
    }
};

}  // namespace ctnn
