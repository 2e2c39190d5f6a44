#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/layers/heads.hpp>
#include <ctnn/network/network.hpp>
#include <tuple>
#include <type_traits>
#include <utility>

// The heads that a network ends in, each as a network that a loss can judge.

namespace ctnn::detail::inline CTNN_CODE {

/// Of a head, placed as B, what a loss asks of a network.
template <class B, class Written>
struct HeadNetwork {
    using body = B;
    using output = typename B::output::plain;
    static constexpr std::size_t input_size = B::input::size, output_size = output::size,
                                 parameter_count = B::parameters, state_count = B::state, layer_count = 1;
};
template <class B, class Written>
struct LayerAt<HeadNetwork<B, Written>, 0> : std::type_identity<Written> {};

template <class Written, class... Branches>
struct HeadList {
    static constexpr std::size_t count = 0;
    template <std::size_t I>
    using head = void;
    template <std::size_t I>
    static constexpr std::size_t start = 0;
};
template <class... Written, class In, class... Branches>
struct HeadList<Heads<Written...>, BranchesOn<Succession, In, Branches...>> {
    using on = BranchesOn<Succession, In, Branches...>;
    static constexpr std::size_t count = sizeof...(Branches);
    template <std::size_t I>
    using head = HeadNetwork<std::tuple_element_t<I, std::tuple<Branches...>>,
                             std::tuple_element_t<I, std::tuple<Written...>>>;
    template <std::size_t I>
    static constexpr std::size_t start = Succession::start<on, I>();
};

template <class Net>
consteval auto heads_of() {
    if constexpr (!requires { typename LayerAt<Net, Net::layer_count - 1>::type; })
        return HeadList<void>{};
    else if constexpr (Broken<typename Net::body>)
        return HeadList<void>{};
    else if constexpr (!requires { typename Net::body::template layer<Net::layer_count - 1>; })
        return HeadList<void>{};
    else
        return HeadList<typename LastLayer<Net>::type,
                        typename Net::body::template layer<Net::layer_count - 1>>{};
}

/// `count`, 0 for a network that ends in one thing; `head<I>` and `start<I>`, where its outputs begin.
template <class Net>
using HeadsOf = decltype(heads_of<Net>());

/// Calls f.operator()<I>() for each head, and gives what it gives.
template <class Net>
constexpr auto each_head(auto&& f) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return std::tuple{f.template operator()<I>()...};
    }(std::make_index_sequence<HeadsOf<Net>::count>{});
}

}  // namespace ctnn::detail::inline CTNN_CODE
