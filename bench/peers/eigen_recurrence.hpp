#pragma once

#include <utility>

#include "../architectures.hpp"
#include "eigen_mlp.hpp"

// Cells by hand in Eigen: fixed sizes, all gates stacked into one matrix, tanh the only function, since
// sigmoid(x) = (1 + tanh(x / 2)) / 2 and the halves can be put into the weights.

namespace bench {

/// How a matrix is multiplied by a column: by Eigen's loops over the whole product, or column after column
/// into one sum, which stays in registers.
enum class EigenProduct { whole, columns };

/// y += w * x.
template <EigenProduct How, class W, class X, class Y>
[[gnu::always_inline]] inline void eigen_multiply(const W& w, const X& x, Y& y) {
    if constexpr (How == EigenProduct::columns || W::ColsAtCompileTime == 1) {
        Y sum = y;
        for (Eigen::Index i = 0; i < w.cols(); ++i) sum.noalias() += w.col(i) * x[i];
        y = sum;
    } else {
        y.noalias() += w * x;
    }
}

template <class M, EigenProduct How>
class EigenCell;

template <std::size_t In, std::size_t Units, EigenProduct How>
class EigenCell<Lstm<In, Units>, How> {
  public:
    explicit EigenCell(const float* weights) {
        Pieces next{weights};
        kernel_ = Eigen::Map<const EigenMatrix<4 * Units, In>>(next(4 * Units * In));
        recurrent_ = Eigen::Map<const EigenMatrix<4 * Units, Units>>(next(4 * Units * Units));
        bias_ = Eigen::Map<const Gates>(next(4 * Units));
        for (const std::size_t gate : {0u, 1u, 3u}) {
            const auto first = static_cast<Eigen::Index>(gate * Units);
            kernel_.template middleRows<Units>(first) *= 0.5f;
            recurrent_.template middleRows<Units>(first) *= 0.5f;
            bias_.template segment<Units>(first) *= 0.5f;
        }
        reset();
    }

    void reset() {
        h_.setZero();
        c_.setZero();
    }

    [[gnu::always_inline]] const float* operator()(const float* x) {
        Gates sums = bias_;
        eigen_multiply<How>(kernel_, Eigen::Map<const EigenMatrix<In, 1>>(x), sums);
        eigen_multiply<How>(recurrent_, h_, sums);
        const Gates gates = sums.array().tanh();
        const auto sigmoid = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
            return gates.template segment<Units>(I * Units).array() * 0.5f + 0.5f;
        };
        const auto i = sigmoid(std::integral_constant<std::size_t, 0>{}),
                   f = sigmoid(std::integral_constant<std::size_t, 1>{}),
                   o = sigmoid(std::integral_constant<std::size_t, 3>{});
        c_ = f * c_.array() + i * gates.template segment<Units>(2 * Units).array();
        h_ = o * c_.array().tanh();
        return h_.data();
    }

  private:
    using Gates = EigenMatrix<4 * Units, 1>;
    EigenMatrix<4 * Units, In> kernel_;
    EigenMatrix<4 * Units, Units> recurrent_;
    Gates bias_;
    EigenMatrix<Units, 1> h_, c_;
};

template <std::size_t In, std::size_t Units, EigenProduct How>
class EigenCell<Gru<In, Units>, How> {
  public:
    explicit EigenCell(const float* weights) {
        Pieces next{weights};
        kernel_ = Eigen::Map<const EigenMatrix<3 * Units, In>>(next(3 * Units * In));
        recurrent_ = Eigen::Map<const EigenMatrix<3 * Units, Units>>(next(3 * Units * Units));
        bias_ = Eigen::Map<const Gates>(next(3 * Units));
        recurrent_bias_ = Eigen::Map<const Gates>(next(3 * Units));
        const auto halve = [](auto& values) { values.template topRows<2 * Units>() *= 0.5f; };
        halve(kernel_);
        halve(recurrent_);
        halve(bias_);
        halve(recurrent_bias_);
        reset();
    }

    void reset() { h_.setZero(); }

    [[gnu::always_inline]] const float* operator()(const float* x) {
        Gates sums = bias_, recurrent = recurrent_bias_;
        eigen_multiply<How>(kernel_, Eigen::Map<const EigenMatrix<In, 1>>(x), sums);
        eigen_multiply<How>(recurrent_, h_, recurrent);
        const EigenMatrix<2 * Units, 1> gates =
            (sums.template head<2 * Units>() + recurrent.template head<2 * Units>()).array().tanh();
        const auto z = gates.template head<Units>().array() * 0.5f + 0.5f,
                   r = gates.template tail<Units>().array() * 0.5f + 0.5f;
        const EigenMatrix<Units, 1> candidate =
            (sums.template tail<Units>().array() + r * recurrent.template tail<Units>().array()).tanh();
        h_ = candidate.array() + z * (h_ - candidate).array();
        return h_.data();
    }

  private:
    using Gates = EigenMatrix<3 * Units, 1>;
    EigenMatrix<3 * Units, In> kernel_;
    EigenMatrix<3 * Units, Units> recurrent_;
    Gates bias_, recurrent_bias_;
    EigenMatrix<Units, 1> h_;
};

}  // namespace bench
