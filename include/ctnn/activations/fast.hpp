#pragma once

#include <cstddef>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/values/softmax.hpp>
#include <ctnn/math/fast_math.hpp>

namespace ctnn {

/// An activation to within 1e-4 instead of some units in the last place, for where time counts for more:
/// `Dense<16, Fast<Tanh>>`. There are Fast<Sigmoid>, Fast<Tanh> and Fast<Softmax>.
///
/// Formula: fractions and polynomials of low degree, see math/fast_math.hpp. The slope is the activation's
/// own, taken at the approximate value.
/// Cost: about two thirds of the exact one's time; 1.4 ns for 16 floats with AVX-512.
/// PyTorch and Keras: none. Losses take Fast<Softmax> for Softmax and Fast<Sigmoid> for Sigmoid.
/// What goes wrong: a sigmoid far out is 4e-6 or 1 - 4e-6, not ever nearer to 0 or 1, and its logarithm is of
/// no use; derivatives by differences see the error's slope.
template <class Activation>
struct Fast;

template <>
struct Fast<Tanh> : Tanh {
    using exact = Tanh;

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V value(V z) noexcept {
        return math::fast::tanh(z);
    }
};

template <>
struct Fast<Sigmoid> : Sigmoid {
    using exact = Sigmoid;

    template <class V>
    CTNN_MEMBER CTNN_INLINE static constexpr V value(V z) noexcept {
        return math::fast::sigmoid(z);
    }
};

template <>
struct Fast<Softmax> {
    using exact = Softmax;

    struct Exp {
        template <class V>
        CTNN_MEMBER CTNN_INLINE constexpr V operator()(V x) const noexcept {
            return math::fast::exp_of_negative(x);
        }
    };

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void values(const T* z, T* y) noexcept {
        kernels::softmax<N>(z, y, Exp{});
    }

    template <class R>
        requires requires(R& row) { kernels::softmax(row, Exp{}); }
    CTNN_MEMBER CTNN_INLINE static void row(R& row) noexcept {
        kernels::softmax(row, Exp{});
    }

    template <std::size_t N, class V>
    CTNN_MEMBER CTNN_INLINE static void lanes(V* y) noexcept {
        kernels::softmax_lanes<N>(y, Exp{});
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void gradient(const T* y, const T* dy, T* dz) noexcept {
        Softmax::gradient<N>(y, dy, dz);
    }
};

}  // namespace ctnn
