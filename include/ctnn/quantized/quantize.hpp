#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/quantized.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/network/network_folded.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/quantized/form.hpp>
#include <ctnn/quantized/parameters.hpp>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>

// A network's parameters as bytes.

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class Q>
consteval std::size_t quantized_layers() {
    if constexpr (is_quantized<Q>)
        return QuantizedChain<folded<typename Q::network>>::count;
    else
        return 0;
}

}  // namespace detail::inline CTNN_CODE

/// The least and greatest values that a quantised network is to hold: of its inputs, and for each layer of
/// `folded<Net>`, up to the last that has parameters, of what it computes before its activation. Values
/// beyond are clipped. `calibrate` finds them in data. That of the last layer is not used, nor are those of
/// layers without sums.
template <class Quantized>
struct LayerRanges {
    /// Layers that are quantised.
    static constexpr std::size_t layer_count = detail::quantized_layers<Quantized>();
    MinMax input{};                            ///< of all inputs
    std::array<MinMax, layer_count> layers{};  ///< of each layer's sums
};

namespace detail::inline CTNN_CODE {

inline std::string range_text(const MinMax& range) {
    return std::to_string(range.min) + " to " + std::to_string(range.max);
}

inline constexpr const char* expected_range = "a least and a greater number, both finite";

/// What is wrong with a range is an exception.
constexpr void require_range(const MinMax& range, const char* of, std::size_t layer) {
    const bool is_right = is_finite(range.min) && is_finite(range.max) && range.min < range.max;
    const CodeScale scale = scale_of(double(range.min), double(range.max), 255);
    if (!is_right || !(scale.step >= double(std::numeric_limits<float>::min())) ||
        !is_finite(static_cast<float>(1 / scale.step)))
        throw DataError(of + (of[0] == 'l' ? ' ' + std::to_string(layer) : std::string{}) + "'s range",
                        expected_range, range_text(range));
}

template <class Chain, std::size_t I, class Net, class T>
constexpr CodeScale quantize_layer(Parameters<Quantized<Net>, float>& q, const T* w, const CodeScale& in,
                                   const MinMax& range) {
    using L = typename Chain::template layer<I>;
    using Form = typename Chain::template form<I>;
    for (std::size_t i = 0; i < L::parameters; ++i)
        if (!is_finite(w[i]))
            throw DataError("parameter " + std::to_string(i) + " of layer " + std::to_string(I),
                            "a finite number", std::to_string(w[i]));
    if constexpr (requires { Form::sums_of; })
        if (I + 1 < Chain::count) require_range(range, "layer", I);
    const CodeScale out = Form::quantize(slots_at<I>(q), w, in, range);
    if (!(out.step >= double(std::numeric_limits<float>::min())))
        throw DataError("layer " + std::to_string(I), "outputs that differ",
                        "0 for all of its range, " + range_text(range));
    const QuantizedValues made = values_at<I>(q);
    for (std::size_t i = 0; i < Form::numbers; ++i)
        if (!is_finite(made.numbers[i]))
            throw DataError("layer " + std::to_string(I), "a scale that a float holds",
                            std::to_string(made.numbers[i]));
    return out;
}

template <class Net, class T>
constexpr void quantize_folded(const Parameters<folded<Net>, T>& from,
                               const LayerRanges<Quantized<Net>>& ranges,
                               Parameters<Quantized<Net>, float>& q) {
    using Chain = QuantizedChain<folded<Net>>;
    require_range(ranges.input, "input", 0);
    CodeScale scale = scale_of(double(ranges.input.min), double(ranges.input.max));
    q.integers[0] = scale.zero;
    q.numbers[0] = static_cast<float>(1 / scale.step);
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((scale = quantize_layer<Chain, I>(q, from.data() + Chain::body::plan.parameters[I], scale,
                                           ranges.layers[I])),
         ...);
    }(std::make_index_sequence<Chain::count>{});
}

/// Given in a float network's parameters' place.
template <class Q, class Net>
concept ParametersOf = std::same_as<typename Q::network, Net>;

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The parameters of a quantised network, from those of the one in float, or double, and the ranges of its
/// values. Rounds each weight to the nearest of 255 steps, the largest of its output being 127 of them; where
/// a bias would pass 2^30 of what sums count, steps of that output are larger.
/// Cost: one pass. Goes wrong with ranges that are empty, of one value or not finite, and parameters that are
/// not finite: DataError, with the layer. Parameters of another network: a sentence.
template <class Small, class Net, class T>
    requires(detail::is_quantized<Small> && detail::ParametersOf<Small, Net>)
constexpr Parameters<Small> quantized(const Parameters<Net, T>& from, const LayerRanges<Small>& ranges) {
    Parameters<Small> q;
    if constexpr (std::is_same_v<folded<Net>, Net>)
        detail::quantize_folded<Net>(from, ranges, q);
    else
        detail::quantize_folded<Net>(fold(from), ranges, q);
    return q;
}

template <class Small, class Net, class T, class Ranges>
    requires(detail::is_quantized<Small> && !detail::ParametersOf<Small, Net>)
decltype(error::sentence(std::type_identity<error::these_parameters_belong_to<Net>>{})) quantized(
    const Parameters<Net, T>&, const Ranges&);
template <class Other, class Net, class T, class Ranges>
    requires(!detail::is_quantized<Other>)
error::quantized_makes_a_Quantized_network_as_in_quantized_Quantized_Net_not<Other> quantized(
    const Parameters<Net, T>&, const Ranges&);

}  // namespace CTNN_CODE
}  // namespace ctnn
