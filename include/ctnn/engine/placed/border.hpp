#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <type_traits>

// What layers have in common that put pixels around an image, or steps around a sequence, or take them off.
// A sequence is an image of one row.

namespace ctnn::detail::inline CTNN_CODE {

/// Where pixel `at` of an axis of `in` comes from, with `before` in front of it: mirrored at the outermost
/// pixels, which are not repeated, or the outermost one itself.
struct Reflected {
    static constexpr std::size_t source(std::size_t at, std::size_t before, std::size_t in) noexcept {
        const std::size_t mirrored = at < before ? before - at : at - before;
        return mirrored < in ? mirrored : 2 * (in - 1) - mirrored;
    }
};
struct Replicated {
    static constexpr std::size_t source(std::size_t at, std::size_t before, std::size_t in) noexcept {
        return at < before ? 0 : std::min(at - before, in - 1);
    }
};

/// In as rows of pixels, and the border of it.
template <class In, Padding P>
struct Bordered {
    static constexpr bool is_sequence = In::rank == 2;
    static constexpr std::size_t height = is_sequence ? 1 : In::extents[0],
                                 width = In::extents[is_sequence ? 0 : 1],
                                 channels = In::extents[is_sequence ? 1 : 2], row = width * channels;
    static constexpr std::size_t top = is_sequence ? 0 : P.top, bottom = is_sequence ? 0 : P.bottom,
                                 left = P.left, right = P.right;

    template <std::size_t Rows, std::size_t Columns>
    using Of = std::conditional_t<is_sequence, Shape<Columns, channels>, Shape<Rows, Columns, channels>>;
};

template <class In, Padding P, class Mode>
struct BorderPad : Bordered<In, P> {
    using B = Bordered<In, P>;
    using output = typename B::template Of<size_sum(B::top, B::height, B::bottom),
                                           size_sum(B::left, B::width, B::right)>;

    template <class T>
    static constexpr void forward(const T* x, T* y, std::size_t count) noexcept {
        for (; count > 0; --count, x += In::size, y += output::size)
            each_piece(
                [=]<std::size_t N>(std::size_t from, std::size_t to) { kernels::copy<N>(x + from, y + to); });
    }
    template <class T>
    static constexpr void backward(const T*, const T*, const T* dy, T* dx, std::size_t count) noexcept {
        for (; count > 0; --count, dx += In::size, dy += output::size) {
            kernels::fill<In::size>(T(0), dx);
            each_piece([=]<std::size_t N>(std::size_t from, std::size_t to) {
                kernels::add<N>(dy + to, dx + from);
            });
        }
    }

  private:
    /// Calls piece<N>(from, to) for N neighbouring values of the input and where they go.
    static constexpr void each_piece(auto piece) noexcept {
        std::size_t to = 0;
        for (std::size_t r = 0; r < B::top + B::height + B::bottom; ++r) {
            const std::size_t from = Mode::source(r, B::top, B::height) * B::row;
            const auto pixels = [&](std::size_t first, std::size_t end) {
                for (std::size_t c = first; c < end; ++c, to += B::channels)
                    piece.template operator()<B::channels>(
                        from + Mode::source(c, B::left, B::width) * B::channels, to);
            };
            pixels(0, B::left);
            piece.template operator()<B::row>(from, to);
            to += B::row;
            pixels(B::left + B::width, B::left + B::width + B::right);
        }
    }
};

template <class In, Padding P>
struct Crop : Bordered<In, P> {
    using B = Bordered<In, P>;
    static constexpr std::size_t rows = B::height - B::top - B::bottom,
                                 columns = B::width - B::left - B::right, kept = columns * B::channels;
    using output = typename B::template Of<rows, columns>;

    template <class T>
    static constexpr void forward(const T* x, T* y, std::size_t count) noexcept {
        for (; count > 0; --count, x += In::size)
            for (std::size_t r = 0; r < rows; ++r, y += kept) kernels::copy<kept>(x + start(r), y);
    }
    template <class T>
    static constexpr void backward(const T*, const T*, const T* dy, T* dx, std::size_t count) noexcept {
        for (; count > 0; --count, dx += In::size) {
            kernels::fill<In::size>(T(0), dx);
            for (std::size_t r = 0; r < rows; ++r, dy += kept) kernels::copy<kept>(dy, dx + start(r));
        }
    }

  private:
    static constexpr std::size_t start(std::size_t row) noexcept {
        return (B::top + row) * B::row + B::left * B::channels;
    }
};

/// A sequence without its first steps, as they come.
template <class In, std::size_t First>
struct CropStream {
    using input = Shape<In::extents[1]>;
    using output = input;
    static constexpr std::size_t delay = First, period = 1, memory = 0, scratch = 0;

    template <class T>
    static constexpr std::size_t run(const T*, const T*, std::size_t t, const T* x, std::size_t count, T* y,
                                     T*, T*) noexcept {
        const std::size_t late = t < First ? std::min(First - t, count) : 0;
        for (std::size_t step = late; step < count; ++step, y += input::size)
            kernels::copy<input::size>(x + step * input::size, y);
        return count - late;
    }
};

/// Only what cuts nothing off the end knows which steps it gives.
template <class In, Padding P>
struct CropOn : KernelOn<In, typename Crop<In, P>::output, Crop<In, P>> {};
template <class In, Padding P>
    requires(In::rank == 2 && P.right == 0)
struct CropOn<In, P> : KernelOn<In, typename Crop<In, P>::output, Crop<In, P>> {
    using stream = CropStream<In, P.left>;
};

/// What is wrong with any of them that wants `Rank` axes, or void.
template <class In, std::size_t Rank, Padding P>
consteval auto border_mistake() {
    if constexpr (In::rank != Rank && Rank == 2)
        return std::type_identity<error::pad_needs_steps_features_but_the_layer_before_it_gives<In>>{};
    else if constexpr (In::rank != Rank)
        return std::type_identity<error::pad_needs_height_width_channels_but_the_layer_before_it_gives<In>>{};
    else if constexpr (P.kind != Padding::Kind::given)
        return std::type_identity<error::a_pad_layer_takes_as_many_as_pad_says_not_same_or_causal_on<In>>{};
    else
        return std::type_identity<void>{};
}

template <class In, std::size_t Rank, Padding P, class Mode>
consteval auto border_pad_on() {
    using Mistake = typename decltype(border_mistake<In, Rank, P>())::type;
    if constexpr (!std::is_void_v<Mistake>) {
        return std::type_identity<BrokenLayer<Mistake, In>>{};
    } else {
        using B = Bordered<In, P>;
        constexpr std::size_t rows = std::max(B::top, B::bottom), columns = std::max(B::left, B::right);
        if constexpr (std::is_same_v<Mode, Reflected> && rows >= B::height)
            return std::type_identity<
                BrokenLayer<typename error::a_reflection_has_at_most<
                                B::height - 1, In>::template values_on_a_side_but_this_one_is<rows>,
                            In>>{};
        else if constexpr (std::is_same_v<Mode, Reflected> && columns >= B::width)
            return std::type_identity<BrokenLayer<typename error::a_reflection_has_at_most<B::width - 1, In>::
                                                      template values_on_a_side_but_this_one_is<columns>,
                                                  In>>{};
        else
            return std::type_identity<
                KernelOn<In, typename BorderPad<In, P, Mode>::output, BorderPad<In, P, Mode>>>{};
    }
}

template <class In, std::size_t Rank, Padding P>
consteval auto crop_on() {
    using Mistake = typename decltype(border_mistake<In, Rank, P>())::type;
    if constexpr (!std::is_void_v<Mistake>) {
        return std::type_identity<BrokenLayer<Mistake, In>>{};
    } else {
        using B = Bordered<In, P>;
        if constexpr (size_sum(B::top, B::bottom) >= B::height || size_sum(B::left, B::right) >= B::width)
            return std::type_identity<BrokenLayer<error::cropping_leaves_nothing_of<In>, In>>{};
        else
            return std::type_identity<CropOn<In, P>>{};
    }
}

}  // namespace ctnn::detail::inline CTNN_CODE
