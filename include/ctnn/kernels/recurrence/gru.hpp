#pragma once

#include <cstddef>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/config.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/kernels/dense/accumulate.hpp>
#include <ctnn/kernels/recurrence/gates.hpp>
#include <ctnn/kernels/recurrence/recurrence.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/parts.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/simd/simd.hpp>
#include <type_traits>

namespace ctnn::kernels::inline CTNN_CODE {

/// The cell of a GRU of U units, reset after the product. A row of sums has three parts of U values: the
/// gates z and r, and the candidate. The input's sums and those of h each have a bias, and remain apart.
template <std::size_t U, class Act, class Gate>
struct GruCell {
    static constexpr std::size_t units = U, columns = 3 * U, biases = 2 * columns, states = 1;
    static constexpr Along order_of_gates = Along::gates_z_r_h;
    static constexpr bool one_bias = false, in_lanes = detail::InLanes<Act> && detail::InLanes<Gate>;
    /// The gates go where the input's sums were, unless a slope still needs those. Behind the sums of h.
    static constexpr bool keeps_sums = slope_reads_input<Act> || slope_reads_input<Gate>;
    static constexpr std::size_t kept = keeps_sums ? 2 * columns : columns;

    template <class T>
    static constexpr void initialize_bias(T* bias) noexcept {
        for (std::size_t i = 0; i < biases; ++i) bias[i] = 0;
    }

    /// What the gates make of the old h.
    template <class V>
    struct Next {
        V candidate, h;
    };
    template <class V>
    CTNN_INLINE static constexpr Next<V> next(V z, V r, V from_x, V from_h, V old) noexcept {
        const V candidate = detail::value<Act>(math::fma(r, from_h, from_x));
        return {candidate, math::fma(V(1) - z, candidate, z * old)};
    }

    /// Of a unit: its sums from their biases on, which of them a gate's share goes to, and what they make.
    /// The candidate's share of h is apart, until it is reset.
    static constexpr std::size_t sums = 4;
    static constexpr std::size_t sum_of(std::size_t gate, bool from_h) noexcept {
        return gate == 2 && from_h ? 3 : gate;
    }
    template <class V>
    CTNN_INLINE static void begin(V (&to)[sums], auto bias) noexcept {
        to[0] = bias(0) + bias(columns), to[1] = bias(U) + bias(columns + U);
        to[2] = bias(2 * U), to[3] = bias(columns + 2 * U);
    }
    template <class V>
    CTNN_INLINE static Next<V> finish(const V (&of)[sums], const V& old) noexcept {
        return next(detail::value<Gate>(of[0]), detail::value<Gate>(of[1]), of[2], of[3], old);
    }

    /// A step of one sample from its sums, with h in `memory`.
    template <class T>
    CTNN_INLINE static constexpr void step_in_memory(const T* x, const T* from_h, T* memory) noexcept {
        each_part<T, U, in_lanes>([=](auto part) CTNN_LAMBDA_INLINE {
            const auto gate = [&](std::size_t k) CTNN_LAMBDA_INLINE {
                return detail::value<Gate>(part.load(x + k * U) + part.load(from_h + k * U));
            };
            const auto z = gate(0), r = gate(1);
            const auto to = next(z, r, part.load(x + 2 * U), part.load(from_h + 2 * U), part.load(memory));
            part.store(memory, to.h);
        });
    }

    /// A step of B samples that keeps what the way back needs. `at.sums` are the input's share.
    template <std::size_t B, bool Alone, class T>
    static constexpr void forward(const T* recurrent, const T* bias, const StepOf<T>& at) noexcept {
        accumulate<B, U, columns, U, Alone>(recurrent, bias + columns, 0, at.old_h, at.kept);
        keep_gates(B, at.sums, static_cast<const T*>(at.kept), keeps_sums ? at.kept + B * columns : at.sums,
                   at.old_h, at.h);
    }

    /// And back: from the gradient of h, with what is carried to it, those of both sums, and of the old h.
    template <class T>
    [[gnu::noinline]] static constexpr void backward(std::size_t samples, const StepBack<T>& at) noexcept {
        const T *x = at.sums, *from_h = at.kept, *old = at.old_h, *dh = at.dh;
        const T* gates = keeps_sums ? at.kept + samples * columns : at.sums;
        T *carry = at.carry, *dx = at.dsums, *dr = at.drecurrent;
        for (; samples > 0; --samples, x += columns, from_h += columns, gates += columns, old += U, dh += U,
                            carry += U, dx += columns, dr += columns)
            each_part<T, U, in_lanes>([=](auto part) CTNN_LAMBDA_INLINE {
                const auto z = part.load(gates), r = part.load(gates + U), y = part.load(gates + 2 * U);
                const auto before = part.load(old), q = part.load(from_h + 2 * U);
                const auto d = part.load(dh) + part.load(carry);
                using V = std::remove_cvref_t<decltype(z)>;
                V to_y = d * (V(1) - z), to_z = d * (before - y), in_z = z, in_r = r, in_y = y;
                if constexpr (keeps_sums) {
                    in_z = part.load(x) + part.load(from_h);
                    in_r = part.load(x + U) + part.load(from_h + U);
                    in_y = math::fma(r, q, part.load(x + 2 * U));
                }
                to_y = to_y * detail::slope<Act>(in_y, y);
                to_z = to_z * detail::slope<Gate>(in_z, z);
                const V to_r = to_y * q * detail::slope<Gate>(in_r, r);
                part.store(dx, to_z), part.store(dr, to_z);
                part.store(dx + U, to_r), part.store(dr + U, to_r);
                part.store(dx + 2 * U, to_y), part.store(dr + 2 * U, to_y * r);
                part.store(carry, d * z);
            });
    }

  private:
    template <class T>
    [[gnu::noinline]] static constexpr void keep_gates(std::size_t samples, const T* x, const T* from_h,
                                                       T* gates, const T* old, T* h) noexcept {
        for (; samples > 0; --samples, x += columns, from_h += columns, gates += columns, old += U, h += U)
            each_part<T, U, in_lanes>([=](auto part) CTNN_LAMBDA_INLINE {
                const auto z = detail::value<Gate>(part.load(x) + part.load(from_h));
                const auto r = detail::value<Gate>(part.load(x + U) + part.load(from_h + U));
                const auto to = next(z, r, part.load(x + 2 * U), part.load(from_h + 2 * U), part.load(old));
                part.store(gates, z);
                part.store(gates + U, r);
                part.store(gates + 2 * U, to.candidate);
                part.store(h, to.h);
            });
    }

#ifndef CTNN_NO_SIMD
  public:
    /// One step in registers: h is the state, also in memory, from where its values are taken one by one.
    template <std::size_t F, bool Alone, class T>
    CTNN_INLINE static Row<T, U> step_in_registers(const T* w, const T* bias, const T* x, T* memory,
                                                   Row<T, U>& h) noexcept {
        using All = Row<T, columns>;
        constexpr std::size_t groups = U % All::width == 0 ? Row<T, U>::count : 1;
        const T* const recurrent = w + F * columns;
        const All from_x = accumulate_row<F>(w, InMemory<T, columns>{bias}.row(), x);
        const All from_h = accumulate_row<U, groups, Alone>(
            recurrent, InMemory<T, columns>{bias + columns}.row(), static_cast<const T*>(memory));
        All gates = from_x;  // of those behind, any value
        CTNN_UNROLL_FOR (std::size_t j = 0; j < (2 * U + All::width - 1) / All::width; ++j)
            gates.vectors[j] = Gate::value(from_x.vectors[j] + from_h.vectors[j]);
        const auto z = window<U, 0>(gates), r = window<U, U>(gates);
        const auto x_part = window<U, 2 * U>(from_x), h_part = window<U, 2 * U>(from_h);
        CTNN_UNROLL_FOR (std::size_t j = 0; j < Row<T, U>::count; ++j)
            h.vectors[j] =
                next(z.vectors[j], r.vectors[j], x_part.vectors[j], h_part.vectors[j], h.vectors[j]).h;
        store(memory, h);
        return h;
    }
#endif
};

}  // namespace ctnn::kernels::inline CTNN_CODE
