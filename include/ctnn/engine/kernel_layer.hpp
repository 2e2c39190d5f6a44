#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/shape.hpp>

// A layer without parameters that does the same to every sample of a batch.

namespace ctnn::detail::inline CTNN_CODE {

/// `Kernel::forward(x, y, count)` makes y of `count` samples, and `Kernel::backward(x, y, dy, dx, count)`
/// their gradients. If there is a choice of ways to do it, `Kernel::kernel` is the one that was chosen.
template <class In, class Out, class Kernel>
struct KernelOn {
    using input = In;
    using output = Out;

    static constexpr std::size_t n = In::size, m = Out::size;
    static constexpr std::size_t parameters = 0, state = 0, tape = 0, scratch = 0, multiply_adds = 0;

    template <std::size_t B, class T>
    static constexpr void predict(View<T, 0>, View<T, 0>, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, 0>) noexcept {
        Kernel::forward(x.data(), y.data(), B);
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, 0>, Slot<T, 0>, View<T, B * n> x, Slot<T, B * m> y, Slot<T, 0>,
                                  Slot<T, 0>, Random&) noexcept {
        Kernel::forward(x.data(), y.data(), B);
    }

    template <std::size_t B, class T, std::size_t D>
    static constexpr void backward(View<T, 0>, View<T, B * n> x, View<T, B * m> y, View<T, 0>,
                                   View<T, B * m> dy, Slot<T, D> dx, Slot<T, 0>, Slot<T, 0>) noexcept {
        if constexpr (D != 0) Kernel::backward(x.data(), y.data(), dy.data(), dx.data(), B);
    }

    template <std::size_t B, class T, class Visitor>
        requires requires { Kernel::kernel; }
    static constexpr void each_kernel(Visitor&& visit) {
        visit(name(Kernel::kernel));
    }

    template <class T>
    static constexpr void initialize(Slot<T, 0>, Slot<T, 0>, Random&) noexcept {}
};

}  // namespace ctnn::detail::inline CTNN_CODE
