#pragma once

#include <ctnn/engine/placed/row_norm.hpp>
#include <ratio>

namespace ctnn {

/// Layer normalisation: the features of a sample, or of each step of a sequence or position of an image, are
/// brought to mean 0 and variance 1, then each scaled and shifted. It depends on no other sample: the same in
/// training and in prediction, for any batch, and step by step.
///
/// Shapes: any -> the same; over the last extent.
/// y = (x - mean) / sqrt(variance + Epsilon) * gamma + beta
/// Source: Ba, Kiros, Hinton, Layer Normalization, 2016.
/// Parameters: `gamma` (features), 1; `beta` (features), 0.
/// Cost: three passes over the features, a square root and a division for each position.
/// PyTorch: `nn.LayerNorm(features)`; Keras: `LayerNormalization()`, whose epsilon is 1e-3.
/// Goes wrong: one feature alone is always its own mean, and becomes beta. Values beyond 1e38 overflow in
/// float on the way back, which is then NaN.
template <class Epsilon = std::ratio<1, 100'000>>
struct LayerNorm {
    template <class In>
    using on = typename decltype(detail::row_norm_on<In, true, Epsilon>())::type;
};

}  // namespace ctnn
