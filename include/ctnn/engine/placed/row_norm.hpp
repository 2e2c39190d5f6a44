#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/engine/placed/norm.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/kernels/norm/choice.hpp>
#include <ctnn/kernels/norm/row_norm.hpp>
#include <ctnn/simd/target.hpp>
#include <type_traits>

// The engine of LayerNorm and RMSNorm: each sample, and in images and sequences each position of it, is
// normalised by itself.

namespace ctnn::detail::inline CTNN_CODE {

template <bool Centred>
consteval auto row_norm_parts(std::size_t channels) {
    const Part gamma{"gamma", {{channels, Along::channels}}}, beta{"beta", {{channels, Along::channels}}};
    if constexpr (Centred)
        return std::array{gamma, beta};
    else
        return std::array{gamma};
}

template <class In, bool Centred, class Epsilon>
struct RowNormOn {
    using input = In;
    using output = typename In::plain;  // zeros do not stay
    using stream = StepStream<In, RowNormOn<StepOf<In>, Centred, Epsilon>>;

    static constexpr std::size_t n = In::size, channels = last_extent<In>, positions = n / channels;
    static constexpr std::size_t parameters = Centred ? 2 * channels : channels, weights = 0, state = 0;
    static constexpr std::size_t multiply_adds = 2 * n;
    static constexpr bool scales_and_shifts = true;  // NoAffine takes them off
    static constexpr std::size_t tape = positions * kernels::detail::kept_of_row<Centred>;
    static constexpr std::size_t scratch = 0, backward_scratch = parameters + 2 * channels;

    static constexpr auto parts = row_norm_parts<Centred>(channels);

    template <class T>
    static constexpr auto named(std::span<T, parameters> w) noexcept {
        if constexpr (Centred)
            return ScaleAndShift<T, channels>{w.template first<channels>(), w.template last<channels>()};
        else
            return OnlyScale<T, channels>{w};
    }

    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void predict(View<T, parameters> w, View<T, 0>, View<T, B * n> x,
                                              Slot<T, B * n> y, Slot<T, 0>) noexcept {
        rows<B>(w.data(), x.data(), y.data(), static_cast<T*>(nullptr));
    }

    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void forward(View<T, parameters> w, Slot<T, 0>, View<T, B * n> x,
                                              Slot<T, B * n> y, Slot<T, B * tape> kept, Slot<T, 0>,
                                              Random&) noexcept {
        rows<B>(w.data(), x.data(), y.data(), kept.data());
    }

    template <std::size_t B, class T, std::size_t D>
    CTNN_INLINE static constexpr void backward(View<T, parameters> w, View<T, B * n> x, View<T, B * n>,
                                               View<T, B * tape> kept, View<T, B * n> dy, Slot<T, D> dx,
                                               Slot<T, parameters> dw,
                                               Slot<T, B * backward_scratch> work) noexcept {
        kernels::norm_rows_backward<Centred, D != 0, B * positions, channels>(
            w.data(), x.data(), kept.data(), dy.data(), dx.data(), dw.data(), work.data());
    }

    template <std::size_t B, class T, class Visitor>
    static constexpr void each_kernel(Visitor&& visit) {
        visit(kernels::name(kernels::row_norm_kernel(channels, simd::target<T>)));
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, 0>, Random&) noexcept {
        kernels::fill<channels>(T(1), w.data());
        kernels::fill<parameters - channels>(T(0), w.data() + channels);
    }

  private:
    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void rows(const T* w, const T* x, T* y, T* kept) noexcept {
        kernels::norm_rows<Centred, B * positions, channels>(w, ratio_value<T, Epsilon>, x, y, kept);
    }
};

/// RowNormOn, or what is wrong with the epsilon.
template <class In, bool Centred, class Epsilon>
consteval auto row_norm_on() {
    using Mistake = typename decltype(epsilon_mistake<Epsilon>())::type;
    if constexpr (std::is_void_v<Mistake>)
        return std::type_identity<RowNormOn<In, Centred, typename Epsilon::type>>{};
    else
        return std::type_identity<BrokenLayer<Mistake, In>>{};
}

}  // namespace ctnn::detail::inline CTNN_CODE
