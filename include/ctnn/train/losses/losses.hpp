#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ratio>

namespace ctnn {

namespace detail::inline CTNN_CODE {

template <class Net, class... Each>
struct HeadsGoal;

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// A head's loss times a factor: `Weighted<MeanSquaredError, std::ratio<1, 2>>`.
template <class Loss, class Factor>
struct Weighted {};

/// A loss for each of a network's Heads, whose sum is trained on: `Losses<CrossEntropy, MeanSquaredError>`,
/// each as it is or Weighted. Each meets its head's last activation as if the head were a network of its own.
///
/// Targets are those of all heads one after the other: `head_targets<Net>(3u, std::array{0.5f})` makes a row
/// of a class and a value (train/head_targets.hpp), which `loss` and `gradient` also take as a tuple.
/// PyTorch: `a(y[0], t[0]) + 0.5 * b(y[1], t[1])`; Keras: `compile(loss=[...], loss_weights=[...])`.
/// Goes wrong on a network without heads, or with another number of them: a sentence.
template <class... Each>
struct Losses {
    template <class Net>
    using of = detail::HeadsGoal<Net, Each...>;
};

}  // namespace CTNN_CODE
}  // namespace ctnn
