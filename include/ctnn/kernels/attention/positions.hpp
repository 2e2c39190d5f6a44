#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/math/math.hpp>
#include <type_traits>

// Waves that tell the steps of a sequence apart: at step t, of F features, number 2i is sin(t w) and number
// 2i + 1 is cos(t w), where w = 10000^(-2i / F). From step to step each pair turns by w.

namespace ctnn::kernels::inline CTNN_CODE {

/// The pairs of so many features, and values that hold them: twice as many where T is single, because errors
/// would add up from step to step in what is less than double.
constexpr std::size_t wave_pairs(std::size_t features) noexcept { return (features + 1) / 2; }
constexpr std::size_t wave_values(std::size_t features) noexcept { return 4 * wave_pairs(features); }

namespace detail {

struct Turn {
    double sine, cosine;
};

/// What each pair turns by in a step.
template <std::size_t Features>
inline constexpr auto turns_of_waves = [] {
    constexpr double half_pi = 1.5707963267948966, ln_10000 = 9.2103403719761827;
    std::array<Turn, wave_pairs(Features)> turns{};
    for (std::size_t i = 0; i < turns.size(); ++i) {
        const double w = math::exp(-static_cast<double>(2 * i) / static_cast<double>(Features) * ln_10000);
        turns[i] = {math::cos(w - half_pi), math::cos(w)};
    }
    return turns;
}();

template <class T>
CTNN_INLINE constexpr double wave(const T* at) noexcept {
    return static_cast<double>(at[0]) + static_cast<double>(at[1]);
}
template <class T>
CTNN_INLINE constexpr void set_wave(T* at, double value) noexcept {
    at[0] = static_cast<T>(value);
    at[1] = static_cast<T>(value - static_cast<double>(at[0]));
}

}  // namespace detail

/// The waves of step 0.
template <std::size_t Features, class T>
constexpr void begin_waves(T* waves) noexcept {
    for (std::size_t i = 0; i < wave_pairs(Features); ++i) {
        detail::set_wave(waves + 4 * i, 0);
        detail::set_wave(waves + 4 * i + 2, 1);
    }
}

/// Those of the next step. Out of line, so that all who ask get the same bits.
template <std::size_t Features, class T>
[[gnu::noinline]] constexpr void turn_waves(T* waves) noexcept {
    for (std::size_t i = 0; i < wave_pairs(Features); ++i) {
        const auto [sine, cosine] = detail::turns_of_waves<Features>[i];
        T *const s = waves + 4 * i, *const c = s + 2;
        const double old_s = detail::wave(s), old_c = detail::wave(c);
        detail::set_wave(s, old_s * cosine + old_c * sine);
        detail::set_wave(c, old_c * cosine - old_s * sine);
    }
}

/// y = x + the waves of a step.
template <std::size_t Features, class T>
constexpr void add_waves(const T* waves, const T* x, T* y) noexcept {
    for (std::size_t i = 0; i < Features; ++i) y[i] = x[i] + waves[2 * i];
}

}  // namespace ctnn::kernels::inline CTNN_CODE
