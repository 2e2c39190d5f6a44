#pragma once

// Fixed-size matrices of a few hundred KB are fine in our places; products need no memory from the heap.
#define EIGEN_STACK_ALLOCATION_LIMIT (16 * 1024 * 1024)
#include <Eigen/Dense>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

#include "../models.hpp"

// A network by hand in Eigen: fixed sizes, no aliasing, arrays for the activations; what a good user of Eigen
// writes.

namespace bench {

/// The output of a layer from its sum, in place; a column is a sample.
template <Act A, class Matrix>
[[gnu::always_inline]] inline void eigen_activate(Matrix& y) {
    if constexpr (A == Act::relu) {
        y = y.cwiseMax(0.0f);
    } else if constexpr (A == Act::sigmoid) {
        y = y.array().logistic();
    } else if constexpr (A == Act::tanh) {
        y = y.array().tanh();
    } else if constexpr (A == Act::softmax && Matrix::ColsAtCompileTime == 1) {
        y = (y.array() - y.maxCoeff()).exp();
        y *= 1 / y.sum();
    } else if constexpr (A == Act::softmax) {
        y.array().rowwise() -= y.colwise().maxCoeff().eval().array();
        y = y.array().exp();
        y.array().rowwise() /= y.colwise().sum().eval().array();
    }
}

template <class Matrix>
void eigen_activate(Act act, Matrix& y) {
    switch (act) {
        case Act::relu:
            return eigen_activate<Act::relu>(y);
        case Act::sigmoid:
            return eigen_activate<Act::sigmoid>(y);
        case Act::tanh:
            return eigen_activate<Act::tanh>(y);
        case Act::softmax:
            return eigen_activate<Act::softmax>(y);
        case Act::linear:
            return;
    }
}

template <std::size_t Rows, std::size_t Columns>
inline constexpr int eigen_order(int wanted) {
    return Rows == 1 ? Eigen::RowMajor : Columns == 1 ? Eigen::ColMajor : wanted;  // Eigen allows no other
}

template <std::size_t Rows, std::size_t Columns, int Order = Eigen::ColMajor>
using EigenMatrix = Eigen::Matrix<float, int(Rows), int(Columns), eigen_order<Rows, Columns>(Order)>;

template <class L, int Order>
struct EigenLayer {
    EigenMatrix<L::out, L::in, Order> weight;
    EigenMatrix<L::out, 1> bias;

    void load(const LayerValues& from) {
        weight = Eigen::Map<const EigenMatrix<L::out, L::in, Eigen::ColMajor>>(from.weight);
        bias = Eigen::Map<const EigenMatrix<L::out, 1>>(from.bias);
    }
};

/// One sample.
template <class M, int Order>
class EigenMlp {
  public:
    using Input = EigenMatrix<M::in, 1>;
    using Output = EigenMatrix<M::out, 1>;

    explicit EigenMlp(const Model& model) {
        std::apply([&, i = model.begin()](auto&... layer) mutable { (layer.load(*i++), ...); }, layers_);
    }

    [[gnu::always_inline]] Output operator()(const Input& x) const { return from<0>(x); }

  private:
    template <class L>
    using At = EigenLayer<L, Order>;
    template <class L>
    using Act_ = std::integral_constant<Act, L::act>;

    template <std::size_t I, class X>
    [[gnu::always_inline]] auto from(const X& x) const {
        const auto& layer = std::get<I>(layers_);
        std::remove_cvref_t<decltype(layer.bias)> y;
        y.noalias() = layer.weight * x + layer.bias;
        eigen_activate<std::tuple_element_t<I, typename M::template tuple<Act_>>::value>(y);
        if constexpr (I + 1 == M::count)
            return y;
        else
            return from<I + 1>(y);
    }

    typename M::template tuple<At> layers_;
};

/// Many samples, whose number is fixed. `Lazy` multiplies coefficient by coefficient, which suits tiny
/// layers.
template <class M, int Order, std::size_t Batch, bool Lazy>
class EigenBatch {
  public:
    explicit EigenBatch(const Model& model) {
        std::apply([&, i = model.begin()](auto&... layer) mutable { (layer.load(*i++), ...); }, layers_);
    }

    void operator()(const float* x, float* y) {
        Eigen::Map<EigenMatrix<M::out, Batch>> out(y);
        from<0>(Eigen::Map<const EigenMatrix<M::in, Batch>>(x), out);
    }

  private:
    template <class L>
    struct At : EigenLayer<L, Order> {
        static constexpr Act act = L::act;
        EigenMatrix<L::out, Batch> output;
    };

    template <std::size_t I, class X, class Out>
    void from(const X& x, Out& out) {
        auto& layer = std::get<I>(layers_);
        if constexpr (I + 1 == M::count) {
            run(layer, x, out);
        } else {
            run(layer, x, layer.output);
            from<I + 1>(layer.output, out);
        }
    }

    template <class L, class X, class Y>
    static void run(const L& layer, const X& x, Y& y) {
        if constexpr (Lazy)
            y.noalias() = layer.weight.lazyProduct(x);
        else
            y.noalias() = layer.weight * x;
        y.colwise() += layer.bias;
        eigen_activate<L::act>(y);
    }

    typename M::template tuple<At> layers_;
};

/// Many samples, sizes known at run time: for large ones Eigen then blocks its products by the caches.
template <int Order>
class EigenDynamicBatch {
  public:
    EigenDynamicBatch(const Model& model, std::size_t batch) : batch_(Eigen::Index(batch)) {
        for (const LayerValues& from : model) {
            const auto in = Eigen::Index(from.in), out = Eigen::Index(from.out);
            layers_.push_back({Eigen::Map<const Eigen::MatrixXf>(from.weight, out, in),
                               Eigen::Map<const Eigen::VectorXf>(from.bias, out),
                               Eigen::MatrixXf(out, batch_), from.act});
        }
    }

    void operator()(const float* x, float* y) {
        const float* from = x;
        for (std::size_t i = 0; i < layers_.size(); ++i) {
            LayerAt& layer = layers_[i];
            float* const to = i + 1 == layers_.size() ? y : layer.output.data();
            Eigen::Map<Eigen::MatrixXf> out(to, layer.weight.rows(), batch_);
            out.noalias() =
                layer.weight * Eigen::Map<const Eigen::MatrixXf>(from, layer.weight.cols(), batch_);
            out.colwise() += layer.bias;
            eigen_activate(layer.act, out);
            from = to;
        }
    }

  private:
    struct LayerAt {
        Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Order> weight;
        Eigen::VectorXf bias;
        Eigen::MatrixXf output;
        Act act;
    };

    Eigen::Index batch_;
    std::vector<LayerAt> layers_;
};

}  // namespace bench
