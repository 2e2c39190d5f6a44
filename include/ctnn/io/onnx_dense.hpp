#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/onnx_layer.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/embedding.hpp>

// In ONNX: layers with one matrix.

namespace ctnn::detail::inline CTNN_CODE {

/// Gemm, whose matrix is (inputs, outputs) as ours.
template <class In, std::size_t Units, class Act, class Init, bool HasBias>
struct OnnxLayer<DenseOn<In, Units, Act, Init, HasBias>> : OnnxKnows<typename OnnxActivation<Act>::unknown> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        constexpr std::size_t weights = In::size * Units;
        const double* const w = at.parameters;
        OnnxValue y = flattened(graph, at.layer, x);
        std::vector<std::string> inputs{y.name};
        inputs.push_back(graph.constant(at.layer + ".weight", {signed_of(In::size), signed_of(Units)},
                                        std::vector<double>(w, w + weights)));
        if (HasBias)
            inputs.push_back(graph.constant(at.layer + ".bias", {signed_of(Units)},
                                            std::vector<double>(w + weights, w + weights + Units)));
        y.name = graph.node("Gemm", at.layer, inputs);
        y.extents = {Units};
        return activated<Act>(graph, at.layer, y);
    }
};

/// Gather from the table and one more row, of zeros, which is there for what is no index.
template <class In, std::size_t Vocabulary, std::size_t Dimensions, class Init>
struct OnnxLayer<EmbeddingOn<In, Vocabulary, Dimensions, Init>> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        OnnxValue y = channels_last(graph, at.layer, x);
        std::vector<double> table(at.parameters, at.parameters + Vocabulary * Dimensions);
        table.resize((Vocabulary + 1) * Dimensions, 0.0);
        const std::string weight =
            graph.constant(at.layer + ".weight", {signed_of(Vocabulary + 1), signed_of(Dimensions)}, table);
        const std::string end = graph.constant(at.layer, static_cast<double>(Vocabulary));
        const std::string begun =
            graph.node("GreaterOrEqual", at.layer, {y.name, graph.constant(at.layer, 0)});
        const std::string inside =
            graph.node("And", at.layer, {begun, graph.node("Less", at.layer, {y.name, end})});
        const std::string row = graph.node("Where", at.layer, {inside, y.name, end});
        const std::string index = graph.node("Cast", at.layer, {row}, {{"to", OnnxGraph::integer_type}});
        y.name = graph.node("Gather", at.layer, {weight, index}, {{"axis", 0}});
        y.extents.push_back(Dimensions);
        return y;
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
