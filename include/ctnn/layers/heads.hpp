#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/heads.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/branch_stream.hpp>
#include <ctnn/engine/branches.hpp>
#include <ctnn/engine/fold_layer.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Branches' outputs one after the other, whatever their shapes.
struct Succession {
    template <class First, class... Rest>
    using output = Shape<(First::size + ... + Rest::size)>;

    template <class S, class Other>
    static consteval bool fits() {
        return true;
    }
    template <class First, class Other>
    using misfit = void;  // there is none
    template <class In>
    using without_branches = error::Heads_are_one_or_more_layers_on<In>;

    template <class On>
    static constexpr std::size_t multiply_adds = 0;

    /// Where branch I's outputs begin.
    template <class On, std::size_t I>
    static consteval std::size_t start() {
        if constexpr (I == 0)
            return 0;
        else
            return start<On, I - 1>() + On::template branch<I - 1>::output::size;
    }

    template <class On, std::size_t I, std::size_t B, class T>
    static constexpr void join(const T* from, T* y) noexcept {
        constexpr std::size_t own = On::template branch<I>::output::size;
        for (std::size_t s = 0; s < B; ++s)
            kernels::copy<own>(from + s * own, y + s * On::m + start<On, I>());
    }
    template <class On, std::size_t I, std::size_t B, class T>
    static constexpr void split(const T* dy, const std::array<const T*, On::count>&, T* to) noexcept {
        constexpr std::size_t own = On::template branch<I>::output::size;
        for (std::size_t s = 0; s < B; ++s) kernels::copy<own>(dy + s * On::m + start<On, I>(), to + s * own);
    }
};

/// On a sequence they lie one behind the other, and not step by step.
template <class In, class... Branches, std::size_t Block>
struct StreamOf<BranchesOn<Succession, In, Branches...>, Block> : std::type_identity<void> {};

/// Whether the placed layer L is several heads.
template <class L>
inline constexpr bool is_heads = false;
template <class In, class... Branches>
inline constexpr bool is_heads<BranchesOn<Succession, In, Branches...>> = true;

}  // namespace detail::inline CTNN_CODE

/// The end of a network that gives several things: an actor and a critic, a class and a place, an auxiliary
/// task. Each head sees the same, and has a loss of its own.
///
///     using Net = Network<Input<8>, Dense<32, Tanh>, Heads<Dense<4, Softmax>, Dense<1>>>;
///     Trainer<Net, Losses<CrossEntropy, Weighted<MeanSquaredError, std::ratio<1, 2>>>, Adam> trainer;
///     const auto [policy, value] = predict_heads(trainer.parameters, x);  // arrays of 4 and of 1
///
/// Shapes: any -> `Shape<a + b + ...>`, what the heads give one after the other: so `predict` gives it and a
/// data set has its targets; `head_targets<Net>(class, values)` makes a row of them
/// (network/predict_heads.hpp). A head of several layers is a Sequential. Parameters: those of the heads, in
/// order; `parameters.layer<I>().branch<J>()`. PyTorch: `return self.policy(h), self.value(h)`; Keras:
/// `Model(inputs, [policy, value])`. Goes wrong with one loss for all, with more or fewer losses than heads,
/// or where a loss does not fit its head's last activation: a sentence. A sequence's heads do not stream, but
/// those behind its last step.
template <class... Layers>
struct Heads {
    template <class In>
    using on = detail::BranchesOf<detail::Succession, In, Layers...>;

    template <class On>
    static detail::FoldBranches<Heads, On, Layers...> fold(std::type_identity<Heads>, std::type_identity<On>);
};

}  // namespace ctnn
