#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/layers/group_norm.hpp>
#include <ratio>

namespace ctnn {

/// Instance normalisation: each channel of a sample, over all positions of an image or steps of a sequence,
/// is brought to mean 0 and variance 1, then scaled and shifted: GroupNorm with a group for each channel. As
/// in the transfer of a picture's style.
///
/// Shapes: any of two axes or more -> the same; the last extent is that of the channels.
/// y = (x - mean) / sqrt(variance + Epsilon) * gamma + beta
/// Source: Ulyanov, Vedaldi, Lempitsky, Instance Normalization: The Missing Ingredient for Fast Stylization,
/// 2016.
/// Parameters: `gamma` (channels), 1; `beta` (channels), 0.
/// Cost: that of GroupNorm.
/// PyTorch: `nn.InstanceNorm2d(channels, affine=True)`, 1d likewise; as by default, without scale and shift,
/// `NoAffine<InstanceNorm<>>`. Keras: `GroupNormalization(-1)`.
/// Goes wrong where a channel has a single value: a sentence from the network.
template <class Epsilon = std::ratio<1, 100'000>>
struct InstanceNorm {
    template <class In>
    using on = typename decltype(detail::group_norm_on<In, detail::last_extent<In>, Epsilon>())::type;
};

}  // namespace ctnn
