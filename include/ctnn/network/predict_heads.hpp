#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/heads.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/network/arguments.hpp>
#include <ctnn/network/heads_of.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/predict.hpp>
#include <span>
#include <tuple>
#include <type_traits>

namespace ctnn {

inline namespace CTNN_CODE {

/// What each of a network's Heads gives, of all that it gave for one sample: a tuple of arrays.
template <class Net, class T>
    requires(detail::HeadsOf<Net>::count > 0)
constexpr auto split_heads(const std::array<T, Net::output_size>& y) noexcept {
    return detail::each_head<Net>([&]<std::size_t I> {
        std::array<T, detail::HeadsOf<Net>::template head<I>::output_size> own{};
        std::copy_n(y.data() + detail::HeadsOf<Net>::template start<I>, own.size(), own.data());
        return own;
    });
}

/// What each of a network's Heads gives for one sample: a tuple of arrays, in their order. Shapes, cost, and
/// what goes wrong: predict's; and a sentence where the network has no heads.
template <class Net, class T, class X>
    requires(detail::HeadsOf<Net>::count > 0 && std::is_void_v<detail::InputMistake<Net, T, X>>)
constexpr auto predict_heads(const Parameters<Net, T>& parameters, const X& x) noexcept {
    return split_heads<Net>(predict(parameters, x));
}

template <class Net, class T, class X>
    requires(detail::HeadsOf<Net>::count > 0 && !std::is_void_v<detail::InputMistake<Net, T, X>>)
decltype(error::sentence(detail::input_mistake_of<Net, T, X>())) predict_heads(const Parameters<Net, T>&,
                                                                               const X&);
template <class Net, class T, class X>
    requires(detail::HeadsOf<Net>::count == 0)
error::a_network_has_heads_where_it_ends_in_Heads_unlike<Net> predict_heads(const Parameters<Net, T>&,
                                                                            const X&);

}  // namespace CTNN_CODE
}  // namespace ctnn
