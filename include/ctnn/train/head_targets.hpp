#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/heads.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/data/target_values.hpp>
#include <ctnn/network/heads_of.hpp>
#include <tuple>
#include <type_traits>
#include <utility>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class X>
inline constexpr std::size_t is_tuple_of = 0;
template <class... Each>
inline constexpr std::size_t is_tuple_of<std::tuple<Each...>> = sizeof...(Each);
template <class A, class B>
inline constexpr std::size_t is_tuple_of<std::pair<A, B>> = 2;

/// The target's values, a tuple's head by head.
template <class Net, class T, class Target>
constexpr std::array<T, Net::output_size> values_of_target(const Target& target) {
    if constexpr (is_tuple_of<Target> == 0) {
        return target_values<Net::output_size, T>(target);
    } else {
        std::array<T, Net::output_size> values{};
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            const auto put = [&]<std::size_t N>(const std::array<T, N>& own, std::size_t at) {
                std::copy_n(own.data(), N, values.data() + at);
            };
            (put(target_values<HeadsOf<Net>::template head<I>::output_size, T>(std::get<I>(target)),
                 HeadsOf<Net>::template start<I>),
             ...);
        }(std::make_index_sequence<is_tuple_of<Target>>{});
        return values;
    }
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The targets of all Heads of a network as a row for a Dataset: for each head, in order, a class (an
/// integer), one number for one output, or as many values as it has outputs. A class beyond a head's outputs
/// gives NaN, which `fit` refuses. Goes wrong with more or fewer than the network has heads: a sentence.
template <class Net, class T = float, class... Each>
    requires(detail::HeadsOf<Net>::count == sizeof...(Each))
constexpr std::array<T, Net::output_size> head_targets(const Each&... targets) {
    return detail::values_of_target<Net, T>(std::tuple<Each...>(targets...));
}
template <class Net, class T = float, class... Each>
    requires(detail::HeadsOf<Net>::count != sizeof...(Each))
decltype(error::sentence(
    std::type_identity<typename error::the_network_ends_in<
        detail::HeadsOf<Net>::count>::template heads_but_there_are_so_many_targets<sizeof...(Each)>>{}))
head_targets(const Each&...);

}  // namespace CTNN_CODE
}  // namespace ctnn
