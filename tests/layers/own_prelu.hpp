#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/engine/backward.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/kernels/dense/lanes.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <type_traits>

/// Which way of a layer goes wrong, in the test of the laws.
enum class Fault {
    none,
    batch,        // the last sample of a large one is left as it was
    row,          // a sum in the product's place
    rest_of_row,  // what lies behind the last value counts
    lanes,        // a sum in the product's place
    one_lane,     // the last sample is left as it was
    forward,      // no slope
    gradient,     // positive inputs count in the slope's
    assigned,     // the gradient is not added
    update,       // the input's gradient by the new slopes
    sparse,       // twice the slope
    stream,       // of many steps at once only the first has its slope
    constant      // another sign for the compiler
};

/// A user's ReLU that learns its slope below zero, channel by channel, and offers all ways a layer can.
template <Fault fault = Fault::none>
struct OwnPReLU {
    template <class In>
    struct on {
        using input = In;
        using output = typename In::plain;

        static constexpr std::size_t n = In::size, channels = In::extents[In::rank - 1];
        static constexpr std::size_t parameters = channels, state = 0, tape = 0, scratch = 0,
                                     multiply_adds = n;
        static constexpr int times = fault == Fault::sparse && In::is_sparse ? 2 : 1;

        template <class T>
        static constexpr T value(T x, T slope) noexcept {
            return x > 0 ? x : x * slope * T(times);
        }

        struct Steps {
            using input = ctnn::detail::StepOf<In>;
            using output = ctnn::detail::StepOf<In>;
            static constexpr std::size_t delay = 0, period = 1, memory = 0, scratch = 0;

            template <class T>
            static constexpr std::size_t run(const T* w, const T*, std::size_t, const T* x, std::size_t count,
                                             T* y, T*, T*) noexcept {
                for (std::size_t i = 0; i < count * input::size; ++i)
                    y[i] = value(x[i], fault == Fault::stream && i >= input::size ? 1 : w[i % channels]);
                return count;
            }
        };
        using stream = std::conditional_t<(In::rank >= 2), Steps, void>;

        template <std::size_t B, class T>
        static constexpr void predict(ctnn::View<T, parameters> w, ctnn::View<T, 0>, ctnn::View<T, B * n> x,
                                      ctnn::Slot<T, B * n> y, ctnn::Slot<T, 0>) noexcept {
            const std::size_t right = fault == Fault::batch && B > 8 ? (B - 1) * n : B * n;
            for (std::size_t i = 0; i < B * n; ++i) y[i] = i < right ? value(x[i], w[i % channels]) : x[i];
            if (fault == Fault::constant && std::is_constant_evaluated()) y[0] = -y[0];
        }

#ifndef CTNN_NO_SIMD
        template <class T, class X>
            requires(n <= ctnn::kernels::most_in_rows && !In::is_sparse)
        static auto predict_row(const T* w, const X& x) noexcept {
            using namespace ctnn;
            T repeated[n];
            for (std::size_t i = 0; i < n; ++i) repeated[i] = w[i % channels];
            const auto slopes = kernels::InMemory<T, n>{repeated}.row();
            auto row = x.row();
            using Row = decltype(row);
            using V = simd::vec<T, Row::width>;
            const V last = simd::splat<Row::width, Row::width - 1>(row.vectors[Row::count - 1]);
            for (std::size_t j = 0; j < Row::count; ++j) {
                const V values = row.vectors[j], slope = slopes.vectors[j];
                const V below = fault == Fault::row ? values + slope : values * slope;
                row.vectors[j] = simd::select(values > V(T(0)), values, below);
                if (fault == Fault::rest_of_row) row.vectors[j] = row.vectors[j] + V(T(0)) * last;
            }
            return row;
        }

        template <class V, class T>
            requires(n <= ctnn::kernels::most_in_rows && !In::is_sparse)
        static void predict_lanes(const T* w, const V* x, V* y) noexcept {
            for (std::size_t i = 0; i < n; ++i) {
                const V slope(w[i % channels]), below = fault == Fault::lanes ? x[i] + slope : x[i] * slope;
                y[i] = ctnn::simd::select(x[i] > V(T(0)), x[i], below);
                if (fault == Fault::one_lane) {
                    alignas(64) T read[V::size], written[V::size];
                    ctnn::simd::store(read, x[i]);
                    ctnn::simd::store(written, y[i]);
                    written[V::size - 1] = read[V::size - 1];
                    y[i] = ctnn::simd::load<V::size>(static_cast<const T*>(written));
                }
            }
        }
#endif

        template <std::size_t B, class T>
        static constexpr void forward(ctnn::View<T, parameters> w, ctnn::Slot<T, 0>, ctnn::View<T, B * n> x,
                                      ctnn::Slot<T, B * n> y, ctnn::Slot<T, 0>, ctnn::Slot<T, 0>,
                                      ctnn::Random&) noexcept {
            for (std::size_t i = 0; i < B * n; ++i)
                y[i] = value(x[i], fault == Fault::forward ? T(0) : w[i % channels]);
        }

        template <std::size_t B, class T, std::size_t D>
        static constexpr void backward(ctnn::View<T, parameters> w, ctnn::View<T, B * n> x,
                                       ctnn::View<T, B * n>, ctnn::View<T, 0>, ctnn::View<T, B * n> dy,
                                       ctnn::Slot<T, D> dx, ctnn::Slot<T, parameters> dw,
                                       ctnn::Slot<T, 0>) noexcept {
            of_input<B>(w, x, dy, dx);
            of_slopes<B>(x.data(), dy.data(), dw.data());
        }

        template <std::size_t B, class T, std::size_t D, class Rule, std::size_t Moments>
        static constexpr void backward_into(ctnn::View<T, parameters> w, ctnn::View<T, B * n> x,
                                            ctnn::View<T, B * n>, ctnn::View<T, 0>, ctnn::View<T, B * n> dy,
                                            ctnn::Slot<T, D> dx, ctnn::kernels::Update<Rule, T, Moments> into,
                                            ctnn::Slot<T, 0>) noexcept {
            if (fault != Fault::update) of_input<B>(w, x, dy, dx);
            ctnn::kernels::update_after<parameters>(into,
                                                    [&](T* dw) { of_slopes<B>(x.data(), dy.data(), dw); });
            if (fault == Fault::update) of_input<B>(w, x, dy, dx);
        }

        template <class T>
        static constexpr void initialize(ctnn::Slot<T, parameters> w, ctnn::Slot<T, 0>,
                                         ctnn::Random&) noexcept {
            for (T& slope : w) slope = T(0.25);
        }

      private:
        template <std::size_t B, class T, std::size_t D>
        static constexpr void of_input(ctnn::View<T, parameters> w, ctnn::View<T, B * n> x,
                                       ctnn::View<T, B * n> dy, ctnn::Slot<T, D> dx) noexcept {
            for (std::size_t i = 0; i < D; ++i) dx[i] = x[i] > 0 ? dy[i] : dy[i] * w[i % channels] * T(times);
        }
        template <std::size_t B, class T>
        static constexpr void of_slopes(const T* x, const T* dy, T* dw) noexcept {
            if (fault == Fault::assigned) std::fill_n(dw, parameters, T(0));
            for (std::size_t i = 0; i < B * n; ++i)
                if (x[i] <= 0 || fault == Fault::gradient) dw[i % channels] += dy[i] * x[i] * T(times);
        }
    };
};
