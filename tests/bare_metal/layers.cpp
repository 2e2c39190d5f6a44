// Prediction with every activation and every layer, of one sample and of many, and step by step. It is
// compiled for the board and not run: run.sh looks at what it would need at run time.

#include <cstddef>
#include <ctnn/ctnn.hpp>
#include <ratio>
#include <span>

using namespace ctnn;

namespace {

template <class Net>
Parameters<Net> parameters_at(const float* w) {
    constexpr std::size_t size = Parameters<Net>::size();
    return Parameters<Net>(std::span<const float, size>(w, size));
}

template <class Net>
std::size_t predict_and_classify(const float* w, const float* x, float* y, std::size_t count) {
    const Parameters<Net> parameters = parameters_at<Net>(w);
    const std::span<const float, Net::input_size> first(x, Net::input_size);
    y[0] = predict(parameters, first)[0];
    predict(parameters, std::span(x, count), std::span(y, count));
    return classify(parameters, first);
}

/// A sequence step by step and many steps at once.
template <class Net>
std::size_t stream(const float* w, const float* x, float* y, std::size_t count) {
    const Parameters<Net> parameters = parameters_at<Net>(w);
    Stream<Net> stream(parameters);
    constexpr std::size_t in = Stream<Net>::step_input, out = Stream<Net>::step_output;
    const bool written = stream.step(std::span<const float, in>(x, in), std::span<float, out>(y, out));
    return std::size_t{written} + stream.run(std::span(x, count), std::span(y, count));
}

}  // namespace

/// Images and sequences.
template <class Net>
std::size_t use_on(const float* w, const float* x, float* y, std::size_t count) {
    return predict_and_classify<Net>(w, x, y, count);
}
template <class Net>
std::size_t use_by_step(const float* w, const float* x, float* y, std::size_t count) {
    return predict_and_classify<Net>(w, x, y, count) + stream<Net>(w, x, y, count);
}

template <class... Layers>
std::size_t use(const float* w, const float* x, float* y, std::size_t count) {
    return predict_and_classify<Network<Input<9>, Layers...>>(w, x, y, count) +
           predict_and_classify<Network<SparseInput<9>, Layers...>>(w, x, y, count);
}

#define USE(...) template std::size_t use<__VA_ARGS__>(const float*, const float*, float*, std::size_t);
#define ACTIVATION(...) \
    USE(Dense<4, __VA_ARGS__>) USE(Dense<5, __VA_ARGS__>, Dense<3>, Activation<__VA_ARGS__>)
#include "activations.inc"  // made by run.sh: ACTIVATION(ReLU) and so on
USE(Residual<Dense<9, Tanh>>)
USE(Concat<Dense<2>, Sequential<Dense<3, Tanh>, Dense<4>>>)
USE(Flatten, Dense<3>, Dropout<std::ratio<1, 4>>)
USE(Add<Dense<4, Tanh>, Multiply<Dense<4>, Dense<4, Sigmoid>>>)
USE(Dense<7>, BatchNorm<>, LayerNorm<>, RMSNorm<>, GaussianNoise<std::ratio<1, 10>>)
USE(Dense<7>, PReLU<>, Dense<3>, PReLU<Slopes::by_value>)
USE(Embedding<5, 3>, TimeDistributed<Dense<2, Tanh>>, GlobalAvgPool1D)

#define USE_ON(...) \
    template std::size_t use_on<Network<__VA_ARGS__>>(const float*, const float*, float*, std::size_t);
USE_ON(Input<9, 8, 2>, ZeroPad2D<pad(1)>, Conv2D<5, 3, ReLU>, BatchNorm<>, MaxPool2D<2>, Conv2D<3, 2, Tanh>,
       Flatten, Dense<3>)
USE_ON(Input<6, 7, 4>,
       Conv2D<4, Size2D{3, 2}, Linear, ConvOptions{.stride = 2, .padding = same, .groups = 2}>, AvgPool2D<2>,
       GlobalMaxPool2D)
USE_ON(Input<3, 4, 3>, Conv2DTranspose<2, 3, Sigmoid, ConvTransposeOptions{.stride = 2}>, Upsample2D<2>,
       Permute<2, 0, 1>, Reshape<14, 9, 4>, GlobalAvgPool2D)
USE_ON(Input<6, 7, 4>, ReflectionPad2D<pad(1)>, NoBias<Conv2D<4, 3>>, ReplicationPad2D<pad(2)>,
       Cropping2D<pad(1)>, NoBias<Dense<3>>)
USE_ON(Input<6, 4>, ReflectionPad1D<pad(1)>, NoBias<Conv1D<4, 3>>, ReplicationPad1D<pad(2)>,
       Bidirectional<WithInitialState<GRU<3>, Initial::given>>)
USE_ON(Input<9, 4>, Conv1D<3, 3, ReLU, Conv1DOptions{.padding = same}>, GlobalMaxPool1D)

#define USE_BY_STEP(...) \
    template std::size_t use_by_step<Network<__VA_ARGS__>>(const float*, const float*, float*, std::size_t);
USE_BY_STEP(Input<20, 3>, Conv1D<5, 3, ReLU>, MaxPool1D<2>, AvgPool1D<2>, LayerNorm<>, LSTM<4>, Dense<2>)
USE_BY_STEP(Input<12, 4>, Add<Cropping1D<pad(0, 0, 2, 0)>, Conv1D<4, 3>>,
            Conv1DTranspose<3, 4, Tanh, Conv1DTransposeOptions{.stride = 2, .padding = causal}>,
            WithInitialState<NoBias<LSTM<4>>>)
USE_BY_STEP(Input<7, 3>, LSTM<5, Returns::sequence, Softsign>, TimeDistributed<Dense<2>>)
