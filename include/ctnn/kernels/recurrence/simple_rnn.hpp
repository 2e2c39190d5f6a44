#pragma once

#include <cstddef>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/accumulate.hpp>
#include <ctnn/kernels/recurrence/gates.hpp>
#include <ctnn/kernels/recurrence/recurrence.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/parts.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/simd/simd.hpp>

namespace ctnn::kernels::inline CTNN_CODE {

/// The cell of a plain recurrent layer of U units: its output is the activated sum.
template <std::size_t U, class Act>
struct SimpleCell {
    static constexpr std::size_t units = U, columns = U, biases = U, states = 1, kept = 0;
    static constexpr bool one_bias = true, in_lanes = detail::InLanes<Act>;

    template <class T>
    static constexpr void initialize_bias(T* bias) noexcept {
        for (std::size_t i = 0; i < biases; ++i) bias[i] = 0;
    }

    /// A step of one sample from its sums, with h in `memory`.
    template <class T>
    CTNN_INLINE static constexpr void step_in_memory(const T* z, const T* /*from_h*/, T* memory) noexcept {
        transform<U, in_lanes>([](auto v) { return detail::value<Act>(v); }, memory, z);
    }

    /// A step of B samples. `at.sums` are the input's share, and then the sums, which the way back needs.
    template <std::size_t B, bool Alone, class T>
    static constexpr void forward(const T* recurrent, const T* /*bias*/, const StepOf<T>& at) noexcept {
        accumulate<B, U, columns, U, Alone>(recurrent, static_cast<const T*>(at.sums), columns, at.old_h,
                                            at.sums);
        transform<B * U, in_lanes>([](auto v) { return detail::value<Act>(v); }, at.h,
                                   static_cast<const T*>(at.sums));
    }

    /// And back: from the gradient of h that of the sums; nothing is carried by another way.
    template <class T>
    [[gnu::noinline]] static constexpr void backward(std::size_t samples, const StepBack<T>& at) noexcept {
        const T *z = at.sums, *h = at.h, *dh = at.dh;
        T* dz = at.dsums;
        for (; samples > 0; --samples, z += U, h += U, dh += U, dz += U)
            activate_backward<Act, 1, U>(z, h, dh, dz);
    }

#ifndef CTNN_NO_SIMD
    /// One step in registers.
    template <std::size_t F, bool Alone, class T>
    CTNN_INLINE static Row<T, U> step_in_registers(const T* w, const T* bias, const T* x, T* memory,
                                                   Row<T, U>& h) noexcept {
        const T* const recurrent = w + F * columns;
        h = accumulate_row<F>(w, InMemory<T, U>{bias}.row(), x);
        h = accumulate_row<U, 1, Alone>(recurrent, h, static_cast<const T*>(memory));
        activate<Act>(h);
        store(memory, h);
        return h;
    }
#endif
};

}  // namespace ctnn::kernels::inline CTNN_CODE
