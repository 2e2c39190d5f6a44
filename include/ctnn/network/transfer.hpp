#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/network.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/parts.hpp>
#include <string_view>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// A part, where it is in the block, and its path as one number.
struct KnownPart {
    std::uint64_t path = 0;
    Part part{"", {{0, Along::values}}};
    std::size_t offset = 0;

    /// Whether it is the same part of another network: of the same name, place, shape and meaning.
    constexpr bool is(const KnownPart& other) const noexcept {
        return path == other.path && part.name == other.part.name && part.rank == other.part.rank &&
               part.axes == other.part.axes;
    }
};

template <class Net>
consteval std::size_t number_of_parts() {
    std::size_t count = 0;
    each_layer_of<Net>([&]<class L>(std::type_identity<L>, const LayerPlace& at) {
        each_part_of<Net, L>(at, [&](const LayerPlace&, const Part&, std::size_t) { ++count; });
    });
    return count;
}

/// FNV-1a. Source: Fowler, Noll, Vo, http://www.isthe.com/chongo/tech/comp/fnv/, 1991.
constexpr std::uint64_t number_of(std::string_view path) noexcept {
    std::uint64_t number = 0xCBF29CE484222325;
    for (const char c : path) number = (number ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return number;
}

template <class Net>
consteval auto make_known_parts() {
    std::array<KnownPart, number_of_parts<Net>()> parts{};
    std::size_t next = 0;
    for_each_part<Net>([&](std::string_view path, const Part& part, std::size_t offset) {
        parts[next++] = {number_of(path), part, offset};
    });
    return parts;
}
template <class Net>
inline constexpr auto known_parts = make_known_parts<Net>();

/// For each part of To where it begins in a block of From, or `nowhere`.
inline constexpr std::size_t nowhere_in_block = static_cast<std::size_t>(-1);
template <class From, class To>
consteval auto find_shared_parts() {
    std::array<std::size_t, known_parts<To>.size()> from{};
    for (std::size_t i = 0; i < from.size(); ++i) {
        from[i] = nowhere_in_block;
        for (const KnownPart& part : known_parts<From>)
            if (part.is(known_parts<To>[i])) from[i] = part.offset;
    }
    return from;
}
template <class From, class To>
inline constexpr auto shared_parts = find_shared_parts<From, To>();

template <class From, class To>
consteval bool share_parts() {
    if constexpr (Broken<typename From::body> || Broken<typename To::body>) return true;  // which say it
    for (const std::size_t offset : shared_parts<From, To>)
        if (offset != nowhere_in_block) return true;
    return false;
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// What `transfer` copied.
struct Transferred {
    std::size_t parts = 0, values = 0;  ///< that were copied
    std::size_t other_parts = 0,
                other_values = 0;  ///< of the network that was to get them, which kept theirs

    CTNN_MEMBER constexpr bool operator==(const Transferred&) const = default;
};

/// Copies what two networks share, part by part: those of the same path (`layers.0.weight`), shape and
/// meaning, trained in the one or frozen in the other, and the state too. So the first layers of a trained
/// network become those of another that goes on otherwise:
///
///     using Digits = Network<Input<784>, Dense<64, ReLU>, Dense<10, Softmax>>;
///     using Letters = Network<Input<784>, Frozen<Dense<64, ReLU>>, Dense<26, Softmax>>;
///     initialize(letters, 1);
///     const Transferred copied = transfer(digits, letters);  // 2 parts, 50'240 values; 2 others
///
/// Numbers may be float in one and double in the other. Where a third argument is given it is told of each
/// part of `to`: visit(path, part, whether it was copied). PyTorch: `to.load_state_dict(from.state_dict(),
/// strict=False)`, which throws where shapes differ. Goes wrong when the networks share nothing: a sentence.
template <class From, Number T, class To, Number U, class Visitor>
    requires(detail::share_parts<From, To>())
constexpr Transferred transfer(const Parameters<From, T>& from, Parameters<To, U>& to, Visitor&& visit) {
    Transferred done;
    std::size_t next = 0;
    for_each_part<To>([&](std::string_view path, const Part& part, std::size_t offset) {
        const std::size_t at = detail::shared_parts<From, To>[next++];
        const bool copied = at != detail::nowhere_in_block;
        for (std::size_t i = 0; copied && i < part.size(); ++i)
            to.data()[offset + i] = static_cast<U>(from.data()[at + i]);
        ++(copied ? done.parts : done.other_parts);
        (copied ? done.values : done.other_values) += part.size();
        visit(path, part, copied);
    });
    return done;
}
template <class From, Number T, class To, Number U>
    requires(detail::share_parts<From, To>())
constexpr Transferred transfer(const Parameters<From, T>& from, Parameters<To, U>& to) noexcept {
    return transfer(from, to, [](std::string_view, const Part&, bool) {});
}

template <class From, class T, class To, class U, class... Visitor>
    requires(!detail::share_parts<From, To>())
decltype(error::sentence(
    std::type_identity<typename error::no_part_is_shared_by<From>::template and_by<To>>{}))
transfer(const Parameters<From, T>&, Parameters<To, U>&, const Visitor&...);
template <class From, class T, class To, class U>
error::nothing_can_be_assigned_to_parameters_that_are_const<const U> transfer(const Parameters<From, T>&,
                                                                              const Parameters<To, U>&);
template <class P, class... Rest>
    requires detail::InPlaceOfParameters<P, Rest...>
decltype(error::sentence(detail::no_parameters_mistake<P>())) transfer(const P&, const Rest&...);

}  // namespace CTNN_CODE
}  // namespace ctnn
