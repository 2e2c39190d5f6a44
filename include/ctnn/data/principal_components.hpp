#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/data/symmetric_eigen.hpp>
#include <numeric>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace ctnn {
inline namespace CTNN_CODE {

/// The directions in which the inputs of a data set vary most, the first one most of all: `mean`, and
/// `components`, row k the k-th direction, of length 1, whose greatest value is positive; `variances`, along
/// each.
///
/// They become the weights of a Dense layer, so that they are predicted with, saved and deployed as any
/// other:
///
///     using Few = Network<Input<64>, Dense<8>>;
///     const PrincipalComponents found = principal_components(data);
///     found.project(parameters.layer<0>());
///     predict(parameters, x);  // the eight values that say most of x
///
/// scikit-learn: `PCA`. Source: Pearson, On lines and planes of closest fit, 1901.
class PrincipalComponents {
  public:
    std::vector<double> mean{};        ///< of each input
    std::vector<double> variances{};   ///< along each component, the greatest first; divided by samples - 1
    std::vector<double> components{};  ///< one after the other, as many values each as there are inputs

    /// Inputs, and components.
    std::size_t size() const noexcept { return mean.size(); }

    /// The share of all variance that the first `count` components have.
    double explained(std::size_t count) const noexcept {
        const auto sum = [&](std::size_t n) {
            return std::accumulate(variances.begin(), variances.begin() + std::ptrdiff_t(n), 0.0);
        };
        return sum(std::min(count, size())) / sum(size());
    }

    /// WRITES the layer that gives the first components of its input, as many as it has units.
    /// Goes wrong when that is no layer of size() inputs and at most as many units: DataError.
    void project(const auto& layer) const {
        write(layer, [](double) { return 1.0; });
    }

    /// The same, and each divided by its standard deviation: all outputs vary alike, and none with another.
    /// `epsilon` is added to variances, so that a component that hardly varies is not blown up.
    void whiten(const auto& layer, double epsilon = 1e-5) const {
        require_epsilon(epsilon);
        write(layer, [epsilon](double variance) { return 1 / std::sqrt(variance + epsilon); });
    }

    /// Whitened, and turned back: of all layers that whiten the one whose outputs are nearest to its inputs
    /// (ZCA; Bell, Sejnowski, 1997). As many units as inputs.
    void whiten_in_place(const auto& layer, double epsilon = 1e-5) const {
        require_epsilon(epsilon);
        const std::size_t n = size();
        require_layer(layer.weight.size(), layer.bias.size(), n);
        std::vector<double> turned(n * n);
        for (std::size_t k = 0; k < n; ++k) {
            const double by = 1 / std::sqrt(variances[k] + epsilon);
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t o = 0; o < n; ++o)
                    turned[i * n + o] += by * components[k * n + i] * components[k * n + o];
        }
        write_layer(layer, [&](std::size_t i, std::size_t o) { return turned[i * n + o]; });
    }

  private:
    void write(const auto& layer, auto factor) const {
        require_layer(layer.weight.size(), layer.bias.size(), std::min(layer.bias.size(), size()));
        write_layer(layer, [&](std::size_t i, std::size_t o) {
            return factor(variances[o]) * components[o * size() + i];
        });
    }

    void write_layer(const auto& layer, auto entry) const {
        const auto weight = layer.weight;
        const auto bias = layer.bias;
        using T = std::remove_cvref_t<decltype(bias[0])>;
        for (std::size_t o = 0; o < bias.size(); ++o) {
            double offset = 0;
            for (std::size_t i = 0; i < size(); ++i) {
                weight[i * bias.size() + o] = static_cast<T>(entry(i, o));
                offset -= mean[i] * entry(i, o);
            }
            bias[o] = static_cast<T>(offset);
        }
    }

    void require_layer(std::size_t weights, std::size_t units, std::size_t expected) const {
        if (units != expected || weights != size() * units)
            throw DataError("a layer of principal components",
                            std::to_string(size()) + " x " + std::to_string(expected) + " weights",
                            std::to_string(weights) + " for " + std::to_string(units) + " units");
    }

    static void require_epsilon(double epsilon) {
        if (!detail::is_finite(epsilon) || epsilon < 0)
            throw DataError("epsilon", "0 or more", detail::number_text(epsilon));
    }
};

/// The principal components of a data set's inputs, each sample counting once.
/// Cost: samples * inputs^2 / 2 multiply-adds, and some 4 inputs^3; a matrix of inputs^2 doubles, twice.
/// Goes wrong: fewer than two samples are a DataError. Inputs in units of their own (metres beside euros)
/// count by their units: scale them before (data/scaling.hpp).
template <class Net>
PrincipalComponents principal_components(const Dataset<Net>& data) {
    constexpr std::size_t n = Net::input_size;
    const std::size_t samples = data.size();
    if (samples < 2)
        throw DataError("samples for principal components", "2 or more", std::to_string(samples));
    PrincipalComponents found;
    found.mean.resize(n);
    std::vector<double> x(n), scatter(n * n);
    for (std::size_t s = 0; s < samples; ++s) {
        data.input(s, std::span<double, n>(x));
        for (std::size_t i = 0; i < n; ++i) found.mean[i] += (x[i] - found.mean[i]) / double(s + 1);
    }
    for (std::size_t s = 0; s < samples; ++s) {
        data.input(s, std::span<double, n>(x));
        for (std::size_t i = 0; i < n; ++i) x[i] -= found.mean[i];
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j <= i; ++j) scatter[i * n + j] += x[i] * x[j];
    }
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j <= i; ++j)
            scatter[i * n + j] = scatter[j * n + i] = scatter[i * n + j] / double(samples - 1);
    const detail::SymmetricEigen eigen(std::move(scatter), n);
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return eigen.values[a] > eigen.values[b]; });
    for (const std::size_t k : order) {
        const std::span<const double> row(eigen.rows.data() + k * n, n);
        const auto greatest = std::max_element(row.begin(), row.end(),
                                               [](double a, double b) { return std::abs(a) < std::abs(b); });
        const double sign = *greatest < 0 ? -1 : 1;
        found.variances.push_back(std::max(0.0, eigen.values[k]));
        for (const double value : row) found.components.push_back(sign * value);
    }
    return found;
}

}  // namespace CTNN_CODE
}  // namespace ctnn
