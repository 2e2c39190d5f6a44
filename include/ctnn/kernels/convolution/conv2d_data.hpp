#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/convolution/choice.hpp>
#include <ctnn/kernels/convolution/conv_depthwise.hpp>
#include <ctnn/kernels/convolution/convolution.hpp>
#include <ctnn/kernels/dense/gemm.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/transpose.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <type_traits>

// The gradient of a convolution's input, which is also what a transposed convolution computes: each output
// adds its gradient, times the weights, to the pixels that it saw.
//
// A row of the kernel saw neighbouring values, so a tile is outputs by such neighbours, W^T being its second
// factor; and it is added to the image. Outputs of one tile lie so far apart that what they saw does not
// overlap.

namespace ctnn::kernels::inline CTNN_CODE {
namespace detail {

/// Outputs whose rows of the kernel never meet in one row of the image: a column of the image's outputs where
/// there are many rows, else every `apart`-th of a row.
template <Convolution C>
struct Spread {
    static constexpr std::size_t height = C.rows.out(), width = C.columns.out();
    static constexpr std::size_t apart = (C.columns.reach() + C.columns.stride - 1) / C.columns.stride;
    static constexpr bool down = height * apart >= width;

    // `sets` sets of outputs, or one more output in the first `longer` of them; in each, outputs follow
    // `dz_step` values after each other in dz, and `dx_step` in the padded image.
    static constexpr std::size_t sets = down ? width : std::min(apart, width);
    static constexpr std::size_t count = down ? height : width / sets, longer = down ? 0 : width % sets;
    static constexpr std::size_t dz_step = (down ? width : sets) * C.filters;
    static constexpr std::size_t dx_step = down ? C.down() : sets * C.aside();
    static constexpr std::size_t lines = down ? 1 : height;
};

/// Of one run of the kernel, and one group, `inputs` neighbours and `outputs` filters: at most 64 of each, so
/// that the weights between them may be transposed on the stack.
struct ConvBlock {
    std::size_t weight, filter, image;  // where they begin in a filter's weights, in dz and in the image
};

inline constexpr std::size_t conv_block = 64;

/// Calls f.operator()<inputs, outputs>(block) for all blocks.
template <Convolution C, class F>
constexpr void each_conv_block(F&& f) noexcept {
    constexpr std::size_t run = C.run(), group = C.group_filters(), most = conv_block;
    constexpr std::size_t whole = run / most * most, whole_group = group / most * most;
    const auto inputs = [&]<std::size_t Inputs>(std::size_t weight, std::size_t filter, std::size_t image) {
        for (std::size_t o = 0; o < whole_group; o += most)
            f.template operator()<Inputs, most>(ConvBlock{weight, filter + o, image});
        if constexpr (whole_group < group)
            f.template operator()<Inputs, group - whole_group>(
                ConvBlock{weight, filter + whole_group, image});
    };
    for (std::size_t ky = 0; ky < C.rows.window; ++ky)
        for (std::size_t r = 0; r < C.runs(); ++r)
            for (std::size_t g = 0; g < C.groups; ++g) {
                const std::size_t weight = (ky * C.runs() + r) * run, filter = g * group;
                const std::size_t image = ky * C.kernel_down() + r * C.run_step() + g * C.group_channels();
                for (std::size_t i = 0; i < whole; i += most)
                    inputs.template operator()<most>(weight + i, filter, image + i);
                if constexpr (whole < run)
                    inputs.template operator()<run - whole>(weight + whole, filter, image + whole);
            }
}

/// One block of one padded image, by plain loops, in the tiles' order.
template <Convolution C, std::size_t Inputs, std::size_t Outputs, class T>
constexpr void conv_data_plain(const T* w, const T* dz, T* dx) noexcept {
    using S = Spread<C>;
    const auto output = [&](const T* d, T* to) {
        for (std::size_t i = 0; i < Inputs; ++i) {
            T sum = reproducible ? to[i] : T(0);
            for (std::size_t o = 0; o < Outputs; ++o) sum += d[o] * w[i * C.filters + o];
            to[i] = reproducible ? sum : to[i] + sum;
        }
    };
    for (std::size_t l = 0; l < S::lines; ++l)
        for (std::size_t s = 0; s < S::sets; ++s)
            for (std::size_t m = 0; m < S::count + (s < S::longer ? 1 : 0); ++m)
                output(dz + (l * S::width + s) * C.filters + m * S::dz_step,
                       dx + l * C.down() + s * C.aside() + m * S::dx_step);
}

#ifndef CTNN_NO_SIMD
/// `Count` outputs, `transposed` being the block's weights.
template <Convolution C, std::size_t Inputs, std::size_t Outputs, std::size_t Count, class T>
CTNN_INLINE void conv_data_outputs(const T* transposed, const T* dz, T* dx) noexcept {
    using S = Spread<C>;
    constexpr std::size_t W = gemm_width<T>(Inputs, true), Lanes = std::min(W, Inputs);
    gemm<Count, Inputs, Strides{.row = S::dz_step, .step = 1, .b_step = Inputs, .masked = true}>(
        Outputs, dz, transposed,
        [&]<std::size_t Rows, class Along>(std::size_t row, std::size_t column, auto& sums)
            CTNN_LAMBDA_INLINE {
                CTNN_UNROLL_FOR (std::size_t m = 0; m < Rows; ++m) {
                    T* const to = dx + (row + m) * S::dx_step + column;
                    if constexpr (!reproducible)
                        CTNN_UNROLL_FOR (std::size_t j = 0; j < Along::count; ++j)
                            sums[m][j] = sums[m][j] + simd::load_part<W, Lanes>(
                                                          static_cast<const T*>(to + Along::start(j)));
                    CTNN_UNROLL_FOR (std::size_t j = 0; j < Along::count; ++j)
                        simd::store_first<Lanes>(to + Along::start(j), sums[m][j]);
                }
            },
        start_from<Lanes>(static_cast<const T*>(dx), S::dx_step));
}

/// The block of `Images` images, `dx_image` values apart.
template <Convolution C, std::size_t Inputs, std::size_t Outputs, class T>
[[gnu::noinline]] void conv_data_block(const T* w, const T* dz, T* dx, std::size_t images,
                                       std::size_t dx_image) noexcept {
    using S = Spread<C>;
    alignas(64) T transposed[Inputs * Outputs];
    transpose<Inputs, Outputs, C.filters>(w, transposed);
    CTNN_ROLL_FOR (; images > 0; --images, dz += C.out(), dx += dx_image)
        CTNN_ROLL_FOR (std::size_t l = 0; l < S::lines; ++l)
            CTNN_ROLL_FOR (std::size_t s = 0; s < S::sets; ++s) {
                const T* const d = dz + (l * S::width + s) * C.filters;
                T* const to = dx + l * C.down() + s * C.aside();
                if (s < S::longer)
                    conv_data_outputs<C, Inputs, Outputs, S::count + 1>(transposed, d, to);
                else
                    conv_data_outputs<C, Inputs, Outputs, S::count>(transposed, d, to);
            }
}
#endif

/// Adds to `images` padded images.
template <Convolution C, class T>
constexpr void conv_data_images(const T* w, const T* dz, T* dx, std::size_t images) noexcept {
    constexpr std::size_t dx_image = C.is_padded() ? C.padded() : C.in();
#ifndef CTNN_NO_SIMD
    if constexpr (simd::has_vectors<T> &&
                  conv_data_kernel(C, simd::target<T>) == ConvolutionGradientKernel::channels)
        if (!std::is_constant_evaluated()) {
            for (std::size_t s = 0; s < images; ++s)
                ByChannels<C, T>::data(w, dz + s * C.out(), dx + s * dx_image);
            return;
        }
#endif
    each_conv_block<C>([&]<std::size_t Inputs, std::size_t Outputs>(ConvBlock block) {
        const T* const weights = w + block.weight * C.filters + block.filter;
#ifndef CTNN_NO_SIMD
        if constexpr (simd::has_vectors<T>)
            if (!std::is_constant_evaluated())
                return conv_data_block<C, Inputs, Outputs>(weights, dz + block.filter, dx + block.image,
                                                           images, dx_image);
#endif
        for (std::size_t s = 0; s < images; ++s)
            conv_data_plain<C, Inputs, Outputs>(weights, dz + s * C.out() + block.filter,
                                                dx + s * dx_image + block.image);
    });
}

}  // namespace detail

/// Overwrites dx, of B images, by what the gradients dz of their outputs make of it, added to `bias` for each
/// pixel, or NoBias. `padded` has room for B padded images, if the convolution pads.
template <Convolution C, std::size_t B, class T, class Bias>
constexpr void conv_data(const T* w, Bias bias, const T* dz, T* dx, T* padded) noexcept {
    constexpr std::size_t padded_image = C.is_padded() ? C.padded() : C.in();
    constexpr std::size_t at_once = std::min<std::size_t>(B, 8);  // that share the transposed weights
    T* const sums = C.is_padded() ? padded : dx;
    if constexpr (std::is_pointer_v<Bias>)
        for (std::size_t i = 0; i < B * padded_image; i += C.channels)
            std::copy_n(bias, C.channels, sums + i);
    else
        fill<B * padded_image>(T(0), sums);
    for (std::size_t s = 0; s < B; s += at_once)
        detail::conv_data_images<C>(w, dz + s * C.out(), sums + s * padded_image, std::min(at_once, B - s));
    if constexpr (C.is_padded())
        for (std::size_t s = 0; s < B; ++s) unpad<C>(sums + s * padded_image, dx + s * C.in());
}

}  // namespace ctnn::kernels::inline CTNN_CODE
