#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/convolution/conv1d.hpp>
#include <ctnn/kernels/convolution/conv1d_ahead.hpp>
#include <ctnn/kernels/convolution/convolution.hpp>
#include <ctnn/kernels/values/biases.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <type_traits>

namespace ctnn::kernels::inline CTNN_CODE {

/// A convolution of a sequence whose steps come in turn, and which may go on for ever. It remembers what a
/// window holds, in a ring that is written twice, one copy behind the other: wherever the window begins, its
/// steps lie one after the other. Behind it lie the sums of the outputs to come, if the convolution goes
/// ahead; many steps at once are quicker without them, and after those they are added up anew.
template <Convolution C, class Act, bool HasBias = true>
struct ConvStream {
    static constexpr std::size_t window = C.columns.reach(), step = C.channels, filters = C.filters;
    static constexpr std::size_t delay = window - 1 - C.columns.before, period = C.columns.stride;
    static constexpr std::size_t ring =
        goes_ahead<C> ? (2 * window * step + 15) / 16 * 16 : 2 * window * step;
    static constexpr std::size_t memory = window == 1     ? 0
                                          : goes_ahead<C> ? ring + SumsAhead<C>::memory
                                                          : ring;
    static constexpr std::size_t scratch = std::max(2 * (window - 1) * step, goes_ahead<C> ? filters : 0);

    /// Takes `count` steps, the first of which is number t; returns the number of outputs.
    template <class T>
    static constexpr std::size_t run(const T* w, std::size_t t, const T* x, std::size_t count, T* y, T* kept,
                                     T* work) noexcept {
        if constexpr (window == 1) {
            return from_input(w, t, x, count, y);
        } else {
#ifndef CTNN_NO_SIMD
            if constexpr (goes_ahead<C> && simd::has_vectors<T>)
                if (!std::is_constant_evaluated() && count < detail::BySteps<C, T>::most)
                    return one_by_one(w, t, x, count, y, kept, work);
#endif
            if constexpr (goes_ahead<C>) kept[memory - 1] = 0;
            if (count == 1) {
                const std::size_t at = t % window, next = at + 1 == window ? 0 : at + 1;
                remember_at(at, x, kept);
                if (!gives_output(t)) return 0;
                convolve_one<C, Act>(w, bias(w), static_cast<const T*>(kept + next * step), y);
                return 1;
            }
            // The first windows reach back into memory: both, one after the other.
            const std::size_t head = std::min(count, window - 1);
            std::copy_n(held(t, kept) + step, (window - 1) * step, work);
            std::copy_n(x, head * step, work + (window - 1) * step);
            const std::size_t first = from_input(w, t, static_cast<const T*>(work), head, y);
            const std::size_t others =
                head < count ? from_input(w, t + head, x, count - head, y + first * filters) : 0;
            const std::size_t last = std::min(count, window);
            remember(t + count - last, x + (count - last) * step, last, kept);
            return first + others;
        }
    }

  private:
    template <class T>
    CTNN_INLINE static constexpr const T* bias(const T* w) noexcept {
        return biases<HasBias, filters>(w + C.weights());
    }

#ifndef CTNN_NO_SIMD
    template <class T>
    static std::size_t one_by_one(const T* w, std::size_t t, const T* x, std::size_t count, T* y, T* kept,
                                  T* nowhere) noexcept {
        using Ahead = detail::StepAhead<C, T>;
        T *const sums = kept + ring, &are_there = kept[memory - 1];
        const auto take = [=](const T* from, T* to) {
            Ahead::template step<detail::InEpilogue<Act>>(w, from, to, sums);
        };
        if (are_there == 0) {
            Ahead::begin(bias(w), sums);
            for (std::size_t i = 1; i < window; ++i) take(held(t, kept) + i * step, nowhere);
            are_there = 1;
        }
        std::size_t outputs = 0;
        for (const std::size_t end = t + count; t < end; ++t, x += step) {
            remember(t, x, 1, kept);
            if (t < delay) {
                take(x, nowhere);
                continue;
            }
            take(x, y);
            if constexpr (detail::comes_after<Act>) detail::activate_step<Act, filters>(y);
            y += filters;
            ++outputs;
        }
        return outputs;
    }
#endif

    static constexpr bool gives_output(std::size_t t) noexcept {
        return t >= delay && (t - delay) % period == 0;
    }

    /// The outputs among `count` steps, the first being number t, whose window begins at x.
    template <class T>
    static constexpr std::size_t from_input(const T* w, std::size_t t, const T* x, std::size_t count,
                                            T* y) noexcept {
        const std::size_t late = t < delay ? delay - t : (period - (t - delay) % period) % period;
        if (late >= count) return 0;
        const std::size_t outputs = (count - late - 1) / period + 1;
        convolve_steps<C, Act>(w, bias(w), x + late * step, outputs, y);
        return outputs;
    }

    /// The last steps before number t.
    template <class T>
    static constexpr const T* held(std::size_t t, const T* kept) noexcept {
        return kept + t % window * step;
    }

    template <class T>
    static constexpr void remember(std::size_t t, const T* x, std::size_t count, T* kept) noexcept {
        for (std::size_t i = 0; i < count; ++i, x += step) remember_at((t + i) % window, x, kept);
    }
    template <class T>
    CTNN_INLINE static constexpr void remember_at(std::size_t slot, const T* x, T* kept) noexcept {
        T* const to = kept + slot * step;
        std::copy_n(x, step, to);
        std::copy_n(x, step, to + window * step);
    }
};

}  // namespace ctnn::kernels::inline CTNN_CODE
