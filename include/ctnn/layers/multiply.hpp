#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/engine/branches.hpp>
#include <ctnn/engine/fold_layer.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <utility>

namespace ctnn {
namespace detail::inline CTNN_CODE {

struct Multiplication {
    template <class First, class...>
    using output = typename First::plain;

    template <class S, class Other>
    static consteval bool fits() {
        return std::same_as<typename S::plain, typename Other::plain>;
    }
    template <class First, class Other>
    using misfit =
        typename error::Multiply_takes_branches_of_one_shape<First>::template but_a_branch_gives<Other>;
    template <class In>
    using without_branches = error::Multiply_needs_at_least_one_branch<In>;

    template <class On>
    static constexpr std::size_t multiply_adds = size_product(On::count - 1, On::m);

    template <class On, std::size_t I, std::size_t B, class T>
    static constexpr void join(const T* from, T* y) noexcept {
        if constexpr (I == 0)
            kernels::copy<B * On::m>(from, y);
        else
            times<B * On::m>(from, y);
    }

    /// By the product of the others, not by dividing y, which may be zero.
    template <class On, std::size_t I, std::size_t B, class T>
    static constexpr void split(const T* dy, const std::array<const T*, On::count>& outputs, T* to) noexcept {
        kernels::copy<B * On::m>(dy, to);
        [&]<std::size_t... J>(std::index_sequence<J...>) {
            ((J == I ? void() : times<B * On::m>(outputs[J], to)), ...);
        }(std::make_index_sequence<On::count>{});
    }

  private:
    /// to *= from.
    template <std::size_t N, class T>
    static constexpr void times(const T* from, T* to) noexcept {
        kernels::transform<N>([](auto a, auto b) { return a * b; }, to, static_cast<const T*>(to), from);
    }
};

}  // namespace detail::inline CTNN_CODE

/// Branches that see the same input, and whose outputs are multiplied, value by value: gates and attention by
/// weights in [0, 1] are `Multiply<Dense<8, Tanh>, Dense<8, Sigmoid>>`. A branch of several layers is a
/// Sequential, one that passes the input on is `Activation<Linear>`.
///
/// Shapes: any -> that of the branches, one for all. y = a(x) * b(x) * ...
/// Parameters: those of its branches, in order; `parameters.layer<I>().branch<J>()`.
/// Cost: that of the branches, and a multiplication a value for each but the first.
/// PyTorch: `a(x) * b(x)`; Keras: `Multiply()([a(x), b(x)])`.
/// Goes wrong when the branches' shapes differ: a sentence from the network with both. Branches that start
/// with small outputs have hardly a gradient: each is scaled by the others.
template <class... Branches>
struct Multiply {
    template <class In>
    using on = detail::BranchesOf<detail::Multiplication, In, Branches...>;

    template <class On>
    static detail::FoldBranches<Multiply, On, Branches...> fold(std::type_identity<Multiply>,
                                                                std::type_identity<On>);
};

}  // namespace ctnn
