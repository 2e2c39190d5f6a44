#pragma once

#include <cstddef>
#include <ctnn/engine/placed/joined_axis.hpp>

namespace ctnn {

/// The least value along one axis, which counts from 0, over all other indices by themselves.
///
/// Shapes: extent `Axis` goes, the others stay; `Shape<n>` becomes `Shape<1>`. y = min of x
/// No parameters. The gradient goes to the first of equal values; NaN gives NaN.
/// Cost: a comparison for each input. Streams along an axis of each step, of inputs of three
/// axes or more.
/// PyTorch: `x.amin(Axis + 1)`; Keras: `ops.min(x, Axis + 1)`.
/// Goes wrong when there is no such axis: a sentence from the network.
template <std::size_t Axis>
struct MinOver {
    template <class In>
    using on = typename decltype(detail::joined_axis_on<In, Axis, kernels::Least>())::type;
};

}  // namespace ctnn
