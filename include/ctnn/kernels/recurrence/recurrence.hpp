#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/accumulate.hpp>
#include <ctnn/kernels/dense/accumulate_parts.hpp>
#include <ctnn/kernels/recurrence/by_units.hpp>
#include <ctnn/kernels/recurrence/choice.hpp>
#include <ctnn/kernels/values/biases.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/target.hpp>
#include <type_traits>

// A sequence through a recurrent cell, one sample. A cell's parameters lie one after the other: W (F,
// columns) for the F inputs, row by row, U (units, columns) for what the cell gave one step before, and the
// bias. What it remembers is its last output h, and behind that what else it has.

namespace ctnn::kernels::inline CTNN_CODE {

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

/// What the way back of a cell that resets before its product writes besides: the gradient of the candidate's
/// sums with zeros for the gates before it, r h, and the gradient of that.
template <class T>
struct CandidateBack {
    T *sums, *gated, *to_gated;
};

/// A cell whose parameters end with its weights.
template <class Cell>
struct WithoutBias : Cell {
    static constexpr std::size_t biases = 0;
};

/// Whether nothing lies behind a cell's weights, so that kernels must not read on.
template <class Cell>
inline constexpr bool ends_in_weights = Cell::biases == 0;

/// A cell's biases, which lie behind its weights, or zeros.
template <class Cell, class T>
CTNN_INLINE constexpr const T* biases_of(const T* behind) noexcept {
    return biases<!ends_in_weights<Cell>, (Cell::one_bias ? 1 : 2) * Cell::columns>(behind);
}

namespace detail {

#ifndef CTNN_NO_SIMD
/// For how many steps the input's share is computed at once: weights that are loaded once serve them all. The
/// sums take 16 KB of the stack at most.
template <class Cell, class T>
inline constexpr std::size_t steps_at_once = std::min<std::size_t>(16, 16 * 1024 / sizeof(T) / Cell::columns);

template <class Cell, std::size_t F, class T>
[[gnu::noinline]] void run_in_registers(const T* w, const T* x, std::size_t count, T* y, std::size_t y_step,
                                        T* memory) noexcept {
    constexpr std::size_t U = Cell::units;
    const T* const bias = biases_of<Cell>(w + (F + U) * Cell::columns);
    auto state = InMemory<T, U>{memory + (Cell::states - 1) * U}.row();
    CTNN_ROLL_FOR (; count > 0; --count, x += F, y += y_step)
        store(y, Cell::template step_in_registers<F, ends_in_weights<Cell>>(w, bias, x, memory, state));
    store(memory + (Cell::states - 1) * U, state);
}

/// Steps by way of memory. Weights that nearly fit the first cache are read from the start and from the end
/// by turns; those of the input too, with h before them every other time, if they are many.
template <class Cell, std::size_t F, class T>
class StepsInMemory {
    static constexpr std::size_t U = Cell::units, columns = Cell::columns;
    static constexpr bool by_turns = takes_input_by_turns(F, U, columns, simd::target<T>);
    static constexpr bool own_sums = by_turns && Cell::one_bias;  // of h

  public:
    static constexpr std::size_t block = steps_at_once<Cell, T>;

    StepsInMemory(const T* w, T* memory, T* scratch) noexcept : w_(w), memory_(memory), scratch_(scratch) {}

    /// The input's share of `block` steps.
    void shares(const T* x, T* sums) const noexcept {
        InParts<F, columns, T>::template rows<block>(w_, bias(), x, sums);
    }

    /// A step whose share of the input is in z already.
    CTNN_INLINE void take(T* z, bool from_the_end) noexcept {
        take_recurrent(z, from_the_end);
        finish(z);
    }
    /// A step of x. There is room at z.
    CTNN_INLINE void take(const T* x, T* z, bool from_the_end) noexcept {
        if (by_turns && from_the_end) take_recurrent(z, true);
        input_.take(w_, bias(), x, z, by_turns && from_the_end);
        if (!by_turns || !from_the_end) take_recurrent(z, from_the_end);
        input_.add_to(z);
        finish(z);
    }

  private:
    const T* recurrent() const noexcept { return w_ + F * columns; }
    const T* bias() const noexcept { return biases_of<Cell>(recurrent() + U * columns); }
    T* from_h(T* z) noexcept { return own_sums ? own_ : Cell::one_bias ? z : scratch_ + columns; }

    CTNN_INLINE void take_recurrent(T* z, bool from_the_end) noexcept {
        const T* const start = own_sums ? zeros : Cell::one_bias ? z : bias() + columns;
        recurrent_.take(recurrent(), start, static_cast<const T*>(memory_), from_h(z), from_the_end);
    }
    CTNN_INLINE void finish(T* z) noexcept {
        recurrent_.add_to(from_h(z));
        if constexpr (own_sums) add<columns>(static_cast<const T*>(own_), z);
        Cell::step_in_memory(static_cast<const T*>(z), static_cast<const T*>(from_h(z)), memory_);
    }

    const T* w_;
    T *memory_, *scratch_;
    InParts<F, columns, T> input_;
    InParts<U, columns, T, ends_in_weights<Cell>> recurrent_;
    static constexpr T zeros[own_sums ? columns : 1]{};
    alignas(64) T own_[own_sums ? columns : 1];
};

template <class Cell, std::size_t F, class T>
[[gnu::noinline]] void run_in_memory(const T* w, const T* x, std::size_t first, std::size_t count, T* y,
                                     std::size_t y_step, T* memory, T* scratch) noexcept {
    using Steps = StepsInMemory<Cell, F, T>;
    constexpr std::size_t U = Cell::units, columns = Cell::columns, block = Steps::block;
    Steps steps(w, memory, scratch);
    const auto give = [&] {
        copy<U>(static_cast<const T*>(memory), y);
        y += y_step;
        ++first;
    };
    if constexpr (block >= 2) {
        alignas(64) T sums[block * columns];
        // Of the last block some shares may be computed twice: that is quicker than one by one.
        for (bool whole = count >= block; count >= block || (whole && 2 * count >= block);) {
            const std::size_t now = std::min(block, count), again = block - now;
            steps.shares(x - again * F, sums);
            for (std::size_t t = again; t < block; ++t, give())
                steps.take(sums + t * columns, first % 2 != 0);
            x += now * F;
            count -= now;
        }
    }
    for (; count > 0; --count, x += F, give()) steps.take(x, scratch, first % 2 != 0);
}
#endif

/// As a batch of one.
template <class Cell, std::size_t F, class T>
constexpr void run_alone(const T* w, const T* x, std::size_t count, T* y, std::size_t y_step, T* memory,
                         T* scratch) noexcept {
    constexpr std::size_t columns = Cell::columns, U = Cell::units;
    const T *const recurrent = w + F * columns, *const bias = biases_of<Cell>(recurrent + U * columns);
    for (; count > 0; --count, x += F, y += y_step) {
        accumulate<1, F, columns>(w, bias, 0, x, scratch);
        Cell::template forward<1, ends_in_weights<Cell>>(
            recurrent, bias, StepOf<T>{scratch, scratch + columns, memory, memory, memory, memory});
        copy<U>(static_cast<const T*>(memory), y);
    }
}

}  // namespace detail

/// `count` steps of one sample through a cell, the first of which is number `first`. `memory` is changed; the
/// output of each step goes to y, which then moves on by y_step. `scratch` has room for the sums of a step
/// and for what the cell keeps of it.
template <class Cell, std::size_t F, class T>
constexpr void run(const T* w, const T* x, [[maybe_unused]] std::size_t first, std::size_t count, T* y,
                   std::size_t y_step, T* memory, T* scratch) noexcept {
    if constexpr (resets_before<Cell>) {
        detail::run_alone<Cell, F>(w, x, count, y, y_step, memory, scratch);
    } else {
#ifndef CTNN_NO_SIMD
        if constexpr (simd::has_vectors<T>)
            if (!std::is_constant_evaluated()) {
                constexpr RecurrenceKernel kernel = recurrence_kernel_of<Cell, T, 1>;
                if constexpr (kernel == RecurrenceKernel::units)
                    return StepsByUnits<Cell, F, T>::run(w, x, count, y, y_step, memory);
                else if constexpr (kernel == RecurrenceKernel::registers)
                    return detail::run_in_registers<Cell, F>(w, x, count, y, y_step, memory);
                else
                    return detail::run_in_memory<Cell, F>(w, x, first, count, y, y_step, memory, scratch);
            }
#endif
        constexpr std::size_t columns = Cell::columns, U = Cell::units;
        const T *const recurrent = w + F * columns, *const bias = biases_of<Cell>(recurrent + U * columns);
        for (; count > 0; --count, x += F, y += y_step) {
            accumulate_plain<F, columns>(w, bias, 0, x, F, scratch, 1);
            T* const from_h = Cell::one_bias ? scratch : scratch + columns;
            accumulate_plain<U, columns>(recurrent, Cell::one_bias ? scratch : bias + columns, 0,
                                         static_cast<const T*>(memory), U, from_h, 1);
            Cell::step_in_memory(static_cast<const T*>(scratch), static_cast<const T*>(from_h), memory);
            copy<U>(static_cast<const T*>(memory), y);
        }
    }
}

}  // namespace ctnn::kernels::inline CTNN_CODE
