#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/simd/target.hpp>
#include <ctnn/simd/tuning.hpp>

// Which kernel normalises rows: a table of their lengths.

namespace ctnn::kernels::inline CTNN_CODE {

enum class RowNormKernel {
    registers,  ///< row_norm.hpp: registers hold the row, which is not written until it is done
    memory,     ///< row_norm.hpp: in passes over the row
};

constexpr const char* name(RowNormKernel kernel) noexcept {
    switch (kernel) {
        case RowNormKernel::registers:
            return "registers";
        case RowNormKernel::memory:
            return "memory";
    }
    return "";
}

/// Rows of at most so many vectors are held in registers. Reproducible sums have an order that those have
/// not.
constexpr RowNormKernel row_norm_kernel_up_to(std::size_t vectors, std::size_t columns,
                                              const simd::Target& on) noexcept {
    return on.has_vectors() && !on.reproducible && on.registers_of(columns) <= vectors
               ? RowNormKernel::registers
               : RowNormKernel::memory;
}

constexpr RowNormKernel row_norm_kernel(std::size_t columns, const simd::Target& on) noexcept {
    return row_norm_kernel_up_to(simd::tuning_of(on.registers).norm_row, columns, on);
}

/// And on the way back.
constexpr RowNormKernel row_norm_gradient_kernel(std::size_t columns, const simd::Target& on) noexcept {
    return row_norm_kernel_up_to(simd::tuning_of(on.registers).norm_row_backward, columns, on);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
