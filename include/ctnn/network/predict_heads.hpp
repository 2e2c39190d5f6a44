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
namespace detail::inline CTNN_CODE {

/// void when the network has a head of this number, else the sentence.
template <class Net, std::size_t Head>
consteval auto head_mistake() {
    constexpr std::size_t count = HeadsOf<Net>::count;
    if constexpr (count == 0)
        return std::type_identity<error::a_network_has_heads_where_it_ends_in_Heads_unlike<Net>>{};
    else if constexpr (Head >= count)
        return std::type_identity<typename error::the_network_ends_in<
            count>::template heads_counted_from_0_but_this_asks_for_number<Head>>{};
    else
        return std::type_identity<void>{};
}
template <class Net, std::size_t Head>
concept HasHead = std::is_void_v<typename decltype(head_mistake<Net, Head>())::type>;

template <class Net, std::size_t Head, class T, class X>
consteval auto head_class_mistake() {
    if constexpr (HasHead<Net, Head>)
        return input_mistake_of<Net, T, X>();
    else
        return head_mistake<Net, Head>();
}
template <class Net, std::size_t Head, class T, class X>
using HeadClassMistake = typename decltype(head_class_mistake<Net, Head, T, X>())::type;

}  // namespace detail::inline CTNN_CODE

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

/// The class that one of a network's Heads, counted from 0, gives for one sample: `classify<1>(parameters,
/// x)`. Goes wrong as predict_heads does, and where there is no such head: a sentence.
template <std::size_t Head, class Net, class T, class X>
    requires std::is_void_v<detail::HeadClassMistake<Net, Head, T, X>>
constexpr std::size_t classify(const Parameters<Net, T>& parameters, const X& x) noexcept {
    using Ends = detail::HeadsOf<Net>;
    constexpr std::size_t own = Ends::template head<Head>::output_size;
    const auto y = predict(parameters, x);
    return detail::class_of(std::span<const T, own>(y.data() + Ends::template start<Head>, own));
}
template <std::size_t Head, class Net, class T, class X>
    requires(!std::is_void_v<detail::HeadClassMistake<Net, Head, T, X>>)
decltype(error::sentence(detail::head_class_mistake<Net, Head, T, X>())) classify(const Parameters<Net, T>&,
                                                                                  const X&);

}  // namespace CTNN_CODE
}  // namespace ctnn
