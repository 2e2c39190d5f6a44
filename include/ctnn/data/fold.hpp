#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/data.hpp>
#include <type_traits>

#include <ctnn/data/scaling.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/parameters.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

template <class Layer>
constexpr bool is_dense = false;
template <class In, std::size_t Units, class Act, class Init>
constexpr bool is_dense<DenseOn<In, Units, Act, Init, true>> = true;

template <class Net>
using LastPlaced = typename Net::body::template layer<Net::layer_count - 1>;

template <class Net>
concept StartsWithDense = is_dense<typename Net::body::template layer<0>>;

template <class Net>
concept EndsLinearly =
    is_dense<LastPlaced<Net>> && std::is_same_v<typename LastPlaced<Net>::logits, LastPlaced<Net>>;

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Puts the scaling of the inputs into the first layer, so that the network takes inputs as measured:
/// no step to forget, no time at prediction. Once folded, `predict(parameters, x)` gives what
/// `predict(parameters, scaling(x))` gave, but for rounding. To be done once, after training.
/// Formula: w' = factor w, b' = b - sum of offset factor w over the inputs.
/// What goes wrong: a first layer that is not Dense, or has no biases, is a sentence; inputs whose offset is
/// far above their spread (time stamps) lose digits, as the folded layer subtracts large numbers from each
/// other.
template <class Net, class T>
    requires detail::StartsWithDense<Net>
constexpr void fold_inputs(const Scaling<Net::input_size>& scaling, Parameters<Net, T>& parameters) noexcept {
    const auto dense = parameters.template layer<0>();
    const std::size_t units = dense.bias.size();
    for (std::size_t o = 0; o < units; ++o) {
        double bias = double(dense.bias[o]);
        for (std::size_t i = 0; i < Net::input_size; ++i) {
            const double weight = double(scaling.factor[i]) * double(dense.weight[i * units + o]);
            bias -= double(scaling.offset[i]) * weight;
            dense.weight[i * units + o] = static_cast<T>(weight);
        }
        dense.bias[o] = static_cast<T>(bias);
    }
}

template <class Net, class T>
    requires(!detail::StartsWithDense<Net>)
auto fold_inputs(const Scaling<Net::input_size>&, Parameters<Net, T>&)
    -> error::inputs_fold_into_a_Dense_layer_but_the_first_is<typename detail::LayerAt<Net, 0>::type>;

/// Takes the scaling of the targets back out of the last layer, so that a network trained on scaled targets
/// predicts in their own unit. Formula: w' = w / factor, b' = b / factor + offset.
/// What goes wrong: a last layer that is not Dense, or has an activation or no biases, is a sentence.
template <class Net, class T>
    requires detail::EndsLinearly<Net>
constexpr void fold_outputs(const Scaling<Net::output_size>& scaling,
                            Parameters<Net, T>& parameters) noexcept {
    const auto dense = parameters.template layer<Net::layer_count - 1>();
    const std::size_t units = dense.bias.size();
    for (std::size_t k = 0; k < dense.weight.size(); ++k) {
        dense.weight[k] = static_cast<T>(double(dense.weight[k]) / double(scaling.factor[k % units]));
    }
    for (std::size_t o = 0; o < units; ++o) {
        const double unscaled = double(dense.bias[o]) / double(scaling.factor[o]);
        dense.bias[o] = static_cast<T>(unscaled + double(scaling.offset[o]));
    }
}

template <class Net, class T>
    requires(!detail::EndsLinearly<Net>)
auto fold_outputs(const Scaling<Net::output_size>&, Parameters<Net, T>&)
    -> error::outputs_fold_into_a_Dense_layer_without_activation_but_the_last_is<
        typename detail::LastLayer<Net>::type>;

}  // namespace CTNN_CODE
}  // namespace ctnn
