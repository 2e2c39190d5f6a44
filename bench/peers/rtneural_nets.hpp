#pragma once

// What xsimd loads must lie as registers want it; with Eigen there is no more than 32.
#if defined(__AVX512F__) && defined(RTNEURAL_USE_XSIMD)
#define RTNEURAL_DEFAULT_ALIGNMENT 64
#elif defined(__AVX__)
#define RTNEURAL_DEFAULT_ALIGNMENT 32
#else
#define RTNEURAL_DEFAULT_ALIGNMENT 16
#endif
#define EIGEN_STACK_ALLOCATION_LIMIT (16 * 1024 * 1024)  // as for ours
#include <RTNeural/RTNeural.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <type_traits>
#include <vector>

#include "../architectures.hpp"

// Networks in RTNeural, their shapes known to the compiler.

namespace bench {

/// As many numbers as fill registers, where registers begin.
template <std::size_t N>
struct alignas(64) Aligned {
    std::array<float, (N + 15) / 16 * 16> values{};

    explicit Aligned(const float* from) { std::copy_n(from, N, values.begin()); }
    float& operator[](std::size_t i) { return values[i]; }
    const float* data() const { return values.data(); }
};

using Rows = std::vector<std::vector<float>>;

/// A block (rows, columns), row by row, as it lies.
inline Rows rows_of(const float* from, std::size_t rows, std::size_t columns) {
    Rows all;
    for (std::size_t i = 0; i < rows; ++i) all.emplace_back(from + i * columns, from + (i + 1) * columns);
    return all;
}

template <Act A, int Size>
struct RtneuralAct;
template <int Size>
struct RtneuralAct<Act::relu, Size> {
    using type = RTNeural::ReLuActivationT<float, Size>;
};
template <int Size>
struct RtneuralAct<Act::sigmoid, Size> {
    using type = RTNeural::SigmoidActivationT<float, Size>;
};
template <int Size>
struct RtneuralAct<Act::tanh, Size> {
    using type = RTNeural::TanhActivationT<float, Size>;
};
template <int Size>
struct RtneuralAct<Act::softmax, Size> {
    using type = RTNeural::SoftmaxActivationT<float, Size>;
};

/// Collects RTNeural's layers, of which a linear one has no activation.
template <class M, class Done, class... Ls>
struct RtneuralMlpOf;
template <class M, class... Done>
struct RtneuralMlpOf<M, Layers<Done...>> {
    using type = RTNeural::ModelT<float, int(M::in), int(M::out), Done...>;
};
template <class M, class... Done, class L, class... Ls>
struct RtneuralMlpOf<M, Layers<Done...>, L, Ls...> {
    using Dense = RTNeural::DenseT<float, int(L::in), int(L::out)>;
    static auto next() {
        if constexpr (L::act == Act::linear)
            return std::type_identity<Layers<Done..., Dense>>{};
        else
            return std::type_identity<
                Layers<Done..., Dense, typename RtneuralAct<L::act, int(L::out)>::type>>{};
    }
    using type = typename RtneuralMlpOf<M, typename decltype(next())::type, Ls...>::type;
};

template <class M>
class RtneuralMlp;
template <class... Ls>
class RtneuralMlp<Layers<Ls...>> {
    using Net = typename RtneuralMlpOf<Layers<Ls...>, Layers<>, Ls...>::type;

  public:
    explicit RtneuralMlp(const Model& model) {
        load<0>(model.begin(), std::type_identity<Ls>{}...);
        net_.reset();
    }

    [[gnu::always_inline]] const float* operator()(const float* x) {
        net_.forward(x);
        return net_.getOutputs();
    }

  private:
    template <std::size_t I>
    void load(Model::const_iterator) {}
    template <std::size_t I, class L, class... Others>
    void load(Model::const_iterator at, std::type_identity<L>, Others... others) {
        Rows weights(L::out, std::vector<float>(L::in));
        for (std::size_t o = 0; o < L::out; ++o)
            for (std::size_t i = 0; i < L::in; ++i) weights[o][i] = at->weight[i * L::out + o];
        net_.template get<int(I)>().setWeights(weights);
        net_.template get<int(I)>().setBias(at->bias);
        load<I + (L::act == Act::linear ? 1 : 2)>(at + 1, others...);
    }

    Net net_;
};

/// A layer that goes along a sequence.
template <class M>
struct RtneuralLayer;
template <std::size_t In, std::size_t Units>
struct RtneuralLayer<Lstm<In, Units>> {
    using type = RTNeural::LSTMLayerT<float, int(In), int(Units)>;

    static void load(type& layer, Pieces next) {
        layer.setWVals(rows_of(next(In * 4 * Units), In, 4 * Units));
        layer.setUVals(rows_of(next(Units * 4 * Units), Units, 4 * Units));
        layer.setBVals(rows_of(next(4 * Units), 1, 4 * Units)[0]);
    }
};
template <std::size_t In, std::size_t Units>
struct RtneuralLayer<Gru<In, Units>> {
    using type = RTNeural::GRULayerT<float, int(In), int(Units)>;

    static void load(type& layer, Pieces next) {
        layer.setWVals(rows_of(next(In * 3 * Units), In, 3 * Units));
        layer.setUVals(rows_of(next(Units * 3 * Units), Units, 3 * Units));
        layer.setBVals(rows_of(next(6 * Units), 2, 3 * Units));
    }
};
template <std::size_t Channels, std::size_t Width>
struct RtneuralLayer<Conv1d<Channels, Width>> {
    using type = RTNeural::Conv1DT<float, int(Channels), int(Channels), int(Width), 1>;

    /// Theirs begins with what is newest.
    static void load(type& layer, Pieces next) {
        const float* const kernel = next(Conv1d<Channels, Width>::kernel);
        std::vector<Rows> weights(Channels, Rows(Channels, std::vector<float>(Width)));
        for (std::size_t k = 0; k < Width; ++k)
            for (std::size_t i = 0; i < Channels; ++i)
                for (std::size_t o = 0; o < Channels; ++o)
                    weights[o][i][Width - 1 - k] = kernel[(k * Channels + i) * Channels + o];
        layer.setWeights(weights);
        layer.setBias(rows_of(next(Channels), 1, Channels)[0]);
    }
};

/// Step by step.
template <class M>
class RtneuralCell {
  public:
    explicit RtneuralCell(const float* weights) {
        RtneuralLayer<M>::load(net_.template get<0>(), {weights});
        net_.reset();
    }

    void reset() { net_.reset(); }

    [[gnu::always_inline]] const float* operator()(const float* x) {
        net_.forward(Aligned<M::in>(x).data());
        return net_.getOutputs();
    }

  private:
    RTNeural::ModelT<float, int(M::in), int(M::out), typename RtneuralLayer<M>::type> net_;
};

}  // namespace bench
