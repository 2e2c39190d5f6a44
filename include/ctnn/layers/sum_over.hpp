#pragma once

#include <cstddef>
#include <ctnn/engine/placed/joined_axis.hpp>

namespace ctnn {

/// The sum along one axis, which counts from 0, over all other indices by themselves.
///
/// Shapes: extent `Axis` goes, the others stay; `Shape<n>` becomes `Shape<1>`. y = sum of x
/// No parameters. Cost: an addition for each input. Streams along an axis of each step, of inputs of three
/// axes or more.
/// PyTorch: `x.sum(Axis + 1)`; Keras: `ops.sum(x, Axis + 1)`.
/// Goes wrong when there is no such axis: a sentence from the network.
template <std::size_t Axis>
struct SumOver {
    template <class In>
    using on = typename decltype(detail::joined_axis_on<In, Axis, kernels::Sum>())::type;
};

}  // namespace ctnn
