#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/engine/branches.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/frozen.hpp>
#include <ctnn/engine/rated.hpp>
#include <ctnn/io/onnx_layer.hpp>
#include <ctnn/layers/add.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/heads.hpp>
#include <ctnn/layers/multiply.hpp>
#include <ctnn/layers/repeated.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/time_distributed.hpp>

// In ONNX: layers that are made of others.

namespace ctnn::detail::inline CTNN_CODE {

template <class In, class... Layers>
struct OnnxLayer<Chain<In, Layers...>> : OnnxKnows<typename FirstUnknown<OnnxLayer<Layers>...>::type> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, OnnxValue x) {
        constexpr auto& plan = Chain<In, Layers...>::plan;
        std::size_t i = 0;
        const auto next = [&]<class L>(std::type_identity<L>) {
            x = OnnxLayer<L>::write(graph, at.within(i, plan.parameters[i], plan.state[i]), x);
            ++i;
        };
        (next(std::type_identity<Layers>{}), ...);
        return x;
    }
};

/// As L: its values are state.
template <class L>
struct OnnxLayer<FrozenOn<L>> : OnnxKnows<typename OnnxLayer<L>::unknown> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        return OnnxLayer<L>::write(graph, {at.layer, at.state, at.state + L::parameters}, x);
    }
};

template <class L, class Rate, class Decay>
struct OnnxLayer<RatedOn<L, Rate, Decay>> : OnnxLayer<L> {};

/// All steps of all samples become samples.
template <class In, class L>
struct OnnxLayer<TimeDistributedOn<In, L>> : OnnxKnows<typename OnnxLayer<L>::unknown> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        const OnnxValue steps = reshaped(graph, at.layer, x, onnx_extents<typename L::input>(), -1);
        return reshaped(graph, at.layer, OnnxLayer<L>::write(graph, at, steps),
                        onnx_extents<typename TimeDistributedOn<In, L>::output>(), -1);
    }
};

/// Nodes for each time, which read the same values.
template <std::size_t Times, class Body>
struct OnnxLayer<RepeatedOn<Times, Body>> : OnnxKnows<typename OnnxLayer<Body>::unknown> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, OnnxValue x) {
        for (std::size_t k = 0; k < Times; ++k) x = OnnxLayer<Body>::write(graph, at, x);
        return x;
    }
};

/// With their channels on one side: where they all are, or else last.
inline void bring_together(OnnxGraph& graph, const std::string& layer, std::vector<OnnxValue>& values) {
    bool all_first = true;
    for (const OnnxValue& value : values) all_first = all_first && value.channels_first;
    if (all_first) return;
    for (OnnxValue& value : values) value = channels_last(graph, layer, value);
}

/// The first, and each of the others in its turn.
inline OnnxValue combined(OnnxGraph& graph, const std::string& layer, const char* op,
                          std::vector<OnnxValue> values) {
    bring_together(graph, layer, values);
    for (std::size_t i = 1; i < values.size(); ++i)
        values[0].name = graph.node(op, layer, {values[0].name, values[i].name});
    return values[0];
}

template <class Body>
struct OnnxLayer<ResidualOn<Body>> : OnnxKnows<typename OnnxLayer<Body>::unknown> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        return combined(graph, at.layer, "Add", {x, OnnxLayer<Body>::write(graph, at, x)});
    }
};

template <class Join>
struct OnnxJoin : OnnxKnows<Join> {};
template <>
struct OnnxJoin<Addition> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const std::string& layer, const std::vector<OnnxValue>& values) {
        return combined(graph, layer, "Add", values);
    }
};
template <>
struct OnnxJoin<Multiplication> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const std::string& layer, const std::vector<OnnxValue>& values) {
        return combined(graph, layer, "Mul", values);
    }
};
template <>
struct OnnxJoin<Concatenation> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const std::string& layer, std::vector<OnnxValue> values) {
        bring_together(graph, layer, values);
        OnnxValue y = values[0];
        std::vector<std::string> names;
        std::size_t channels = 0;
        for (const OnnxValue& value : values) {
            names.push_back(value.name);
            channels += value.extents.back();
        }
        y.extents.back() = channels;
        y.name = graph.node("Concat", layer, std::move(names), {{"axis", y.channels_first ? 1 : -1}});
        return y;
    }
};

/// Each a row of values, whatever it was.
template <>
struct OnnxJoin<Succession> : OnnxKnows<> {
    static OnnxValue write(OnnxGraph& graph, const std::string& layer, std::vector<OnnxValue> values) {
        for (OnnxValue& value : values) value = flattened(graph, layer, value);
        return OnnxJoin<Concatenation>::write(graph, layer, std::move(values));
    }
};

template <class Join, class In, class... Branches>
struct OnnxLayer<BranchesOn<Join, In, Branches...>>
    : OnnxKnows<typename FirstUnknown<OnnxJoin<Join>, OnnxLayer<Branches>...>::type> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        constexpr auto& plan = BranchesOn<Join, In, Branches...>::plan;
        std::vector<OnnxValue> values;
        const auto next = [&]<class L>(std::type_identity<L>) {
            const std::size_t i = values.size();
            values.push_back(OnnxLayer<L>::write(graph, at.within(i, plan.parameters[i], plan.state[i]), x));
        };
        (next(std::type_identity<Branches>{}), ...);
        return OnnxJoin<Join>::write(graph, at.layer, std::move(values));
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
