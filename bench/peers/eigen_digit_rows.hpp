#pragma once

#include <cstddef>

#include "eigen_recurrence.hpp"

// An LSTM that reads digits row by row, by hand in Eigen: one image, whose rows are multiplied by the kernel
// all at once, or a batch, step by step.

namespace bench {

template <std::size_t Batch>
class EigenDigitRows {
    using M = DigitRows;
    static constexpr auto steps = Eigen::Index(M::steps), features = Eigen::Index(M::features),
                          units = Eigen::Index(M::units), gates = 4 * units;

  public:
    explicit EigenDigitRows(const float* weights) {
        Pieces next{weights};
        load(next, kernel_);
        load(next, recurrent_);
        load(next, bias_);
        for (const Eigen::Index gate : {0, 1, 3}) {  // sigmoid(x) = (1 + tanh(x / 2)) / 2
            kernel_.middleRows(gate * units, units) *= 0.5f;
            recurrent_.middleRows(gate * units, units) *= 0.5f;
            bias_.middleRows(gate * units, units) *= 0.5f;
        }
        load(next, dense_);
        load(next, dense_bias_);
    }

    void operator()(const float* x, float* y) {
        h_.setZero();
        c_.setZero();
        if constexpr (Batch == 1) {
            const Eigen::Map<const Rows> rows(x, features, steps);
            all_sums_.noalias() = kernel_ * rows;
            for (Eigen::Index step = 0; step < steps; ++step) {
                sums_ = all_sums_.col(step) + bias_;
                eigen_multiply<EigenProduct::columns>(recurrent_, h_, sums_);
                update();
            }
        } else {
            for (Eigen::Index step = 0; step < steps; ++step) {
                const Eigen::Map<const Rows, 0, Eigen::OuterStride<int(M::in)>> row(x + step * features,
                                                                                    features, Batch);
                sums_.colwise() = bias_;
                multiply(kernel_, row);
                multiply(recurrent_, h_);
                update();
            }
        }
        Eigen::Map<EigenMatrix<M::out, Batch>> out(y);
        out.noalias() = dense_ * h_;
        out.colwise() += dense_bias_;
        eigen_activate<Act::softmax>(out);
    }

  private:
    using Rows = Eigen::MatrixXf;

    template <class Matrix>
    static void load(Pieces& next, Matrix& to) {
        to = Eigen::Map<const Matrix>(next(static_cast<std::size_t>(to.size())));
    }

    /// Sizes known at run time: Eigen then blocks its products by the caches.
    template <class W, class X>
    void multiply(const W& weight, const X& x) {
        Eigen::Map<Eigen::MatrixXf>(sums_.data(), gates, Batch).noalias() +=
            Eigen::Map<const Eigen::MatrixXf>(weight.data(), weight.rows(), weight.cols()) *
            Eigen::Map<const Eigen::MatrixXf, 0, Eigen::OuterStride<>>(x.data(), x.rows(), x.cols(),
                                                                       Eigen::OuterStride<>(x.outerStride()));
    }

    void update() {
        sums_ = sums_.array().tanh();
        const auto gate = [&](Eigen::Index number) {
            return sums_.template middleRows<units>(number * units);
        };
        const auto sigmoid = [&](Eigen::Index number) { return gate(number).array() * 0.5f + 0.5f; };
        c_ = sigmoid(1) * c_.array() + sigmoid(0) * gate(2).array();
        h_ = sigmoid(3) * c_.array().tanh();
    }

    EigenMatrix<4 * M::units, M::features> kernel_;
    EigenMatrix<4 * M::units, M::units> recurrent_;
    EigenMatrix<4 * M::units, 1> bias_;
    EigenMatrix<M::out, M::units> dense_;
    EigenMatrix<M::out, 1> dense_bias_;
    Eigen::MatrixXf all_sums_{gates, steps};
    EigenMatrix<4 * M::units, Batch> sums_;
    EigenMatrix<M::units, Batch> h_, c_;
};

}  // namespace bench
