#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/engine/branches.hpp>
#include <ctnn/engine/fold_layer.hpp>
#include <ctnn/engine/placed/norm.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <utility>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// A shape with another last extent.
template <class S, std::size_t Last, class = std::make_index_sequence<S::rank - 1>>
struct ReplaceLast;
template <class S, std::size_t Last, std::size_t... I>
struct ReplaceLast<S, Last, std::index_sequence<I...>> : std::type_identity<Shape<S::extents[I]..., Last>> {};

/// Branches' outputs become columns of rows, as many as there are values before the last axis.
struct Concatenation {
    template <class First, class... Rest>
    using output = typename ReplaceLast<First, (last_extent<First> + ... + last_extent<Rest>)>::type;

    /// Whether two shapes agree in all extents but the last.
    template <class S, class Other>
    static consteval bool fits() {
        if constexpr (S::rank != Other::rank)
            return false;
        else
            return std::same_as<typename ReplaceLast<S, 1>::type, typename ReplaceLast<Other, 1>::type>;
    }
    template <class First, class Other>
    using misfit =
        typename error::concat_joins_along_the_last_axis_of<First>::template but_a_branch_gives<Other>;
    template <class In>
    using without_branches = error::a_concat_needs_at_least_one_branch<In>;

    template <class On>
    static constexpr std::size_t multiply_adds = 0;

    /// Branch I's rows into their columns of y, and its columns of dy back into rows.
    template <class On, std::size_t I, std::size_t B, class T>
    static constexpr void join(const T* from, T* y) noexcept {
        constexpr std::size_t own = width<On, I>, all = last_extent<typename On::output>;
        for (std::size_t r = 0; r < B * On::m / all; ++r)
            kernels::copy<own>(from + r * own, y + r * all + On::plan.column[I]);
    }
    template <class On, std::size_t I, std::size_t B, class T>
    static constexpr void split(const T* dy, const std::array<const T*, On::count>&, T* to) noexcept {
        constexpr std::size_t own = width<On, I>, all = last_extent<typename On::output>;
        for (std::size_t r = 0; r < B * On::m / all; ++r)
            kernels::copy<own>(dy + r * all + On::plan.column[I], to + r * own);
    }

  private:
    template <class On, std::size_t I>
    static constexpr std::size_t width = last_extent<typename On::template branch<I>::output>;
};

template <class In, class... Branches>
using ConcatOn = BranchesOn<Concatenation, In, Branches...>;

}  // namespace detail::inline CTNN_CODE

/// Branches that see the same input, and whose outputs are joined along the last axis: the units of dense
/// layers, the channels of images. A branch of several layers is a Sequential.
///
/// Shapes: `Shape<n>` -> `Shape<a + b + ...>`, `Shape<H, W, C>` -> `Shape<H', W', a + b + ...>`.
/// Parameters: those of its branches, in order; `parameters.layer<I>().branch<J>()`.
/// PyTorch: `torch.cat([a(x), b(x)], dim=-1)`; Keras: `Concatenate()([a(x), b(x)])`.
/// Goes wrong when the other extents differ: a sentence from the network with both shapes.
template <class... Branches>
struct Concat {
    template <class In>
    using on = detail::BranchesOf<detail::Concatenation, In, Branches...>;

    template <class On>
    static detail::FoldBranches<Concat, On, Branches...> fold(std::type_identity<Concat>,
                                                              std::type_identity<On>);
};

}  // namespace ctnn
