#pragma once

#include <cstddef>
#include <ctnn/engine/placed/joined_axis.hpp>

namespace ctnn {

/// The mean along one axis, which counts from 0, over all other indices by themselves: `MeanOver<0>` of steps
/// is what a sequence is on average.
///
/// Shapes: extent `Axis` goes, the others stay; `Shape<n>` becomes `Shape<1>`. y = sum of x / extent
/// No parameters. Cost: an addition for each input. Streams along an axis of each step, of inputs of three
/// axes or more.
/// PyTorch: `x.mean(Axis + 1)`; Keras: `ops.mean(x, Axis + 1)`.
/// Goes wrong when there is no such axis: a sentence from the network.
template <std::size_t Axis>
struct MeanOver {
    template <class In>
    using on = typename decltype(detail::joined_axis_on<In, Axis, kernels::Average<false>>())::type;
};

}  // namespace ctnn
