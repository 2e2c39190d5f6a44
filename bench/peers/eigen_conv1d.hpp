#pragma once

#include <algorithm>
#include <array>

#include "../architectures.hpp"
#include "eigen_mlp.hpp"

// A convolution along a sequence by hand in Eigen. What came lies in one piece, so that the window is a
// column; every now and then its last part moves to the front.

namespace bench {

/// How the kernel is multiplied by a window: by Eigen's loops, with the kernel stored by columns or by rows;
/// or column after column into four sums, lest each wait for the one before.
enum class EigenWindow { columns, rows, sums };

template <class M, std::size_t Block>
class EigenHistory {
  public:
    EigenHistory() { reset(); }

    void reset() {
        end_ = before;
        values_.fill(0);
    }

    /// Takes `count` steps, which divide Block; returns where the first's window begins.
    [[gnu::always_inline]] const float* take(const float* x, std::size_t count) {
        if (end_ == values_.size()) {
            std::copy_n(values_.end() - before, before, values_.begin());
            end_ = before;
        }
        std::copy_n(x, count * M::in, values_.begin() + end_);
        const float* const window = values_.data() + end_ - before;
        end_ += count * M::in;
        return window;
    }

  private:
    static constexpr std::size_t before = M::reach - M::in;
    alignas(64) std::array<float, before + Block * M::in> values_;
    std::size_t end_;
};

/// One step after the other.
template <class M, EigenWindow How>
class EigenConv1d {
    using Output = EigenMatrix<M::out, 1>;
    using Window = EigenMatrix<M::reach, 1>;

  public:
    explicit EigenConv1d(const float* weights)
        : kernel_(Eigen::Map<const EigenMatrix<M::out, M::reach>>(weights)),
          bias_(Eigen::Map<const Output>(weights + M::kernel)) {}

    void reset() { history_.reset(); }

    [[gnu::always_inline]] const float* operator()(const float* x) {
        const Eigen::Map<const Window> window(history_.take(x, 1));
        if constexpr (How == EigenWindow::sums)
            y_ = add_columns(window);
        else
            y_.noalias() = kernel_ * window + bias_;
        return y_.data();
    }

  private:
    [[gnu::always_inline]] Output add_columns(const Eigen::Map<const Window>& x) const {
        Output a = bias_, b = Output::Zero(), c = b, d = b;
        Eigen::Index i = 0;
        for (; i + 4 <= x.size(); i += 4) {
            a.noalias() += kernel_.col(i) * x[i];
            b.noalias() += kernel_.col(i + 1) * x[i + 1];
            c.noalias() += kernel_.col(i + 2) * x[i + 2];
            d.noalias() += kernel_.col(i + 3) * x[i + 3];
        }
        for (; i < x.size(); ++i) a.noalias() += kernel_.col(i) * x[i];
        return (a + b) + (c + d);
    }

    EigenMatrix<M::out, M::reach, How == EigenWindow::rows ? Eigen::RowMajor : Eigen::ColMajor> kernel_;
    Output bias_, y_;
    EigenHistory<M, 64> history_;
};

/// A block of steps in one product: the windows, which overlap, are a matrix as they lie. `Lazy` multiplies
/// coefficient by coefficient, which suits tiny kernels.
template <class M, std::size_t Block, bool Lazy>
class EigenConv1dBlock {
  public:
    explicit EigenConv1dBlock(const float* weights)
        : kernel_(Eigen::Map<const EigenMatrix<M::out, M::reach>>(weights)),
          bias_(Eigen::Map<const EigenMatrix<M::out, 1>>(weights + M::kernel)) {}

    void reset() { history_.reset(); }

    const float* operator()(const float* x) {
        using Stride = Eigen::OuterStride<int(M::in)>;
        const float* const first = history_.take(x, Block);
        if constexpr (Lazy)
            y_.noalias() =
                kernel_.lazyProduct(Eigen::Map<const EigenMatrix<M::reach, Block>, 0, Stride>(first));
        else  // sizes known to the compiler gain nothing here
            y_.noalias() = kernel_ * Eigen::Map<const Eigen::MatrixXf, 0, Stride>(first, M::reach, Block);
        y_.colwise() += bias_;
        return y_.data();
    }

  private:
    EigenMatrix<M::out, M::reach> kernel_;
    EigenMatrix<M::out, 1> bias_;
    EigenMatrix<M::out, Block> y_;
    EigenHistory<M, Block> history_;
};

}  // namespace bench
