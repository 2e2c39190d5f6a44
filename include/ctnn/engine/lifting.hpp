#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <type_traits>

// How a layer that knows one sample works on batches.

namespace ctnn::detail::inline CTNN_CODE {

/// What the layer says that it is made of.
template <class L>
struct LiftedParts {};
template <class L>
    requires requires { L::parts; }
struct LiftedParts<L> {
    static constexpr auto& parts = L::parts;
};

/// A user's layer of one sample, taught to work on batches, to keep no tape and to need no scratch. `Step` is
/// what it is on one step of a sequence if it says that it is the same for every step.
template <class L, class Step = void>
struct Lifted : LiftedParts<L> {
    using input = typename L::input;
    using output = typename L::output;
    static constexpr std::size_t in = input::size, out = output::size;
    static constexpr std::size_t parameters = L::parameters, state = 0, tape = 0, scratch = 0;
    static constexpr std::size_t backward_scratch = in;  // where the unwanted gradient of the input goes
    static constexpr std::size_t multiply_adds = detail::multiply_adds<L>();

    template <class T>
    static constexpr auto named(std::span<T, parameters> w)
        requires requires { L::template named<T>(w); }
    {
        return L::template named<T>(w);
    }

    template <class Visitor>
    static constexpr void each_weights(std::size_t offset, Visitor&& visit) {
        detail::each_weights<L>(offset, visit);
    }

    static constexpr std::size_t output_of(std::size_t weight) noexcept
        requires requires { L::output_of(weight); }
    {
        return L::output_of(weight);
    }
    template <class T>
    static constexpr auto affine(const T* w, const T* s, std::size_t index) noexcept
        requires requires { L::affine(w, s, index); }
    {
        return L::affine(w, s, index);
    }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, 0>, View<T, B * in> x, Slot<T, B * out> y,
                                  Slot<T, 0>) noexcept {
        if constexpr (!std::is_void_v<Step>)
            StepByStep<Lifted<Step>>::template run<T>(w.data(), nullptr, 0, x.data(),
                                                      B * in / Step::input::size, y.data(), nullptr, nullptr);
        else
            for (std::size_t s = 0; s < B; ++s)
                L::predict(w, View<T, in>(x.data() + s * in, in), Slot<T, out>(y.data() + s * out, out));
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, 0> s, View<T, B * in> x, Slot<T, B * out> y,
                                  Slot<T, 0>, Slot<T, 0> work, Random&) noexcept {
        predict<B, T>(w, s, x, y, work);
    }

    template <std::size_t B, class T, std::size_t D>
    static constexpr void backward(View<T, parameters> w, View<T, B * in> x, View<T, B * out> y, View<T, 0>,
                                   View<T, B * out> dy, Slot<T, D> dx, Slot<T, parameters> dw,
                                   Slot<T, B * backward_scratch> unwanted) noexcept {
        T* const to = D == 0 ? unwanted.data() : dx.data();
        for (std::size_t s = 0; s < B; ++s)
            L::backward(w, View<T, in>(x.data() + s * in, in), View<T, out>(y.data() + s * out, out),
                        View<T, out>(dy.data() + s * out, out), Slot<T, in>(to + s * in, in), dw);
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, 0>, Random& random) noexcept {
        L::initialize(w, random);
    }
};

template <class L>
inline constexpr bool is_lifted = false;
template <class L, class Step>
inline constexpr bool is_lifted<Lifted<L, Step>> = true;

}  // namespace ctnn::detail::inline CTNN_CODE
