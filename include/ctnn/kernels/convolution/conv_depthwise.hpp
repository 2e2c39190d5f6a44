#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/convolution/choice.hpp>
#include <ctnn/kernels/convolution/convolution.hpp>
#include <ctnn/kernels/convolution/nested_tile.hpp>
#include <ctnn/kernels/dense/gemm.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/tuning.hpp>
#include <type_traits>
#include <utility>

// A convolution of each channel by itself: no products of matrices, but pixels times weights, channel by
// channel, in a register's lanes.

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels::inline CTNN_CODE::detail {

template <Convolution C, class T>
struct ByChannels {
    static constexpr std::size_t N = C.channels, W = gemm_width<T>(N, true), Lanes = std::min(W, N);
    /// Vectors in the closing group, of which the last may overlap the one before it; before it go single
    /// ones.
    static constexpr std::size_t closing = N > W&& N % W != 0 ? 2 : 1;
    static constexpr std::size_t whole = N <= W ? 0 : N / W - (closing == 2 || N % W == 0 ? 1 : 0);
    static constexpr std::size_t last = N <= W ? 0 : N - whole * W - W;
    static constexpr std::size_t width = C.columns.out(), height = C.rows.out();
    static constexpr std::size_t window = C.columns.window, taps = C.rows.window * window;

    /// What weight number t sees, from the place of the kernel on.
    static constexpr std::size_t tap(std::size_t t) noexcept {
        return t / window * C.kernel_down() + t % window * C.run_step();
    }

    /// Calls f.operator()<vectors>(first channel) for all groups of vectors.
    template <class F>
    CTNN_INLINE static void each_group(F f) noexcept {
        CTNN_ROLL_FOR (std::size_t v = 0; v < whole; ++v) f.template operator()<1>(v * W);
        f.template operator()<closing>(whole * W);
    }
    /// Where vector j of a group starts.
    template <std::size_t Vectors>
    static constexpr std::size_t start(std::size_t j) noexcept {
        return j + 1 < Vectors ? j * W : Vectors == 1 ? 0 : last;
    }
    CTNN_INLINE static auto load(const T* from) noexcept { return simd::load_part<W, Lanes>(from); }

    /// Sums side by side for a long window, which the weights go to in turn: a stream's single output waits
    /// for its additions else. Pixels that several outputs see are loaded once where the window is unrolled.
    static constexpr bool unrolls = window <= most_unrolled_columns;
    static constexpr std::size_t chains = reproducible || unrolls || !C.is_sequence() ? 1 : 4;
    template <std::size_t Vectors>
    static constexpr std::size_t most_pixels = simd::tuning.depthwise_pixels / Vectors / (chains > 1 ? 2 : 1);

    /// `Pixels` outputs beside each other.
    template <class Act, std::size_t Pixels, std::size_t Vectors, class Bias>
    CTNN_INLINE static void outputs(const T* w, Bias bias, const T* from, T* y) noexcept {
        using V = simd::vec<T, W>;
        V sums[chains][Pixels][Vectors];
        CTNN_UNROLL_FOR (std::size_t c = 0; c < chains; ++c)
            CTNN_UNROLL_FOR (std::size_t m = 0; m < Pixels; ++m)
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Vectors; ++j) {
                    sums[c][m][j] = V(T(0));
                    if constexpr (std::is_pointer_v<Bias>)
                        if (c == 0) sums[c][m][j] = load(bias + start<Vectors>(j));
                }
        const auto column = [&](std::size_t k, V(&chain)[Pixels][Vectors]) CTNN_LAMBDA_INLINE {
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Vectors; ++j) {
                const V weight = load(w + k * N + start<Vectors>(j));
                CTNN_UNROLL_FOR (std::size_t m = 0; m < Pixels; ++m)
                    chain[m][j] = simd::fma(load(from + k * C.run_step() + m * C.aside() + start<Vectors>(j)),
                                            weight, chain[m][j]);
            }
        };
        constexpr std::size_t turns = window / chains * chains;
        CTNN_ROLL_FOR (std::size_t ky = 0; ky < C.rows.window; ++ky, from += C.kernel_down(), w += window * N)
            if constexpr (unrolls) {
                CTNN_UNROLL_FOR (std::size_t k = 0; k < window; ++k) column(k, sums[0]);
            } else {
                CTNN_ROLL_FOR (std::size_t k = 0; k < turns; k += chains)
                    CTNN_UNROLL_FOR (std::size_t c = 0; c < chains; ++c) column(k + c, sums[c]);
                CTNN_UNROLL_FOR (std::size_t c = 0; c < window - turns; ++c) column(turns + c, sums[c]);
            }
        CTNN_UNROLL_FOR (std::size_t m = 0; m < Pixels; ++m)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Vectors; ++j) {
                CTNN_UNROLL_FOR (std::size_t c = 1; c < chains; ++c)
                    sums[0][m][j] = sums[0][m][j] + sums[c][m][j];
                simd::store_first<Lanes>(y + m * N + start<Vectors>(j), Act::value(sums[0][m][j]));
            }
    }

    /// `count` outputs of a row. Where one is added up in the same order as all others, what is computed
    /// twice at the end is the same.
    template <class Act, std::size_t Vectors, std::size_t Most, class Bias>
    CTNN_INLINE static void row(const T* w, Bias bias, const T* from, std::size_t count, T* y) noexcept {
        const auto some = [&]<std::size_t Pixels>(std::size_t p) CTNN_LAMBDA_INLINE {
            outputs<Act, Pixels, Vectors>(w, bias, from + p * C.aside(), y + p * N);
        };
        std::size_t p = 0;
        if constexpr (Most > 1) {
            CTNN_ROLL_FOR (; p + Most <= count; p += Most) some.template operator()<Most>(p);
            if (p > 0 && p < count) return some.template operator()<Most>(count - Most);
        }
        CTNN_ROLL_FOR (; p < count; ++p) some.template operator()<1>(p);
    }

    template <class Act, class Bias>
    [[gnu::noinline]] static void image(const T* w, Bias bias, const T* image, T* y) noexcept {
        each_group([&]<std::size_t Vectors>(std::size_t c) CTNN_LAMBDA_INLINE {
            constexpr std::size_t most = std::min(width, most_pixels<Vectors>);
            CTNN_ROLL_FOR (std::size_t oy = 0; oy < height; ++oy)
                row<Act, Vectors, most>(w + c, bias + c, image + oy * C.down() + c, width,
                                        y + oy * width * N + c);
        });
    }

    /// Outputs of a sequence.
    template <class Act>
    [[gnu::noinline]] static void steps(const T* w, const T* bias, const T* x, std::size_t count,
                                        T* y) noexcept {
        each_group([&]<std::size_t Vectors>(std::size_t c) CTNN_LAMBDA_INLINE {
            row<Act, Vectors, most_pixels<Vectors>>(w + c, bias + c, x + c, count, y + c);
        });
    }

    /// The gradient of the weights: the products of `Taps` of them from number t on.
    template <std::size_t Taps, std::size_t Vectors>
    CTNN_INLINE static void weights_of(const T* image, const T* dz, T* dw, std::size_t t) noexcept {
        using V = simd::vec<T, W>;
        const T* seen[Taps];
        V sums[Taps][Vectors];
        CTNN_UNROLL_FOR (std::size_t i = 0; i < Taps; ++i) {
            seen[i] = image + tap(t + i);
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Vectors; ++j) sums[i][j] = V(T(0));
        }
        CTNN_ROLL_FOR (std::size_t oy = 0; oy < height; ++oy)
            CTNN_ROLL_FOR (std::size_t ox = 0; ox < width; ++ox, dz += N)
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Vectors; ++j) {
                    const V d = load(dz + start<Vectors>(j));
                    CTNN_UNROLL_FOR (std::size_t i = 0; i < Taps; ++i)
                        sums[i][j] =
                            simd::fma(load(seen[i] + oy * C.down() + ox * C.aside() + start<Vectors>(j)), d,
                                      sums[i][j]);
                }
        CTNN_UNROLL_FOR (std::size_t i = 0; i < Taps; ++i)
            take<Lanes>(sums[i], dw + (t + i) * N,
                        [](std::size_t j) CTNN_LAMBDA_INLINE { return start<Vectors>(j); });
    }

    [[gnu::noinline]] static void weights(const T* image, const T* dz, T* dw) noexcept {
        each_group([&]<std::size_t Vectors>(std::size_t c) CTNN_LAMBDA_INLINE {
            constexpr std::size_t most = std::min<std::size_t>(taps, 9 / Vectors), rest = taps % most;
            CTNN_ROLL_FOR (std::size_t t = 0; t + most <= taps; t += most)
                weights_of<most, Vectors>(image + c, dz + c, dw + c, t);
            if constexpr (rest > 0) weights_of<rest, Vectors>(image + c, dz + c, dw + c, taps - rest);
        });
    }

    /// The gradient of the input, added to the padded image.
    [[gnu::noinline]] static void data(const T* w, const T* dz, T* dx) noexcept {
        using V = simd::vec<T, W>;
        each_group([&]<std::size_t Vectors>(std::size_t c) CTNN_LAMBDA_INLINE {
            CTNN_ROLL_FOR (std::size_t t = 0; t < taps; ++t) {
                V weight[Vectors], sums[Vectors];
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Vectors; ++j)
                    weight[j] = load(w + t * N + c + start<Vectors>(j));
                CTNN_ROLL_FOR (std::size_t oy = 0; oy < height; ++oy) {
                    const T* d = dz + oy * width * N + c;
                    T* to = dx + tap(t) + oy * C.down() + c;
                    CTNN_ROLL_FOR (std::size_t ox = 0; ox < width; ++ox, d += N, to += C.aside()) {
                        CTNN_UNROLL_FOR (std::size_t j = 0; j < Vectors; ++j)
                            sums[j] = simd::fma(load(d + start<Vectors>(j)), weight[j],
                                                load(static_cast<const T*>(to + start<Vectors>(j))));
                        CTNN_UNROLL_FOR (std::size_t j = 0; j < Vectors; ++j)
                            simd::store_first<Lanes>(to + start<Vectors>(j), sums[j]);
                    }
                }
            }
        });
    }
};

}  // namespace ctnn::kernels::inline CTNN_CODE::detail
#endif
