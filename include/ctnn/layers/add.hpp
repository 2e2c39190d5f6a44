#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/engine/branches.hpp>
#include <ctnn/engine/fold_layer.hpp>
#include <ctnn/kernels/values/elementwise.hpp>

namespace ctnn {
namespace detail::inline CTNN_CODE {

struct Addition {
    template <class First, class...>
    using output = typename First::plain;

    template <class S, class Other>
    static consteval bool fits() {
        return std::same_as<typename S::plain, typename Other::plain>;
    }
    template <class First, class Other>
    using misfit = typename error::Add_takes_branches_of_one_shape<First>::template but_a_branch_gives<Other>;
    template <class In>
    using without_branches = error::Add_needs_at_least_one_branch<In>;

    template <class On>
    static constexpr std::size_t multiply_adds = 0;

    template <class On, std::size_t I, std::size_t B, class T>
    static constexpr void join(const T* from, T* y) noexcept {
        if constexpr (I == 0)
            kernels::copy<B * On::m>(from, y);
        else
            kernels::add<B * On::m>(from, y);
    }

    template <class On, std::size_t I, std::size_t B, class T>
    static constexpr void split(const T* dy, const std::array<const T*, On::count>&, T* to) noexcept {
        kernels::copy<B * On::m>(dy, to);
    }
};

}  // namespace detail::inline CTNN_CODE

/// Branches that see the same input, and whose outputs are added. A branch of several layers is a Sequential,
/// one that passes the input on is `Activation<Linear>`; a sum of the input and one branch is a Residual.
///
/// Shapes: any -> that of the branches, one for all. y = a(x) + b(x) + ...
/// Parameters: those of its branches, in order; `parameters.layer<I>().branch<J>()`.
/// Cost: that of the branches, and an addition a value for each.
/// PyTorch: `a(x) + b(x)`; Keras: `Add()([a(x), b(x)])`.
/// Goes wrong when the branches' shapes differ: a sentence from the network with both.
template <class... Branches>
struct Add {
    template <class In>
    using on = detail::BranchesOf<detail::Addition, In, Branches...>;

    template <class On>
    static detail::FoldBranches<Add, On, Branches...> fold(std::type_identity<Add>, std::type_identity<On>);
};

}  // namespace ctnn
