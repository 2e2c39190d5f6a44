#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/engine/values.hpp>
#include <ctnn/kernels/dense/lanes.hpp>
#include <ctnn/kernels/values/choice.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/prelu.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <span>
#include <type_traits>

namespace ctnn {

/// How many slopes a PReLU has: one for all values, one for each channel or feature, that is for each index
/// of the last axis, or one for each value of a sample.
enum class Slopes { shared, by_channel, by_value };

namespace detail::inline CTNN_CODE {

/// As a header of weights has it.
constexpr const char* source_of(Slopes slopes) noexcept {
    return slopes == Slopes::by_value     ? "ctnn::Slopes::by_value"
           : slopes == Slopes::by_channel ? "ctnn::Slopes::by_channel"
                                          : "ctnn::Slopes::shared";
}

constexpr Along along(Slopes slopes) noexcept {
    return slopes == Slopes::by_value     ? Along::inputs
           : slopes == Slopes::by_channel ? Along::channels
                                          : Along::values;
}

template <class In>
constexpr std::size_t slopes_of(Slopes slopes) noexcept {
    return slopes == Slopes::by_value ? In::size : slopes == Slopes::by_channel ? last_extent<In> : 1;
}

/// Every step alike, where no step has slopes of its own.
template <class In, Slopes S>
struct PReLUStream {
    using input = StepOf<In>;
    using output = input;
    static constexpr std::size_t delay = 0, period = 1, memory = 0, scratch = 0;

    template <class T>
    static constexpr std::size_t run(const T* w, const T*, std::size_t, const T* x, std::size_t count, T* y,
                                     T*, T*) noexcept {
        constexpr std::size_t slopes = slopes_of<In>(S);
        kernels::prelu_steps<input::size / slopes, slopes>(w, x, y, count);
        return count;
    }
};

template <class In, Slopes S>
struct PReLUOn {
    using input = In;
    using output = In;  // zeros stay
    using stream = std::conditional_t<(In::rank >= 2) && S != Slopes::by_value, PReLUStream<In, S>, void>;

    static constexpr std::size_t n = In::size, parameters = slopes_of<In>(S), rows = n / parameters;
    static constexpr std::size_t weights = 0, state = 0, tape = 0, scratch = 0, multiply_adds = n;
    static constexpr std::size_t backward_scratch = parameters;
    static constexpr std::array parts{Part{"slope", {{parameters, along(S)}}}};

    template <class T>
    struct Named {
        Values<T, parameters> slope;
    };

    template <class T>
    static constexpr Named<T> named(std::span<T, parameters> w) noexcept {
        return {w};
    }

    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void predict(View<T, parameters> w, View<T, 0>, View<T, B * n> x,
                                              Slot<T, B * n> y, Slot<T, 0>) noexcept {
        kernels::prelu<B * rows, parameters>(w.data(), x.data(), y.data());
    }

#ifndef CTNN_NO_SIMD
    template <class T, class X>
        requires(kernels::goes_in_rows(n) && (parameters == 1 || parameters == n))
    CTNN_INLINE static auto predict_row(const T* w, const X& x) noexcept {
        auto row = x.row();
        using V = std::remove_reference_t<decltype(row.vectors[0])>;
        if constexpr (parameters == 1) {
            kernels::transform(
                row, [slope = V(w[0])](const V& v) CTNN_LAMBDA_INLINE { return kernels::prelu(slope, v); });
        } else {
            const auto slopes = kernels::InMemory<T, n>{w}.row();
            CTNN_UNROLL_FOR (std::size_t j = 0; j < row.count; ++j)
                row.vectors[j] = kernels::prelu(slopes.vectors[j], row.vectors[j]);
        }
        return row;
    }

    template <class V, class T>
        requires(kernels::goes_in_rows(n))
    CTNN_INLINE static void predict_lanes(const T* w, const V* x, V* y) noexcept {
        CTNN_UNROLL_FOR (std::size_t i = 0; i < n; ++i) y[i] = kernels::prelu(V(w[i % parameters]), x[i]);
    }
#endif

    template <std::size_t B, class T>
    CTNN_INLINE static constexpr void forward(View<T, parameters> w, Slot<T, 0>, View<T, B * n> x,
                                              Slot<T, B * n> y, Slot<T, 0>, Slot<T, 0>, Random&) noexcept {
        kernels::prelu<B * rows, parameters>(w.data(), x.data(), y.data());
    }

    template <std::size_t B, class T, std::size_t D>
    CTNN_INLINE static constexpr void backward(View<T, parameters> w, View<T, B * n> x, View<T, B * n>,
                                               View<T, 0>, View<T, B * n> dy, Slot<T, D> dx,
                                               Slot<T, parameters> dw,
                                               Slot<T, B * backward_scratch> work) noexcept {
        kernels::prelu_backward<D != 0, B * rows, parameters>(w.data(), x.data(), dy.data(), dx.data(),
                                                              dw.data(), work.data());
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, 0>, Random&) noexcept {
        kernels::fill<parameters>(T(0.25), w.data());
    }
};

}  // namespace detail::inline CTNN_CODE

/// The rectified linear unit that learns its slope below 0: `PReLU<>` one for all values,
/// `PReLU<Slopes::by_channel>` one for each channel or feature, `PReLU<Slopes::by_value>` one for each value
/// of a sample.
///
/// Shapes: any -> the same; channels are the last extent.
/// y = x where x > 0, else x * slope; where x is 0 or less, the gradient of its slope is x dy.
/// Source: He, Zhang, Ren, Sun, Delving Deep into Rectifiers, 2015.
/// Parameters: `slope` (1, channels, or the sample's shape), 0.25. Penalties on weights leave them alone, for
/// a slope that is drawn to 0 is a ReLU.
/// Cost: a multiplication a value. It streams step by step, but for `by_value`, whose slopes belong to steps.
/// PyTorch: `nn.PReLU()`, `nn.PReLU(channels)`. Keras: `PReLU()` is `by_value`, with `shared_axes` of all
/// axes but the last `by_channel`; its slopes start at 0. Goes wrong: slopes may leave 0 to 1 while they
/// learn; below 0 the layer folds its input.
template <Slopes S = Slopes::shared>
struct PReLU {
    template <class In>
    using on = detail::PReLUOn<In, S>;

    CTNN_MEMBER static constexpr void spell(std::type_identity<PReLU> self, auto& out) {
        out(self, OrDefault{detail::source_of(S), detail::source_of(Slopes::shared)});
    }
};

}  // namespace ctnn
