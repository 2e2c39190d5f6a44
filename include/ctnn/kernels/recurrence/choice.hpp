#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/kernels/dense/choice.hpp>
#include <ctnn/simd/target.hpp>
#include <ctnn/simd/tuning.hpp>

// Which kernel takes sequences through a recurrent cell: a table of shapes.

namespace ctnn::kernels::inline CTNN_CODE {

enum class RecurrenceKernel {
    batch,      ///< dense/accumulate.hpp: all samples, step by step, by register tiles
    registers,  ///< recurrence.hpp: one sample, whose gates and state stay in registers
    memory,     ///< recurrence.hpp: one sample, its sums by way of memory, the input's for some steps at once
    plain,      ///< plain loops, where there are no vectors
};

constexpr const char* name(RecurrenceKernel kernel) noexcept {
    switch (kernel) {
        case RecurrenceKernel::batch:
            return "batch";
        case RecurrenceKernel::registers:
            return "registers";
        case RecurrenceKernel::memory:
            return "memory";
        case RecurrenceKernel::plain:
            return "plain";
    }
    return "";
}

struct RecurrenceShape {
    std::size_t samples, columns;  ///< `columns` are the units of all gates
    bool in_lanes;                 ///< whether the activations take vectors
    bool one_bias;                 ///< whether input and output add up to one row of gates, or have one each
};

/// Vectors of a row of gates that a step keeps in registers.
constexpr std::size_t most_of_gates(bool one_bias, const simd::Target& on) noexcept {
    const simd::Tuning tuning = simd::tuning_of(on.registers);
    return one_bias ? tuning.recurrent_row : tuning.recurrent_row_twice;
}

constexpr RecurrenceKernel recurrence_kernel(const RecurrenceShape& shape, const simd::Target& on) noexcept {
    if (!on.has_vectors()) return RecurrenceKernel::plain;
    if (shape.samples >= least_of_tiles) return RecurrenceKernel::batch;
    return shape.in_lanes && on.registers_of(shape.columns) <= most_of_gates(shape.one_bias, on)
               ? RecurrenceKernel::registers
               : RecurrenceKernel::memory;
}

/// Whether it is a GRU's cell that resets before its product; its steps go by way of memory.
template <class Cell>
inline constexpr bool resets_before = requires { requires Cell::resets_before; };

/// The same for a cell and some samples.
template <class Cell, class T, std::size_t Samples>
inline constexpr RecurrenceKernel recurrence_kernel_of = recurrence_kernel(
    {Samples, Cell::columns, Cell::in_lanes && !resets_before<Cell>, Cell::one_bias}, simd::target<T>);

/// Of a step by way of memory, whether the input's weights too are read from the start and from the end by
/// turns: if all that nearly fit the first cache, and the input's are many.
constexpr bool takes_input_by_turns(std::size_t inputs, std::size_t units, std::size_t columns,
                                    const simd::Target& on) noexcept {
    return nearly_fit((inputs + units) * columns, on) && inputs * columns * on.value >= 16 * 1024;
}

}  // namespace ctnn::kernels::inline CTNN_CODE
