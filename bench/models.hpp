#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/ctnn.hpp>
#include <memory>
#include <tuple>
#include <type_traits>
#include <vector>

// The networks of the benchmark, said once for ctnn, for peers whose shapes are types and for peers whose
// shapes are numbers; and what all of them are given.

namespace bench {

namespace nn = ctnn;

enum class Act { linear, relu, sigmoid, tanh, softmax };

template <Act A>
using CtnnAct = std::tuple_element_t<static_cast<std::size_t>(A),
                                     std::tuple<nn::Linear, nn::ReLU, nn::Sigmoid, nn::Tanh, nn::Softmax>>;

template <std::size_t In, std::size_t Out, Act A>
struct Layer {
    static constexpr std::size_t in = In, out = Out;
    static constexpr Act act = A;
};

template <class... Ls>
struct Layers {
    using layers = Layers;
    using first = std::tuple_element_t<0, std::tuple<Ls...>>;
    using last = std::tuple_element_t<sizeof...(Ls) - 1, std::tuple<Ls...>>;
    static constexpr std::size_t in = first::in, out = last::out, count = sizeof...(Ls);
    static constexpr std::size_t multiply_adds = (... + (Ls::in * Ls::out));
    using Network = nn::Network<nn::Input<in>, nn::Dense<Ls::out, CtnnAct<Ls::act>>...>;
    using SparseNetwork = nn::Network<nn::SparseInput<in>, nn::Dense<Ls::out, CtnnAct<Ls::act>>...>;
    template <template <class> class Each>
    using tuple = std::tuple<Each<Ls>...>;
};

/// `Mlp<Hidden, Last, 784, 128, 10>`: all layers but the last have the activation Hidden.
template <Act Hidden, Act Last, std::size_t... Sizes>
struct MakeMlp {
    static constexpr std::array<std::size_t, sizeof...(Sizes)> sizes{Sizes...};
    template <std::size_t... I>
    static Layers<Layer<sizes[I], sizes[I + 1], I + 2 == sizeof...(Sizes) ? Last : Hidden>...> make(
        std::index_sequence<I...>);
    using type = decltype(make(std::make_index_sequence<sizeof...(Sizes) - 1>{}));
};
template <Act Hidden, Act Last, std::size_t... Sizes>
using Mlp = typename MakeMlp<Hidden, Last, Sizes...>::type;

using Xor = Mlp<Act::sigmoid, Act::sigmoid, 2, 2, 1>;
using Xor4 = Mlp<Act::sigmoid, Act::sigmoid, 2, 4, 1>;
using Waveshaper = Mlp<Act::tanh, Act::tanh, 1, 8, 8, 8, 1>;
using Jets = Mlp<Act::relu, Act::softmax, 16, 64, 32, 32, 5>;  // hls4ml's tagger (Duarte et al., 2018)
using Shaper = Mlp<Act::tanh, Act::linear, 5, 16, 16, 1>;
using Trigger = Mlp<Act::relu, Act::linear, 57, 32, 16, 8>;  // AXOL1TL's encoder (CMS, 2023)
using Anomaly = Mlp<Act::relu, Act::linear, 640, 128, 128, 128, 128, 8, 128, 128, 128, 128,
                    640>;  // MLPerf Tiny's, norms folded
using Digits = Mlp<Act::relu, Act::softmax, 64, 128, 10>;
using MnistSmall = Mlp<Act::sigmoid, Act::sigmoid, 784, 16, 16, 10>;
using MnistWide = Mlp<Act::relu, Act::softmax, 784, 128, 10>;
using MnistDeep = Mlp<Act::relu, Act::softmax, 784, 256, 128, 10>;

/// A layer's values for those who read shapes at run time.
struct LayerValues {
    std::size_t in, out;
    Act act;
    const float* weight;  ///< (in, out), row by row
    const float* bias;
};

using Model = std::vector<LayerValues>;

/// A network's parameters, the same in every module: initialized by seed, and biases that are not zero.
template <class M>
struct Values {
    nn::Parameters<typename M::Network> parameters;
    Model model;

    Values() {
        nn::initialize(parameters, 1);
        nn::Random random{2};
        describe([&](float* bias, std::size_t count) {
            for (std::size_t i = 0; i < count; ++i) bias[i] = random.uniform<float>() * 0.2f - 0.1f;
        });
    }
    Values(const Values&) = delete;

  private:
    template <class Visit>
    void describe(Visit&& visit_bias) {
        float* at = parameters.data();
        const auto layer = [&]<class L>(std::type_identity<L>) {
            model.push_back({L::in, L::out, L::act, at, at + L::in * L::out});
            visit_bias(at + L::in * L::out, L::out);
            at += (L::in + 1) * L::out;
        };
        std::apply([&](auto... l) { (layer(l), ...); }, typename M::template tuple<std::type_identity>{});
    }
};

/// Many samples at once: a network, inputs, and room for the outputs.
template <class M, std::size_t Samples>
struct Batch {
    Values<M> values;
    alignas(64) std::array<float, Samples * M::in> x;
    alignas(64) std::array<float, Samples * M::out> y;

    Batch() {
        nn::Random random{3};
        for (float& value : x) value = random.uniform<float>() * 2 - 1;
    }
};

inline constexpr std::size_t inputs_in_turn = 64;  // a power of two

/// The inputs that the one-sample cases cycle through.
template <class M>
struct alignas(64) Inputs {
    std::array<std::array<float, M::in>, inputs_in_turn> x;

    Inputs() {
        nn::Random random{3};
        for (auto& sample : x)
            for (float& value : sample) value = random.uniform<float>() * 2 - 1;
    }
    const std::array<float, M::in>& operator[](std::size_t i) const { return x[i % inputs_in_turn]; }
};

}  // namespace bench
