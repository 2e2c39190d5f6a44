#pragma once

#include <algorithm>
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

/// The cell of an LSTM of U units. A row of sums has four parts of U values, the gates i, f, g and o; beside
/// its output h a cell remembers c.
template <std::size_t U, class Act, class Gate>
struct LstmCell {
    static constexpr std::size_t units = U, columns = 4 * U, biases = columns, states = 2;
    static constexpr Along order_of_gates = Along::gates_i_f_g_o;
    static constexpr bool one_bias = true, in_lanes = detail::InLanes<Act> && detail::InLanes<Gate>;
    /// Sums that a slope still needs would be overwritten by the gates: those then go elsewhere.
    static constexpr bool keeps_sums = slope_reads_input<Act> || slope_reads_input<Gate>;
    static constexpr std::size_t kept = keeps_sums ? columns : 0;

    /// The forget gate begins open.
    template <class T>
    static constexpr void initialize_bias(T* bias) noexcept {
        for (std::size_t i = 0; i < biases; ++i) bias[i] = i / U == 1 ? T(1) : T(0);
    }

    /// What the gates make of the old c: the new c, and h.
    template <class V>
    struct Next {
        V c, h;
    };
    template <class V>
    CTNN_INLINE static constexpr Next<V> next(V i, V f, V g, V o, V old) noexcept {
        const V c = math::fma(f, old, i * g);
        return {c, o * detail::value<Act>(c)};
    }

    /// Of a unit: its sums from their biases on, which of them a gate's share goes to, and what they make.
    static constexpr std::size_t sums = 4;
    static constexpr std::size_t sum_of(std::size_t gate, bool /*from_h*/) noexcept { return gate; }
    template <class V>
    CTNN_INLINE static void begin(V (&to)[sums], auto bias) noexcept {
        CTNN_UNROLL_FOR (std::size_t g = 0; g < sums; ++g) to[g] = bias(g * U);
    }
    template <class V>
    CTNN_INLINE static Next<V> finish(const V (&of)[sums], const V& old) noexcept {
        return next(detail::value<Gate>(of[0]), detail::value<Gate>(of[1]), detail::value<Act>(of[2]),
                    detail::value<Gate>(of[3]), old);
    }

    /// A step of one sample from its sums, with h and c one after the other in `memory`.
    template <class T>
    CTNN_INLINE static constexpr void step_in_memory(const T* z, const T* /*from_h*/, T* memory) noexcept {
        each_part<T, U, in_lanes>([=](auto part) CTNN_LAMBDA_INLINE {
            const auto to = next(detail::value<Gate>(part.load(z)), detail::value<Gate>(part.load(z + U)),
                                 detail::value<Act>(part.load(z + 2 * U)),
                                 detail::value<Gate>(part.load(z + 3 * U)), part.load(memory + U));
            part.store(memory, to.h);
            part.store(memory + U, to.c);
        });
    }

    /// A step of B samples that keeps what the way back needs. `at.sums` are the input's share.
    template <std::size_t B, bool Alone, class T>
    static constexpr void forward(const T* recurrent, const T* /*bias*/, const StepOf<T>& at) noexcept {
        accumulate<B, U, columns, U, Alone>(recurrent, static_cast<const T*>(at.sums), columns, at.old_h,
                                            at.sums);
        keep_gates(B, at.sums, keeps_sums ? at.kept : at.sums, at.old_state, at.state, at.h);
    }

    /// And back: from the gradients of h, and of c in `carry`, those of the sums, and of the old c.
    template <class T>
    [[gnu::noinline]] static constexpr void backward(std::size_t samples, const StepBack<T>& at) noexcept {
        const T *z = at.sums, *gates = keeps_sums ? at.kept : at.sums, *old = at.old_state, *c = at.state;
        const T* dh = at.dh;
        T *dc = at.carry, *dz = at.dsums;
        for (; samples > 0;
             --samples, z += columns, gates += columns, dz += columns, old += U, c += U, dh += U, dc += U)
            each_part<T, U, in_lanes>([=](auto part) CTNN_LAMBDA_INLINE {
                const auto i = part.load(gates), f = part.load(gates + U), g = part.load(gates + 2 * U),
                           o = part.load(gates + 3 * U), state = part.load(c);
                const auto squashed = detail::value<Act>(state), from_h = part.load(dh);
                const auto from_c = math::fma(from_h * o, detail::slope<Act>(state, squashed), part.load(dc));
                put_gradient<Gate>(part, z, dz, i, from_c * g);
                put_gradient<Gate>(part, z + U, dz + U, f, from_c * part.load(old));
                put_gradient<Act>(part, z + 2 * U, dz + 2 * U, g, from_c * i);
                put_gradient<Gate>(part, z + 3 * U, dz + 3 * U, o, from_h * squashed);
                part.store(dc, from_c * f);
            });
    }

  private:
    template <class T>
    [[gnu::noinline]] static constexpr void keep_gates(std::size_t samples, const T* z, T* gates,
                                                       const T* old, T* c, T* h) noexcept {
        for (; samples > 0; --samples, z += columns, gates += columns, old += U, c += U, h += U)
            each_part<T, U, in_lanes>([=](auto part) CTNN_LAMBDA_INLINE {
                const auto i = detail::value<Gate>(part.load(z)), f = detail::value<Gate>(part.load(z + U)),
                           g = detail::value<Act>(part.load(z + 2 * U)),
                           o = detail::value<Gate>(part.load(z + 3 * U));
                const auto to = next(i, f, g, o, part.load(old));
                part.store(gates, i);
                part.store(gates + U, f);
                part.store(gates + 2 * U, g);
                part.store(gates + 3 * U, o);
                part.store(c, to.c);
                part.store(h, to.h);
            });
    }

    /// The gradient of the sums behind A, whose value is y.
    template <class A, class Part, class T, class V>
    CTNN_INLINE static constexpr void put_gradient(Part part, const T* z, T* dz, V y, V dy) noexcept {
        if constexpr (slope_reads_input<A>)
            part.store(dz, dy * detail::slope<A>(part.load(z), y));
        else
            part.store(dz, dy * detail::slope<A>(y, y));
    }

#ifndef CTNN_NO_SIMD
  public:
    /// One step in registers: c is changed, h is read and then written.
    template <std::size_t F, bool Alone, class T>
    CTNN_INLINE static Row<T, U> step_in_registers(const T* w, const T* bias, const T* x, T* h,
                                                   Row<T, U>& c) noexcept {
        constexpr std::size_t N = Row<T, U>::count;
        // Registers each of which belongs to one gate need no more than that gate's activation.
        constexpr bool are_whole = U % Row<T, columns>::width == 0;
        constexpr bool mixed = !are_whole && sizeof(T) == 4 && std::is_same_v<Act, QuickTanh> &&
                               std::is_same_v<Gate, QuickSigmoid>;
        const T* const recurrent = w + F * columns;
        auto z = accumulate_row<F>(w, InMemory<T, columns>{bias}.row(), x);
        z = accumulate_row<U, (are_whole ? N : 1), Alone>(recurrent, z, static_cast<const T*>(h));
        if constexpr (mixed) activate_gates<U, 2>(z);
        using G = std::conditional_t<mixed, detail::Nothing, Gate>;
        using A = std::conditional_t<mixed, detail::Nothing, Act>;
        const auto i = window<U, 0>(z), f = window<U, U>(z), g = window<U, 2 * U>(z), o = window<U, 3 * U>(z);
        Row<T, U> all;
        CTNN_UNROLL_FOR (std::size_t j = 0; j < N; ++j) {
            const auto to = next(G::value(i.vectors[j]), G::value(f.vectors[j]), A::value(g.vectors[j]),
                                 G::value(o.vectors[j]), c.vectors[j]);
            c.vectors[j] = to.c;
            all.vectors[j] = to.h;
        }
        store(h, all);
        return all;
    }
#endif
};

}  // namespace ctnn::kernels::inline CTNN_CODE
