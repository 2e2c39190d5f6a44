#pragma once

#include <concepts>
#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <type_traits>

// How a layer ends in an activation: what it keeps for the way back, and which gradient comes before it.

namespace ctnn::detail::inline CTNN_CODE {

/// The base of a placed layer that gives y = Act(z), z = a product of `Rows` rows of `Columns` values a
/// sample; an activation of whole rows, as Softmax, takes each by itself.
///
/// Where Act's slope reads z, the tape keeps it: `tape` values a sample. Where it is not Linear, the gradient
/// of z goes to `gradient_scratch` values a sample at the front of the scratch of `backward`.
template <class Act, std::size_t Rows, std::size_t Columns>
struct WithActivation {
    static constexpr bool keeps_logits = slope_reads_input<Act>, is_linear = std::same_as<Act, Linear>;
    static constexpr std::size_t tape = keeps_logits ? Rows * Columns : 0,
                                 gradient_scratch = is_linear ? 0 : Rows * Columns;

  protected:
    /// Forward: `product.template operator()<A>(to)` writes A(z) of all samples to `to`.
    template <std::size_t B, class T, class Product>
    CTNN_INLINE static constexpr void forward_through(T* y, [[maybe_unused]] T* kept,
                                                      Product product) noexcept {
        if constexpr (keeps_logits) {
            product.template operator()<Linear>(kept);
            kernels::activate<Act, B * Rows, Columns>(static_cast<const T*>(kept), y);
        } else {
            product.template operator()<Act>(y);
        }
    }

    /// Backward: the gradient of z, in `dy` itself or written to the front of `work`.
    template <std::size_t B, class T>
    CTNN_INLINE static constexpr const T* gradient_before([[maybe_unused]] const T* kept,
                                                          [[maybe_unused]] const T* y, const T* dy,
                                                          [[maybe_unused]] T* work) noexcept {
        if constexpr (is_linear) {
            return dy;
        } else {
            kernels::activate_backward<Act, B * Rows, Columns>(kept, y, dy, work);
            return work;
        }
    }
};

/// What a layer names as its `activation` that ends in one of several values, as Softmax, of each step's or
/// pixel's values apart: a convolution's filters, or what TimeDistributed makes of a step.
template <class Act>
struct EachPlace {};
template <class Act>
    requires requires { Act::greatest - Act::least; }
struct EachPlace<Act> {
    static constexpr auto least = Act::least, greatest = Act::greatest;
};

template <class Act>
inline constexpr bool is_each_place = false;
template <class Act>
inline constexpr bool is_each_place<EachPlace<Act>> = true;

/// The activation of one place, where it is of each; else the activation itself.
template <class Act>
struct OfPlace : std::type_identity<Act> {};
template <class Act>
struct OfPlace<EachPlace<Act>> : std::type_identity<Act> {};

}  // namespace ctnn::detail::inline CTNN_CODE
