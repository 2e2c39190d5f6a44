#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/accumulate.hpp>
#include <ctnn/kernels/elementwise.hpp>
#include <ctnn/kernels/row.hpp>
#include <ctnn/kernels/simd.hpp>
#include <type_traits>

// A sequence through a recurrent cell, one sample. A cell's parameters lie one after the other: W (F,
// columns) for the F inputs, row by row, U (units, columns) for what the cell gave one step before, and the
// bias. What it remembers is its last output h, and behind that what else it has.

namespace ctnn::kernels {

/// Where the values of one step lie, a row for each sample: the sums, which the cell may overwrite, what it
/// keeps besides, its output and its state, and both of one step before.
template <class T>
struct StepOf {
    T *sums, *kept;
    const T *old_h, *old_state;
    T *h, *state;
};

/// The same on the way back. `dh` is the gradient of h; `carry`, whatever goes on to the step before, is read
/// and written. `dsums` are the gradients of the input's share, `drecurrent` those of the other, if the cell
/// does not just add up both.
template <class T>
struct StepBack {
    const T *sums, *kept, *old_h, *old_state, *h, *state, *dh;
    T *carry, *dsums, *drecurrent;
};

namespace detail {

#ifndef CTNN_NO_SIMD
/// Whether a cell's step takes place in registers.
template <class Cell, class T>
inline constexpr bool in_registers =
    Cell::in_lanes && Row<T, Cell::columns>::count <= (simd::registers < 32 ? 8
                                                       : Cell::one_bias     ? 12
                                                                            : 9);

/// For how many steps the input's share is computed at once: weights that are loaded once serve them all. The
/// sums take 16 KB of the stack at most.
template <class Cell, class T>
inline constexpr std::size_t steps_at_once = std::min<std::size_t>(16, 16 * 1024 / sizeof(T) / Cell::columns);

/// Whether weights overflow a processor's first cache, but not by so much that a part of them is nothing.
template <class T>
constexpr bool nearly_fit(std::size_t weights) noexcept {
    return !reproducible && weights * sizeof(T) > 40 * 1024 && weights * sizeof(T) <= 256 * 1024;
}

/// y = start + h U, in two halves, each summed up by itself so that either may be the first: of a matrix that
/// is read from one end in every other step, and from the other end in between, the half that was read last
/// is still in the first cache.
template <std::size_t U, std::size_t Out, class T>
CTNN_INLINE void accumulate_recurrent(const T* w, const T* start, const T* h, T* y,
                                      bool from_the_end) noexcept {
    if constexpr (nearly_fit<T>(U * Out)) {
        constexpr std::size_t half = U / 2;
        static constexpr T zeros[Out]{};
        alignas(64) T other[Out];
        if (from_the_end) accumulate_one<U - half, Out>(w + half * Out, zeros, h + half, other);
        accumulate_one<half, Out>(w, start, h, y);
        if (!from_the_end) accumulate_one<U - half, Out>(w + half * Out, zeros, h + half, other);
        add<Out>(static_cast<const T*>(other), y);
    } else {
        accumulate_one<U, Out>(w, start, h, y);
    }
}

template <class Cell, std::size_t F, class T>
[[gnu::noinline]] void run_in_registers(const T* w, const T* x, std::size_t count, T* y, std::size_t y_step,
                                        T* memory) noexcept {
    constexpr std::size_t U = Cell::units;
    auto state = InMemory<T, U>{memory + (Cell::states - 1) * U}.row();
    CTNN_ROLL_FOR (; count > 0; --count, x += F, y += y_step)
        store(y, Cell::template step_in_registers<F>(w, x, memory, state));
    store(memory + (Cell::states - 1) * U, state);
}

template <class Cell, std::size_t F, class T>
[[gnu::noinline]] void run_in_memory(const T* w, const T* x, std::size_t first, std::size_t count, T* y,
                                     std::size_t y_step, T* memory, T* scratch) noexcept {
    constexpr std::size_t U = Cell::units, columns = Cell::columns, block = steps_at_once<Cell, T>;
    alignas(64) T local[block < 2 ? 1 : block * columns];
    T* const sums = block < 2 ? scratch : local;
    const T *const recurrent = w + F * columns, *const bias = recurrent + U * columns;
    const auto step = [&](T* z) CTNN_LAMBDA_INLINE {
        T* const from_h = Cell::one_bias ? z : scratch + columns;
        const T* const start = Cell::one_bias ? z : bias + columns;
        accumulate_recurrent<U, columns>(recurrent, start, static_cast<const T*>(memory), from_h,
                                         first++ % 2 != 0);
        Cell::step_in_memory(static_cast<const T*>(z), static_cast<const T*>(from_h), memory);
        copy<U>(static_cast<const T*>(memory), y);
        y += y_step;
    };
    if constexpr (block >= 2)
        for (; count >= block; count -= block, x += block * F) {
            accumulate<block, F, columns>(w, bias, 0, x, sums);
            CTNN_ROLL_FOR (std::size_t t = 0; t < block; ++t) step(sums + t * columns);
        }
    for (; count > 0; --count, x += F) {
        accumulate_one<F, columns>(w, bias, x, sums);
        step(sums);
    }
}
#endif

}  // namespace detail

/// `count` steps of one sample through a cell, the first of which is number `first`. `memory` is changed; the
/// output of each step goes to y, which then moves on by y_step. `scratch` has room for the sums of a step
/// and for what the cell keeps of it.
template <class Cell, std::size_t F, class T>
constexpr void run(const T* w, const T* x, [[maybe_unused]] std::size_t first, std::size_t count, T* y,
                   std::size_t y_step, T* memory, T* scratch) noexcept {
#ifndef CTNN_NO_SIMD
    if (!std::is_constant_evaluated()) {
        if constexpr (detail::in_registers<Cell, T>)
            return detail::run_in_registers<Cell, F>(w, x, count, y, y_step, memory);
        else
            return detail::run_in_memory<Cell, F>(w, x, first, count, y, y_step, memory, scratch);
    }
#endif
    constexpr std::size_t columns = Cell::columns, U = Cell::units;
    const T *const recurrent = w + F * columns, *const bias = recurrent + U * columns;
    for (; count > 0; --count, x += F, y += y_step) {
        accumulate_plain<F, columns>(w, bias, 0, x, F, scratch, 1);
        T* const from_h = Cell::one_bias ? scratch : scratch + columns;
        accumulate_plain<U, columns>(recurrent, Cell::one_bias ? scratch : bias + columns, 0,
                                     static_cast<const T*>(memory), U, from_h, 1);
        Cell::step_in_memory(static_cast<const T*>(scratch), static_cast<const T*>(from_h), memory);
        copy<U>(static_cast<const T*>(memory), y);
    }
}

}  // namespace ctnn::kernels
