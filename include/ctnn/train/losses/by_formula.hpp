#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/dual.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/train/losses/mean.hpp>

namespace ctnn {

/// A loss of the program's own, from one line: the mean over the outputs of `formula(y, t)`. Its derivative
/// is found by dual numbers; where it is known, `derivative(y, t)` is quicker.
///
///     struct Cauchy : ByFormula<Cauchy> {
///         static constexpr auto formula(auto y, auto t) { return math::log(1 + (y - t) * (y - t)); }
///     };
///     Trainer<Net, Cauchy, Adam> trainer{...};
///
/// Gradient: of formula by y, / N; exact to rounding.
/// Cost: for the gradient about twice the formula's, without vectors.
/// PyTorch: a function of tensors, by autograd. Keras: a function of y_true and y_pred.
/// What goes wrong: `auto` stands for float and double, and for Dual of them: call functions of ctnn::math,
/// not of std, and write numbers as 2, not 2.0. A formula's `static constexpr ValueRange targets` says which
/// targets it takes.
template <class Own>
struct ByFormula {
    static constexpr bool is_mean_over_outputs = true;

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        return detail::mean<N>([](T a, T t) { return static_cast<T>(Own::formula(a, t)); }, y, target);
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope(const T* y, const T* target, T* dy) noexcept {
        for (std::size_t i = 0; i < N; ++i) dy[i] = of_one(y[i], target[i]) / static_cast<T>(N);
    }

  private:
    template <class T>
    CTNN_MEMBER static constexpr T of_one(T y, T t) noexcept {
        if constexpr (requires { Own::derivative(y, t); })
            return static_cast<T>(Own::derivative(y, t));
        else
            return Dual<T>(Own::formula(Dual<T>(y, T(1)), Dual<T>(t))).slope;
    }
};

}  // namespace ctnn
