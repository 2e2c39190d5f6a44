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
    units,      ///< by_units.hpp: one sample, some units at a time with all their gates
    memory,     ///< recurrence.hpp: one sample, its sums by way of memory, the input's for some steps at once
    plain,      ///< plain loops, where there are no vectors
};

constexpr const char* name(RecurrenceKernel kernel) noexcept {
    switch (kernel) {
        case RecurrenceKernel::batch:
            return "batch";
        case RecurrenceKernel::registers:
            return "registers";
        case RecurrenceKernel::units:
            return "units";
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
    std::size_t units = 0;         ///< of a gate, if the cell can go by units
};

/// Vectors of a row of gates that a step keeps in registers.
constexpr std::size_t most_of_gates(bool one_bias, const simd::Target& on) noexcept {
    const simd::Tuning tuning = simd::tuning_of(on.registers);
    return one_bias ? tuning.recurrent_row : tuning.recurrent_row_twice;
}

/// Registers of units that a step by units finishes together: the sums of all their gates, of which about
/// eight hide the latency of multiply-adds, leave registers for what follows.
constexpr std::size_t units_together(std::size_t gates) noexcept { return gates > 3 ? 2 : 3; }

/// Registers of units up to which steps by units pay. A row of gates that lies in registers needs as many
/// again for its chains; where there are 32 that is no hindrance, but for a single register of units, whose
/// gates are spread over no others. `one_bias`: an LSTM's, which has more to finish than a GRU.
constexpr std::size_t most_by_units(bool one_bias, const simd::Target& on) noexcept {
    if (on.registers >= 32) return 1;
    if (on.bytes >= 32) return one_bias ? 5 : 3;
    return one_bias ? 4 : 10;
}

/// Whether units fill registers, and are few enough.
constexpr bool goes_by_units(const RecurrenceShape& shape, const simd::Target& on) noexcept {
    return shape.units > 0 && shape.in_lanes && !on.reproducible && on.value == 4 &&
           shape.units % on.widest() == 0 &&
           shape.units / on.widest() <= most_by_units(shape.one_bias, on);
}

constexpr RecurrenceKernel recurrence_kernel(const RecurrenceShape& shape, const simd::Target& on) noexcept {
    if (!on.has_vectors()) return RecurrenceKernel::plain;
    if (shape.samples >= least_of_tiles) return RecurrenceKernel::batch;
    const bool is_small =
        shape.in_lanes && on.registers_of(shape.columns) <= most_of_gates(shape.one_bias, on);
    // Two or three samples need not wait for each other; many units are quicker by what one sample has.
    if (is_small && shape.samples > 1) return RecurrenceKernel::batch;
    if (goes_by_units(shape, on)) return RecurrenceKernel::units;
    return is_small ? RecurrenceKernel::registers : RecurrenceKernel::memory;
}

/// Whether it is a GRU's cell that resets before its product; its steps go by way of memory.
template <class Cell>
inline constexpr bool resets_before = requires { requires Cell::resets_before; };

/// Units of a cell that can go by them: its registers read on behind the weights, where biases must be.
template <class Cell>
consteval std::size_t units_of() {
    if constexpr (requires { Cell::sums; })
        return Cell::biases > 0 ? Cell::units : 0;
    else
        return 0;
}

/// The same for a cell and some samples.
template <class Cell, class T, std::size_t Samples>
inline constexpr RecurrenceKernel recurrence_kernel_of =
    recurrence_kernel({Samples, Cell::columns, Cell::in_lanes && !resets_before<Cell>, Cell::one_bias,
                       units_of<Cell>()},
                      simd::target<T>);

/// Of a step by way of memory, whether the input's weights too are read from the start and from the end by
/// turns: if all that nearly fit the first cache, and the input's are many.
constexpr bool takes_input_by_turns(std::size_t inputs, std::size_t units, std::size_t columns,
                                    const simd::Target& on) noexcept {
    return nearly_fit((inputs + units) * columns, on) && inputs * columns * on.value >= 16 * 1024;
}

}  // namespace ctnn::kernels::inline CTNN_CODE
