#pragma once

#include <cstddef>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/engine/placed/wave_net.hpp>
#include <ctnn/io/onnx_compositions.hpp>
#include <ctnn/io/onnx_convolutions.hpp>
#include <ctnn/io/onnx_layer.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

// In ONNX: a WaveNet, as the convolutions that it is made of. All have the channels first.

namespace ctnn::detail::inline CTNN_CODE {

/// So many of the channels, from one on.
inline OnnxValue some_channels(OnnxGraph& graph, const std::string& layer, OnnxValue x, std::size_t first,
                               std::size_t count) {
    const std::string from = graph.integers(layer + ".starts", {signed_of(first)}),
                      to = graph.integers(layer + ".ends", {signed_of(first + count)});
    x.name = graph.node("Slice", layer, {x.name, from, to, graph.integers(layer + ".axes", {1})});
    x.extents.back() = count;
    return x;
}

/// What goes from stack to stack: `skip` is the sum that a head sees, which nothing has begun at first.
struct OnnxWaveNet {
    OnnxValue features{}, x{}, skip{};
};

template <class S>
struct OnnxWaveNetStack : OnnxKnows<typename OnnxActivation<typename S::activation>::unknown> {
    static void write(OnnxGraph& graph, const OnnxPlace& at, OnnxWaveNet& on) {
        on.x = part<typename S::rechannel>(graph, at, "rechannel", 0, on.x);
        [&]<std::size_t... L>(std::index_sequence<L...>) {
            (layer<L>(graph, at.within(L, 0, 0), on), ...);
        }(std::make_index_sequence<S::count>{});
        on.skip = part<typename S::head>(graph, at, "head", S::head_at, on.skip);
    }

  private:
    template <class Part>
    static OnnxValue part(OnnxGraph& graph, const OnnxPlace& at, std::string_view name, std::size_t offset,
                          const OnnxValue& x) {
        return OnnxLayer<Part>::write(graph, at.within(name, offset), x);
    }

    /// What a layer gives for its sums.
    static OnnxValue ended(OnnxGraph& graph, const std::string& layer, const OnnxValue& sums) {
        using Act = typename S::activation;
        if constexpr (!S::options.gated) {
            return activated<Act>(graph, layer, sums);
        } else {
            const OnnxValue seen = some_channels(graph, layer, sums, 0, S::channels),
                            gate = some_channels(graph, layer, sums, S::channels, S::channels);
            return combined(graph, layer, "Mul",
                            {activated<Act>(graph, layer, seen), activated<Sigmoid>(graph, layer, gate)});
        }
    }

    template <std::size_t L>
    static void layer(OnnxGraph& graph, const OnnxPlace& at, OnnxWaveNet& on) {
        constexpr auto of = S::at[L];
        const OnnxValue seen = part<typename S::template conv<L>>(graph, at, "conv", of.conv, on.x),
                        mixed = part<typename S::mixin>(graph, at, "mixin", of.mixin, on.features),
                        z = ended(graph, at.layer, combined(graph, at.layer, "Add", {seen, mixed}));
        on.skip = on.skip.name.empty() ? z : combined(graph, at.layer, "Add", {on.skip, z});
        if constexpr (S::has_output(L))
            on.x = combined(graph, at.layer, "Add",
                            {on.x, part<typename S::output>(graph, at, "output", of.output, z)});
    }
};

template <class In, class... Stacks>
struct OnnxLayer<WaveNetOn<In, Stacks...>>
    : OnnxKnows<typename FirstUnknown<OnnxWaveNetStack<Stacks>...>::type> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        const OnnxValue features = channels_first(graph, at.layer, x);
        OnnxWaveNet on{features, features};
        std::size_t i = 0;
        const auto next = [&]<class S>(std::type_identity<S>) {
            OnnxWaveNetStack<S>::write(graph, at.within(i, values_before<Stacks...>[i], 0), on);
            ++i;
        };
        (next(std::type_identity<Stacks>{}), ...);
        return on.skip;
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
