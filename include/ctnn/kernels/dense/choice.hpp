#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/kernels/values/choice.hpp>
#include <ctnn/simd/target.hpp>
#include <numeric>

// Which kernel computes a dense layer, and its gradients: tables of shapes.

namespace ctnn::kernels::inline CTNN_CODE {

/// y = f(x W + b).
enum class DenseKernel {
    few,     ///< dense_few.hpp: two to four samples, all of them at once
    tiles,   ///< dense_tiles.hpp: a batch, by register tiles of samples and outputs
    row,     ///< gemv_row.hpp: one sample, unrolled whole
    stream,  ///< gemv_stream.hpp: one sample, the weights as one stream: few outputs fill no registers
    panels,  ///< dense.hpp: one sample, by panels of outputs that stay in registers
    dot,     ///< values/reduce.hpp: one sample and output, in an order that all processors share
    plain,   ///< dense.hpp: plain loops, where there are no vectors
};

constexpr const char* name(DenseKernel kernel) noexcept {
    switch (kernel) {
        case DenseKernel::few:
            return "few";
        case DenseKernel::tiles:
            return "tiles";
        case DenseKernel::row:
            return "row";
        case DenseKernel::stream:
            return "stream";
        case DenseKernel::panels:
            return "panels";
        case DenseKernel::dot:
            return "dot";
        case DenseKernel::plain:
            return "plain";
    }
    return "";
}

struct DenseShape {
    std::size_t samples, in, out;
};

/// From this many samples on, a register tile beats one sample after the other.
inline constexpr std::size_t least_of_tiles = 4;

/// Up to so many have a kernel of their own in a dense layer: a tile is too small for them to be quick.
inline constexpr std::size_t most_of_few = 4;

/// From this many inputs on, where the order of sums is fixed, an only output is one dot product: each of its
/// partial sums then has a value, and a sum across the lanes is worth it.
inline constexpr std::size_t least_of_dot = 16;

/// Whether a dense layer takes its only output as one dot product.
constexpr bool is_one_dot(std::size_t in, std::size_t out, const simd::Target& on) noexcept {
    return on.reproducible && out == 1 && in >= least_of_dot;
}

/// The weights as one stream of vectors of the widest register for it: after `rows` rows, which are `vectors`
/// vectors, rows begin where vectors do again. The shuffles that bring inputs to the lanes have `tables`.
struct WeightStream {
    std::size_t rows, vectors, tables;

    /// Whether registers hold the sums and the tables until then, and two operands.
    constexpr bool fits(const simd::Target& on) const noexcept {
        return !on.reproducible && rows > 1 && vectors + tables + 2 <= on.registers;
    }
};

constexpr WeightStream weight_stream(std::size_t out, const simd::Target& on) noexcept {
    const std::size_t lanes = on.widest_for(out), rows = lanes / std::gcd(lanes, out),
                      vectors = rows * out / lanes;
    return {rows, vectors, lanes > on.narrowest() ? vectors : 0};
}

/// The table. A stream takes two rounds at least.
constexpr DenseKernel dense_kernel(const DenseShape& shape, const simd::Target& on) noexcept {
    if (is_one_dot(shape.in, shape.out, on)) return DenseKernel::dot;
    if (!on.has_vectors()) return DenseKernel::plain;
    if (shape.samples > 1 && on.fills(shape.out))
        return shape.samples <= most_of_few ? DenseKernel::few : DenseKernel::tiles;
    if (goes_in_rows(shape.in * shape.out)) return DenseKernel::row;
    const WeightStream stream = weight_stream(shape.out, on);
    return stream.fits(on) && shape.in >= stream.rows * 2 ? DenseKernel::stream : DenseKernel::panels;
}

/// Whether one sample gains by weights that are laid out anew (packed_dense.hpp): by pairs of float in
/// registers of 32 bytes and more, where the layer goes by panels, and sums may have any order.
constexpr bool packing_pays(std::size_t in, std::size_t out, const simd::Target& on) noexcept {
    return on.value == 4 && on.bytes >= 32 && !on.reproducible &&
           dense_kernel({1, in, out}, on) == DenseKernel::panels;
}

/// What DenseKernel::row reads, and how.
enum class RowKernel {
    rows,            ///< input by input, a row of weights each
    rows_by_memory,  ///< the same, inputs that are in registers through memory: no shuffles
    stream,          ///< the weights as one stream, folded last
    dot,             ///< one output in an order that all processors share
};

struct RowShape {
    std::size_t in, out;
    bool from_registers;    ///< whether the inputs are in registers
    bool cheap_activation;  ///< or one whose work for the floating-point units counts
};

/// Whether the stream is less work than the rows, its sums being folded last: for one output of some inputs,
/// else where there are many inputs, and at most half the vectors.
constexpr bool stream_is_better(std::size_t in, std::size_t out, const simd::Target& on) noexcept {
    if (on.reproducible) return false;
    return in >= 4 && (out == 1 || (in >= 16 && 2 * on.registers_of(in * out) <= in * on.registers_of(out)));
}

/// From this many inputs on, shuffles would take too much of the units that also compute the activation.
inline constexpr std::size_t least_by_memory = 5;

constexpr RowKernel row_kernel(const RowShape& shape, const simd::Target& on) noexcept {
    if (is_one_dot(shape.in, shape.out, on)) return RowKernel::dot;
    if (stream_is_better(shape.in, shape.out, on)) return RowKernel::stream;
    return shape.from_registers && shape.in >= least_by_memory && !shape.cheap_activation
               ? RowKernel::rows_by_memory
               : RowKernel::rows;
}

/// dx = dz W^T.
enum class DataGradientKernel {
    tiles,  ///< dense_gradients.hpp: blocks of W are transposed, then register tiles
    dots,   ///< values/reduce.hpp: a dot product for each input
};

constexpr DataGradientKernel data_gradient_kernel(const DenseShape& shape, const simd::Target& on) noexcept {
    return (shape.samples >= least_of_tiles || on.reproducible) && on.fills(shape.in)
               ? DataGradientKernel::tiles
               : DataGradientKernel::dots;
}

/// The gradients of weights and of biases, which go to an optimizer or to memory.
enum class WeightGradientKernel {
    tiles,  ///< outer.hpp, dense_gradients.hpp: in registers, and taken from there
    plain,  ///< plain loops: outputs that fill no register, or a receiver that knows no vectors
};

constexpr WeightGradientKernel weight_gradient_kernel(std::size_t out, bool takes_vectors,
                                                      const simd::Target& on) noexcept {
    return takes_vectors && on.fills(out) ? WeightGradientKernel::tiles : WeightGradientKernel::plain;
}

/// start + x W, for some rows of x.
enum class AccumulateKernel {
    tiles,  ///< gemm.hpp: all rows, by register tiles
    rows,   ///< accumulate.hpp: each row by itself, by panels of outputs
    plain,  ///< plain loops, where there are no vectors
};

constexpr AccumulateKernel accumulate_kernel(std::size_t rows, std::size_t out,
                                             const simd::Target& on) noexcept {
    if (!on.has_vectors()) return AccumulateKernel::plain;
    return rows >= least_of_tiles && on.fills(out) ? AccumulateKernel::tiles : AccumulateKernel::rows;
}

/// Whether weights that are read again and again overflow the first cache, but not by so much that a part of
/// them is nothing: accumulate_parts.hpp then reads them from both ends by turns.
constexpr bool nearly_fit(std::size_t weights, const simd::Target& on) noexcept {
    const std::size_t bytes = weights * on.value;
    return !on.reproducible && bytes > 40 * 1024 && bytes <= 256 * 1024;
}

}  // namespace ctnn::kernels::inline CTNN_CODE
