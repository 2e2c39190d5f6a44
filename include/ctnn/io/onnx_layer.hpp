#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/onnx_activations.hpp>
#include <ctnn/io/onnx_graph.hpp>

// What the layers of ONNX models have in common: where the channels are, and how values are turned.

namespace ctnn::detail::inline CTNN_CODE {

/// What a layer is called in the file, and where its values are.
struct OnnxPlace {
    std::string layer{};
    const double* parameters = nullptr;
    const double* state = nullptr;

    /// Of one of the layers that it is made of.
    OnnxPlace within(std::size_t index, std::size_t parameters_on, std::size_t state_on) const {
        return {layer + '.' + std::to_string(index), parameters + parameters_on, state + state_on};
    }
    /// Of one that has a name.
    OnnxPlace within(std::string_view name, std::size_t parameters_on) const {
        return {layer + '.' + std::string(name), parameters + parameters_on, state};
    }
};

/// How the placed layer L is written: `unknown` is what it holds that has no operator, or void, and
/// `write(graph, place, x)` appends its nodes and returns their output.
template <class L>
struct OnnxLayer : OnnxKnows<L> {};

template <class S>
std::vector<std::size_t> onnx_extents() {
    return {S::extents.begin(), S::extents.end()};
}

/// Whether no axis would move.
inline bool has_one_axis(const OnnxValue& x) noexcept { return x.extents.size() < 2; }

/// With the channels before all other axes of a sample, where the operators of images have them.
inline OnnxValue channels_first(OnnxGraph& graph, const std::string& layer, OnnxValue x) {
    if (x.channels_first || has_one_axis(x)) return x;
    OnnxIntegers axes{0, static_cast<std::int64_t>(x.extents.size())};
    for (std::int64_t i = 1; i < axes[1]; ++i) axes.push_back(i);
    x.name = graph.node("Transpose", layer, {x.name}, {{"perm", axes}});
    x.channels_first = true;
    return x;
}

/// With the channels behind them, as everywhere here.
inline OnnxValue channels_last(OnnxGraph& graph, const std::string& layer, OnnxValue x) {
    if (!x.channels_first) return x;
    OnnxIntegers axes{0};
    for (std::size_t i = 2; i <= x.extents.size(); ++i) axes.push_back(static_cast<std::int64_t>(i));
    axes.push_back(1);
    x.name = graph.node("Transpose", layer, {x.name}, {{"perm", axes}});
    x.channels_first = false;
    return x;
}

/// The same values by other extents; the first axis, the batch, is `batch`: 0 as it is, -1 what is left.
inline OnnxValue reshaped(OnnxGraph& graph, const std::string& layer, OnnxValue x,
                          const std::vector<std::size_t>& extents, std::int64_t batch = 0) {
    x = channels_last(graph, layer, x);
    OnnxIntegers to{batch};
    for (const std::size_t extent : extents) to.push_back(static_cast<std::int64_t>(extent));
    x.name = graph.node("Reshape", layer, {x.name, graph.integers(layer + ".shape", to)});
    x.extents = extents;
    return x;
}

/// A row of values, outermost extent first.
inline OnnxValue flattened(OnnxGraph& graph, const std::string& layer, OnnxValue x) {
    x = channels_last(graph, layer, x);
    if (has_one_axis(x)) return x;
    std::size_t size = 1;
    for (const std::size_t extent : x.extents) size *= extent;
    x.name = graph.node("Flatten", layer, {x.name}, {{"axis", 1}});
    x.extents = {size};
    return x;
}

/// Act of each value, or of the channels of each position.
template <class Act>
OnnxValue activated(OnnxGraph& graph, const std::string& layer, OnnxValue x) {
    x.name = OnnxActivation<Act>::write(graph, layer, x.name, x.channels_first ? 1 : -1);
    return x;
}

/// A tensor's values with axis k of the result along axis `axes[k]`.
inline std::vector<double> turned(const double* from, const std::vector<std::size_t>& extents,
                                  const std::vector<std::size_t>& axes) {
    std::vector<std::size_t> strides(extents.size(), 1), at(extents.size(), 0);
    std::size_t size = 1;
    for (std::size_t i = extents.size(); i-- > 0; size *= extents[i]) strides[i] = size;
    std::vector<double> to(size);
    for (double& value : to) {
        std::size_t offset = 0;
        for (std::size_t k = 0; k < axes.size(); ++k) offset += at[k] * strides[axes[k]];
        value = from[offset];
        for (std::size_t k = axes.size(); k-- > 0;) {
            if (++at[k] < extents[axes[k]]) break;
            at[k] = 0;
        }
    }
    return to;
}

inline std::int64_t signed_of(std::size_t value) noexcept { return static_cast<std::int64_t>(value); }

}  // namespace ctnn::detail::inline CTNN_CODE
