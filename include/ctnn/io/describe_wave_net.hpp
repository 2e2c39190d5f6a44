#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/engine/placed/wave_net.hpp>
#include <ctnn/io/describe_activation.hpp>
#include <ctnn/io/describe_layers.hpp>
#include <ctnn/io/layer_nodes.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

// A placed WaveNet as values.

namespace ctnn::detail::inline CTNN_CODE {

template <class In, class... Stacks>
struct Described<WaveNetOn<In, Stacks...>> {
    static constexpr bool is_known = is_described_activation<typename Stacks::activation...>;
    static void fill(LayerNode& node, BlockPlace at) {
        node.kind = LayerKind::wave_net;
        (node.inner.push_back(stack<Stacks>(at)), ...);
    }

  private:
    /// Moves `at` behind its values.
    template <class S>
    static LayerNode stack(BlockPlace& at) {
        LayerNode node{.kind = LayerKind::wave_net_stack,
                       .activation = DescribedActivation<typename S::activation>::node,
                       .channels = S::channels,
                       .filters = S::outputs};
        if (S::options.gated) node.gate = DescribedActivation<Sigmoid>::node;
        S::each_part([&]<class P>(std::type_identity<P>, std::string_view, std::size_t, std::size_t offset) {
            node.inner.push_back(described<P>({at.parameters + offset, at.state}));
        });
        at.parameters += S::parameters;
        return node;
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
