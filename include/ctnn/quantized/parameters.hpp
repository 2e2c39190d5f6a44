#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/quantized.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/quantized/quantized.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// N values; one where there are none, of which no array is.
constexpr std::size_t at_least_one(std::size_t n) noexcept { return n == 0 ? 1 : n; }

template <class Quantized, class Given>
consteval auto quantized_parameters_mistake() {
    if constexpr (std::is_same_v<typename Given::network, typename Quantized::network>)
        return std::type_identity<
            error::these_are_numbers_not_bytes_so_convert_them_by_quantized_of<Quantized>>{};
    else
        return std::type_identity<error::these_parameters_belong_to<typename Given::network>>{};
}

}  // namespace detail::inline CTNN_CODE

/// The values of a quantised network: bytes, the sums' biases, and the numbers that scale them. Trivially
/// copyable; how they lie is the same for every processor, but for the order of an integer's bytes.
/// `quantized` makes them. Goes wrong when made of a float network's parameters without it: a sentence.
template <class Net>
struct Parameters<Quantized<Net>, float> {
    using network = Quantized<Net>;  ///< whose values they are
    using value_type = float;        ///< what goes in and comes out
    /// How its layers lie in the blocks below.
    static constexpr auto plan = detail::QuantizedChain<folded<Net>>::plan;
    static constexpr std::size_t count = detail::QuantizedChain<folded<Net>>::count;
    static_assert(sizeof(network) != 0);  // whose mistake, if any, is said here

    /// Of Dense: groups of four inputs one behind the other, in each the outputs, filled up with zeros to 4,
    /// 8 or a multiple of 16, and of each output the four weights of the group.
    alignas(64) std::int8_t weights[detail::at_least_one(plan.weights[count])]{};
    /// Activations of codes, where they are no clipping.
    std::uint8_t tables[detail::at_least_one(plan.tables[count])]{};
    /// The input's code of 0; then of each layer the biases and codes of 0.
    alignas(64) std::int32_t integers[detail::at_least_one(plan.integers[count])]{};
    /// One by the input's step; then of each layer what sums are multiplied by and clipped at.
    alignas(64) float numbers[detail::at_least_one(plan.numbers[count])]{};

    /// All zero.
    CTNN_MEMBER constexpr Parameters() noexcept = default;
    template <class Other, class U>
        requires(!std::is_same_v<Other, Quantized<Net>>)
    Parameters(const Parameters<Other, U>&,
               decltype(error::sentence(
                   detail::quantized_parameters_mistake<Quantized<Net>, Parameters<Other, U>>())) = {}) =
        delete;
    template <class Other, class U>
        requires(!std::is_same_v<Other, Quantized<Net>>)
    auto operator=(const Parameters<Other, U>&) -> decltype(error::sentence(
        detail::quantized_parameters_mistake<Quantized<Net>, Parameters<Other, U>>()));
};

namespace detail::inline CTNN_CODE {

template <std::size_t I, class Net>
constexpr QuantizedValues values_at(const Parameters<Quantized<Net>, float>& q) noexcept {
    constexpr auto plan = QuantizedChain<folded<Net>>::plan;
    return {q.weights + plan.weights[I], q.tables + plan.tables[I], q.integers + plan.integers[I],
            q.numbers + plan.numbers[I]};
}
template <std::size_t I, class Net>
constexpr QuantizedSlots slots_at(Parameters<Quantized<Net>, float>& q) noexcept {
    constexpr auto plan = QuantizedChain<folded<Net>>::plan;
    return {q.weights + plan.weights[I], q.tables + plan.tables[I], q.integers + plan.integers[I],
            q.numbers + plan.numbers[I]};
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
