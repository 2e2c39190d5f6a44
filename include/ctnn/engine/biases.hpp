#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/engine/values.hpp>
#include <span>

// What layers of weights, and behind them biases or none, have in common.

namespace ctnn::detail::inline CTNN_CODE {

template <class T, std::size_t Weights, std::size_t Biases>
struct WeightAndBias {
    Values<T, Weights> weight;
    Values<T, Biases> bias;
};
template <class T, std::size_t Weights>
struct WeightAndBias<T, Weights, 0> {
    Values<T, Weights> weight;
};

template <std::size_t Weights, std::size_t Biases, class T>
constexpr WeightAndBias<T, Weights, Biases> weight_and_bias(std::span<T, Weights + Biases> w) noexcept {
    if constexpr (Biases == 0)
        return {w};
    else
        return {w.template first<Weights>(), w.template last<Biases>()};
}

/// The parts of such a layer.
template <bool HasBias>
consteval auto weight_and_bias_parts(const Part& weight, std::size_t outputs) {
    if constexpr (HasBias)
        return std::array{weight, Part{"bias", {{outputs, Along::outputs}}}};
    else
        return std::array{weight};
}

}  // namespace ctnn::detail::inline CTNN_CODE
