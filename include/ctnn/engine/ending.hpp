#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <tuple>
#include <utility>

// How a chain ends: as its last layer does.

namespace ctnn::detail::inline CTNN_CODE {

/// The same chain with its last layer ending in Linear, when that layer knows how: losses then see the
/// logits.
template <class In, class... Layers>
struct Chain;

template <class In, class Last, std::size_t... I, class... Layers>
Chain<In, std::tuple_element_t<I, std::tuple<Layers...>>..., typename Last::logits> with_logits(
    std::index_sequence<I...>, std::tuple<Layers...>*);

template <class In, class Last, class... Layers>
struct Ending {};

template <class In, class Last, class... Layers>
    requires requires {
        typename Last::activation;
        typename Last::logits;
    }
struct Ending<In, Last, Layers...> {
    using activation = typename Last::activation;
    using logits = decltype(with_logits<In, Last>(std::make_index_sequence<sizeof...(Layers) - 1>{},
                                                  static_cast<std::tuple<Layers...>*>(nullptr)));
};

}  // namespace ctnn::detail::inline CTNN_CODE
