#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/engine/placed/attention.hpp>
#include <ctnn/io/onnx_layer.hpp>
#include <ctnn/kernels/attention/positions.hpp>
#include <ctnn/layers/position_embedding.hpp>
#include <ctnn/layers/positional_encoding.hpp>

// In ONNX: attention, and what tells it where steps stand.

namespace ctnn::detail::inline CTNN_CODE {

/// Columns of a matrix of `rows` rows, and of its bias, if there is one: x W + b.
struct OnnxProjection {
    const double *weight, *bias;
    std::size_t rows, all_columns, first, columns;

    OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, std::string_view name, OnnxValue x) const {
        std::vector<double> values;
        for (std::size_t i = 0; i < rows; ++i)
            values.insert(values.end(), weight + i * all_columns + first,
                          weight + i * all_columns + first + columns);
        const std::string called = at.layer + '.' + std::string(name);
        x.name = graph.node(
            "MatMul", at.layer,
            {x.name, graph.constant(called + "_weight", {signed_of(rows), signed_of(columns)}, values)});
        if (bias)
            x.name = graph.node(
                "Add", at.layer,
                {x.name, graph.constant(called + "_bias", {signed_of(columns)},
                                        std::vector<double>(bias + first, bias + first + columns))});
        x.extents.back() = columns;
        return x;
    }
};

/// Minus infinity where a step must not see the other.
inline std::string causal_mask(OnnxGraph& graph, const std::string& layer, std::size_t steps) {
    std::vector<double> mask(steps * steps, 0.0);
    for (std::size_t i = 0; i < steps; ++i)
        for (std::size_t j = i + 1; j < steps; ++j)
            mask[i * steps + j] = -std::numeric_limits<double>::infinity();
    return graph.constant(layer + ".mask", {signed_of(steps), signed_of(steps)}, mask);
}

template <class In, std::size_t Heads, std::size_t Size, class Sees, class Init, bool HasBias>
struct OnnxLayer<AttentionOn<In, Heads, Size, Sees, Init, HasBias>> : OnnxKnows<> {
    using Layer = AttentionOn<In, Heads, Size, Sees, Init, HasBias>;

    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        const OnnxValue steps = channels_last(graph, at.layer, x);
        const std::string& layer = at.layer;
        std::string q = head(graph, at, "query", steps, 0, {0, 2, 1, 3});
        const std::string k = head(graph, at, "key", steps, 1, {0, 2, 3, 1});
        const std::string v = head(graph, at, "value", steps, 2, {0, 2, 1, 3});
        q = graph.node("Mul", layer,
                       {q, graph.constant(layer, 1 / std::sqrt(static_cast<double>(Layer::width)))});
        std::string scores = graph.node("MatMul", layer, {q, k});
        if (Sees::is_causal)
            scores = graph.node("Add", layer, {scores, causal_mask(graph, layer, Layer::steps)});
        scores = graph.node("Softmax", layer, {scores}, {{"axis", -1}});
        OnnxValue y{graph.node("MatMul", layer, {scores, v}), {Layer::steps, Heads, Layer::width}};
        y.name = graph.node("Transpose", layer, {y.name}, {{"perm", OnnxIntegers{0, 2, 1, 3}}});
        y = reshaped(graph, layer, y, {Layer::steps, Size});
        const double* const out = at.parameters + Layer::out_at;
        return OnnxProjection{out, HasBias ? out + Size * Size : nullptr, Size, Size, 0, Size}.write(
            graph, at, "out_proj", y);
    }

  private:
    /// Queries, keys or values, head by head.
    static std::string head(OnnxGraph& graph, const OnnxPlace& at, std::string_view name, const OnnxValue& x,
                            std::size_t index, const OnnxIntegers& axes) {
        const double *const w = at.parameters, *const bias = HasBias ? w + Layer::in_weights : nullptr;
        const OnnxProjection projection{w, bias, Layer::features, Layer::columns, index * Size, Size};
        OnnxValue y = projection.write(graph, at, name, x);
        y = reshaped(graph, at.layer, y, {Layer::steps, Heads, Layer::width});
        return graph.node("Transpose", at.layer, {y.name}, {{"perm", axes}});
    }
};

/// Added to each step of a sequence.
inline OnnxValue with_positions(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x,
                                const std::vector<double>& values) {
    OnnxValue y = channels_last(graph, at.layer, x);
    const OnnxIntegers extents{signed_of(y.extents[0]), signed_of(y.extents[1])};
    y.name = graph.node("Add", at.layer, {y.name, graph.constant(at.layer + ".weight", extents, values)});
    return y;
}

template <class In>
struct OnnxLayer<PositionalEncodingOn<In>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        constexpr std::size_t steps = In::extents[0], features = In::extents[1];
        std::vector<double> values(steps * features, 0.0), waves(kernels::wave_values(features));
        kernels::begin_waves<features>(waves.data());
        for (std::size_t t = 0; t < steps; ++t) {
            double* const row = values.data() + t * features;
            kernels::add_waves<features>(static_cast<const double*>(waves.data()),
                                         static_cast<const double*>(row), row);
            kernels::turn_waves<features>(waves.data());
        }
        return with_positions(graph, at, x, values);
    }
};

template <class In, class Init>
struct OnnxLayer<PositionEmbeddingOn<In, Init>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        return with_positions(graph, at, x, std::vector<double>(at.parameters, at.parameters + In::size));
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
