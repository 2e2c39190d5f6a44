#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/data/dataset.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

constexpr std::size_t binomial(std::size_t n, std::size_t k) noexcept {
    std::size_t result = 1;
    for (std::size_t i = 1; i <= k; ++i) result = result * (n - k + i) / i;
    return result;
}

// The monomials of degree d are each variable times those of degree d - 1 that hold no earlier variable:
// these begin at `start[i]`.
template <std::size_t Degree, bool WithOne, std::size_t N, class T>
constexpr void expand(const T* x, T* y) noexcept {
    std::size_t out = 0;
    if (WithOne) y[out++] = T(1);
    std::array<std::size_t, N> start{};
    for (std::size_t i = 0; i < N; ++i) {
        start[i] = out;
        y[out++] = x[i];
    }
    for (std::size_t degree = 2; degree <= Degree; ++degree) {
        const std::size_t end = out;
        for (std::size_t i = 0; i < N; ++i) {
            const std::size_t first = std::exchange(start[i], out);
            for (std::size_t k = first; k < end; ++k) y[out++] = x[i] * y[k];
        }
    }
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// How many products of 1 to `Degree` out of `Inputs` variables there are; with the constant 1, if asked.
template <std::size_t Inputs, std::size_t Degree, bool WithOne = false>
constexpr std::size_t polynomial_size = detail::binomial(Inputs + Degree, Degree) - (WithOne ? 0 : 1);

/// All products of up to `Degree` of the inputs, so that a linear layer fits a polynomial:
/// `polynomial_features<2>` of (a, b) is (a, b, a^2, ab, b^2). A Dense layer has a bias, so the constant 1 in
/// front is left out unless `WithOne`.
/// Shapes: N in, `polynomial_size<N, Degree, WithOne>` out. Cost: one multiplication each; constexpr.
/// scikit-learn: `PolynomialFeatures(Degree, include_bias=WithOne)`, in the same order.
/// What goes wrong: high powers of large inputs swamp the rest. Scale inputs before, or features after.
template <std::size_t Degree, bool WithOne = false, class T, std::size_t N>
    requires(Degree >= 1 && N >= 1)
constexpr auto polynomial_features(const std::array<T, N>& x) noexcept {
    std::array<T, polynomial_size<N, Degree, WithOne>> y{};
    detail::expand<Degree, WithOne, N>(x.data(), y.data());
    return y;
}

/// The same for every sample of a data set: `polynomial_features<3, Cubic>(points)` is a `Dataset<Cubic>`.
/// What goes wrong: a product beyond the largest float throws `DataError`.
template <std::size_t Degree, class Expanded, bool WithOne = false, class Net>
    requires(Expanded::input_size == polynomial_size<Net::input_size, Degree, WithOne> &&
             Expanded::output_size == Net::output_size)
Dataset<Expanded> polynomial_features(const Dataset<Net>& dataset) {
    std::vector<float> features(dataset.size() * Expanded::input_size);
    for (std::size_t i = 0; i < dataset.size(); ++i) {
        const auto x = dataset.input(i);
        detail::expand<Degree, WithOne, Net::input_size>(x.data(),
                                                         features.data() + i * Expanded::input_size);
    }
    Dataset<Expanded> expanded(std::move(features), dataset.targets());
    expanded.weigh_like(dataset);
    return expanded;
}

}  // namespace CTNN_CODE
}  // namespace ctnn
