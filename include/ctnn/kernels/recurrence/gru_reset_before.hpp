#pragma once

#include <cstddef>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/config.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/kernels/dense/accumulate.hpp>
#include <ctnn/kernels/dense/dense_gradients.hpp>
#include <ctnn/kernels/recurrence/gates.hpp>
#include <ctnn/kernels/recurrence/recurrence.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/parts.hpp>
#include <type_traits>

namespace ctnn::kernels::inline CTNN_CODE {

/// The cell of a GRU of U units, reset before the product: the candidate sees r h, so that there are two
/// products of a step, one after the other. Each is of a whole row of sums, z, r and the candidate, of which
/// the first gives the gates, the second the candidate: what is computed in vain is less than what kernels of
/// their own would gain here.
template <std::size_t U, class Act, class Gate>
struct ResetBeforeGruCell {
    static constexpr std::size_t units = U, columns = 3 * U, biases = columns, states = 1;
    static constexpr Along order_of_gates = Along::gates_z_r_h_before;
    static constexpr bool resets_before = true, one_bias = true,
                          in_lanes = detail::InLanes<Act> && detail::InLanes<Gate>;
    /// The gates go where the input's sums were. Kept are r h, and the sums as far as a slope needs them.
    static constexpr bool keeps_sums = slope_reads_input<Act> || slope_reads_input<Gate>;
    static constexpr std::size_t kept = U + (keeps_sums ? 2 : 1) * columns;

    template <class T>
    static constexpr void initialize_bias(T* bias) noexcept {
        for (std::size_t i = 0; i < biases; ++i) bias[i] = 0;
    }

    /// A step of B samples that keeps what the way back needs. `at.sums` are the input's share.
    template <std::size_t B, bool Alone, class T>
    static constexpr void forward(const T* recurrent, const T* /*bias*/, const StepOf<T>& at) noexcept {
        T *const gated = at.kept, *const sums = gated + B * U;
        T* const candidates = sums + (keeps_sums ? B * columns : 0);
        const T* const start = at.sums;
        accumulate<B, U, columns, U, Alone>(recurrent, start, columns, at.old_h, sums);
        open_gates(B, sums, at.old_h, at.sums, gated);
        accumulate<B, U, columns, U, Alone>(recurrent, start, columns, static_cast<const T*>(gated),
                                            candidates);
        mix(B, candidates, at.old_h, at.sums, at.h);
    }

    /// And back: from the gradient of h, with what is carried to it, those of the sums, in `at.drecurrent`
    /// with a zero for the candidate, and of the old h.
    template <std::size_t B, class T>
    static constexpr void backward(const T* recurrent, const StepBack<T>& at,
                                   const CandidateBack<T>& to) noexcept {
        candidate_back(B, at, to);
        data_gradient<B, U, columns>(recurrent, static_cast<const T*>(to.sums), to.to_gated);
        reset_back(B, at, to);
    }

  private:
    template <class T>
    [[gnu::noinline]] static constexpr void open_gates(std::size_t samples, const T* sums, const T* old,
                                                       T* gates, T* gated) noexcept {
        for (; samples > 0; --samples, sums += columns, old += U, gates += columns, gated += U)
            each_part<T, U, in_lanes>([=](auto part) CTNN_LAMBDA_INLINE {
                const auto r = detail::value<Gate>(part.load(sums + U));
                part.store(gates, detail::value<Gate>(part.load(sums)));
                part.store(gates + U, r);
                part.store(gated, r * part.load(old));
            });
    }

    template <class T>
    [[gnu::noinline]] static constexpr void mix(std::size_t samples, const T* sums, const T* old, T* gates,
                                                T* h) noexcept {
        for (; samples > 0; --samples, sums += columns, old += U, gates += columns, h += U)
            each_part<T, U, in_lanes>([=](auto part) CTNN_LAMBDA_INLINE {
                const auto z = part.load(gates), y = detail::value<Act>(part.load(sums + 2 * U));
                using V = std::remove_cvref_t<decltype(z)>;
                part.store(gates + 2 * U, y);
                part.store(h, math::fma(V(1) - z, y, z * part.load(old)));
            });
    }

    template <class T>
    [[gnu::noinline]] static constexpr void candidate_back(std::size_t samples, const StepBack<T>& at,
                                                           const CandidateBack<T>& to) noexcept {
        const T *gates = at.sums, *old = at.old_h, *dh = at.dh;
        const T *sums = at.kept + samples * U, *sums_of_y = sums + (keeps_sums ? samples * columns : 0);
        T *carry = at.carry, *dx = at.dsums, *dr = at.drecurrent, *dy = to.sums, *gated = to.gated;
        for (; samples > 0; --samples, gates += columns, sums += columns, sums_of_y += columns, old += U,
                            dh += U, carry += U, dx += columns, dr += columns, dy += columns, gated += U)
            each_part<T, U, in_lanes>([=](auto part) CTNN_LAMBDA_INLINE {
                const auto z = part.load(gates), r = part.load(gates + U), y = part.load(gates + 2 * U);
                const auto before = part.load(old), d = part.load(dh) + part.load(carry);
                using V = std::remove_cvref_t<decltype(z)>;
                V in_z = z, in_y = y;
                if constexpr (keeps_sums) in_z = part.load(sums), in_y = part.load(sums_of_y + 2 * U);
                const V to_y = d * (V(1) - z) * detail::slope<Act>(in_y, y);
                const V to_z = d * (before - y) * detail::slope<Gate>(in_z, z);
                part.store(dx, to_z), part.store(dr, to_z), part.store(dy, V(0));
                part.store(dy + U, V(0));
                part.store(dx + 2 * U, to_y), part.store(dr + 2 * U, V(0)), part.store(dy + 2 * U, to_y);
                part.store(gated, r * before);
                part.store(carry, d * z);
            });
    }

    template <class T>
    [[gnu::noinline]] static constexpr void reset_back(std::size_t samples, const StepBack<T>& at,
                                                       const CandidateBack<T>& to) noexcept {
        const T *gates = at.sums, *sums = at.kept + samples * U, *old = at.old_h, *to_gated = to.to_gated;
        T *carry = at.carry, *dx = at.dsums, *dr = at.drecurrent;
        for (; samples > 0; --samples, gates += columns, sums += columns, old += U, to_gated += U, carry += U,
                            dx += columns, dr += columns)
            each_part<T, U, in_lanes>([=](auto part) CTNN_LAMBDA_INLINE {
                const auto r = part.load(gates + U), d = part.load(to_gated);
                using V = std::remove_cvref_t<decltype(r)>;
                V in_r = r;
                if constexpr (keeps_sums) in_r = part.load(sums + U);
                const V to_r = d * part.load(old) * detail::slope<Gate>(in_r, r);
                part.store(dx + U, to_r), part.store(dr + U, to_r);
                part.store(carry, math::fma(d, r, part.load(carry)));
            });
    }
};

}  // namespace ctnn::kernels::inline CTNN_CODE
