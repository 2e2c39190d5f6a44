#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/recurrence/choice.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/kernels/values/vectors.hpp>
#include <ctnn/simd/partial.hpp>
#include <ctnn/simd/simd.hpp>

// Steps of a cell some units at a time, with all their gates: these are finished at once, so that their
// activations, which wait for each other, overlap the products of the next units. A step's sums never go
// through memory. The weights lie as everywhere, gate by gate: it is only the order in which they are read.

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels::inline CTNN_CODE {

template <class Cell, std::size_t F, class T>
class StepsByUnits {
    static constexpr std::size_t U = Cell::units, columns = Cell::columns, gates = columns / U;
    using Units = Row<T, U>;
    static constexpr std::size_t W = Units::width;
    using V = simd::vec<T, W>;

  public:
    /// `count` steps; behind the weights lie biases. y is written after all of its step's x was read.
    [[gnu::noinline]] static void run(const T* w, const T* x, std::size_t count, T* y, std::size_t y_step,
                                      T* memory) noexcept {
        CTNN_ROLL_FOR (; count > 0; --count, x += F, y += y_step) {
            Units h;
            each_panel<Units::count, units_together(gates)>(
                [&]<std::size_t First, std::size_t Count>()
                    CTNN_LAMBDA_INLINE { some<First, Count>(w, x, memory, h); });
            store(memory, h);
            store(y, h);
        }
    }

  private:
    /// Registers number `First` and following of the units: their h, and what else they remember.
    template <std::size_t First, std::size_t Count>
    CTNN_INLINE static void some(const T* w, const T* x, T* memory, Units& h) noexcept {
        // Too few sums to hide the latency of multiply-adds come in two chains.
        constexpr std::size_t chains = Count * gates < 6 ? 2 : 1;
        const T* const recurrent = w + F * columns;
        V sums[chains][Count][Cell::sums];
        CTNN_UNROLL_FOR (std::size_t c = 1; c < chains; ++c)
            CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j)
                CTNN_UNROLL_FOR (std::size_t g = 0; g < Cell::sums; ++g) sums[c][j][g] = V(T(0));
        each<Count>([&]<std::size_t J>() CTNN_LAMBDA_INLINE {
            const T* const bias = recurrent + U * columns + (First + J) * W;
            Cell::begin(sums[0][J], [=](std::size_t at) CTNN_LAMBDA_INLINE {
                return simd::load_part<W, Units::filled(First + J)>(bias + at);
            });
        });
        add_rows<F, false>(w + First * W, x, sums);
        add_rows<U, true>(recurrent + First * W, static_cast<const T*>(memory), sums);
        each<Count>([&]<std::size_t J>() CTNN_LAMBDA_INLINE {
            constexpr std::size_t filled = Units::filled(First + J);
            if constexpr (chains > 1)
                CTNN_UNROLL_FOR (std::size_t g = 0; g < Cell::sums; ++g)
                    sums[0][J][g] = sums[0][J][g] + sums[1][J][g];
            T* const state = memory + (Cell::states - 1) * U + (First + J) * W;
            const V old = simd::load_pieces<W, filled>(static_cast<const T*>(state));
            const auto to = Cell::finish(sums[0][J], old);
            if constexpr (Cell::states > 1) simd::store_part<filled>(state, to.c);
            h.vectors[First + J] = to.h;
        });
    }

    /// Rows of weights, each times one value, the chains by turns. What a register lacks of a gate's last
    /// units it has of what lies behind: behind the last row the bias does.
    template <std::size_t Rows, bool FromH, std::size_t Chains, std::size_t Count>
    CTNN_INLINE static void add_rows(const T* w, const T* x, V (&sums)[Chains][Count][Cell::sums]) noexcept {
        const auto add = [&](std::size_t i, V(&to)[Count][Cell::sums]) CTNN_LAMBDA_INLINE {
            const V value(x[i]);
            const T* const row = w + i * columns;
            CTNN_UNROLL_FOR (std::size_t g = 0; g < gates; ++g)
                CTNN_UNROLL_FOR (std::size_t j = 0; j < Count; ++j) {
                    V& sum = to[j][Cell::sum_of(g, FromH)];
                    sum = simd::fma(value, simd::load<W>(row + g * U + j * W), sum);
                }
        };
        constexpr std::size_t pairs = Rows / 2 * 2;
        CTNN_ROLL_FOR (std::size_t i = 0; i < pairs; i += 2) {
            add(i, sums[0]);
            add(i + 1, sums[Chains - 1]);
        }
        if constexpr (pairs < Rows) add(pairs, sums[0]);
    }

    template <std::size_t Count, class Each>
    CTNN_INLINE static void each(Each f) noexcept {
        [&]<std::size_t... J>(std::index_sequence<J...>)
            CTNN_LAMBDA_INLINE { (f.template operator()<J>(), ...); }(std::make_index_sequence<Count>{});
    }
};

}  // namespace ctnn::kernels::inline CTNN_CODE
#endif
