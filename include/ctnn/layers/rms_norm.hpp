#pragma once

#include <ctnn/engine/placed/row_norm.hpp>
#include <ratio>

namespace ctnn {

/// Normalisation by the root of the mean square: the features of a sample, or of each step of a sequence or
/// position of an image, are brought to a mean square of 1, then each scaled. LayerNorm without the mean: as
/// good in practice, and cheaper.
///
/// Shapes: any -> the same; over the last extent.
/// y = x / sqrt(mean of x^2 + Epsilon) * gamma
/// Source: Zhang, Sennrich, Root Mean Square Layer Normalization, 2019.
/// Parameters: `gamma` (features), 1.
/// Cost: two passes over the features, a square root and a division for each position.
/// PyTorch: `nn.RMSNorm(features, eps=1e-6)`, whose own default is the type's machine epsilon; Keras:
/// `RMSNormalization()`.
/// Goes wrong: an infinite value makes all NaN.
template <class Epsilon = std::ratio<1, 1'000'000>>
struct RMSNorm {
    template <class In>
    using on = typename decltype(detail::row_norm_on<In, false, Epsilon>())::type;
};

}  // namespace ctnn
