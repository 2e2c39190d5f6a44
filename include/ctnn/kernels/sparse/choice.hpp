#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/simd/target.hpp>

// Which kernel computes a dense layer whose inputs are often zero: a table of shapes.

namespace ctnn::kernels::inline CTNN_CODE {

/// y = f(x W + b), and the gradient of W.
enum class SparseKernel {
    marked_rows,  ///< sparse.hpp: a batch, each row of W read once for the samples that are marked there
    listed_rows,  ///< sparse.hpp: a sample at a time, of which what is not zero is listed first
    dense,        ///< dense.hpp, outer.hpp: a batch as if nothing were zero
    plain,        ///< plain loops: outputs that fill no register, or no vectors
};

constexpr const char* name(SparseKernel kernel) noexcept {
    switch (kernel) {
        case SparseKernel::marked_rows:
            return "marked rows";
        case SparseKernel::listed_rows:
            return "listed rows";
        case SparseKernel::dense:
            return "dense";
        case SparseKernel::plain:
            return "plain";
    }
    return "";
}

/// From this many samples on, a batch is marked. Batches come as the trainer's, by eights and one by one.
inline constexpr std::size_t least_of_marks = 8;

/// From this many vectors of outputs on, zeros are worth looking for in a batch: each input ends in a branch
/// that nobody can predict, for which half a dozen vectors of all samples could be multiplied. In the
/// gradient, and forward, where the outputs of a sample in which nothing is found are not even read.
inline constexpr std::size_t least_vectors_backward = 3, least_vectors_forward = 2;

constexpr SparseKernel sparse_batch_kernel(std::size_t out, std::size_t least_vectors,
                                           const simd::Target& on) noexcept {
    return on.registers_of(out) < least_vectors && !on.reproducible ? SparseKernel::dense
                                                                    : SparseKernel::marked_rows;
}

constexpr SparseKernel sparse_kernel(std::size_t samples, std::size_t out, const simd::Target& on) noexcept {
    if (!on.fills(out)) return SparseKernel::plain;
    return samples < least_of_marks ? SparseKernel::listed_rows
                                    : sparse_batch_kernel(out, least_vectors_forward, on);
}

/// The gradient goes to an optimizer or to memory; few samples by marks too.
constexpr SparseKernel sparse_gradient_kernel(std::size_t samples, std::size_t out, bool takes_vectors,
                                              const simd::Target& on) noexcept {
    if (!takes_vectors || !on.fills(out)) return SparseKernel::plain;
    return samples < least_of_marks ? SparseKernel::marked_rows
                                    : sparse_batch_kernel(out, least_vectors_backward, on);
}

}  // namespace ctnn::kernels::inline CTNN_CODE
