// Prediction with every activation and every layer, of one sample and of many. It is compiled for the board
// and not run: run.sh looks at what it would need at run time.

#include <cstddef>
#include <ctnn/ctnn.hpp>
#include <ratio>
#include <span>

using namespace ctnn;

namespace {

template <class Net>
std::size_t predict_and_classify(const float* w, const float* x, float* y, std::size_t count) {
    const Parameters<Net> parameters(std::span<const float, Net::parameter_count>(w, Net::parameter_count));
    const std::span<const float, Net::input_size> first(x, Net::input_size);
    y[0] = predict(parameters, first)[0];
    predict(parameters, std::span(x, count), std::span(y, count));
    return classify(parameters, first);
}

}  // namespace

template <class... Layers>
std::size_t use(const float* w, const float* x, float* y, std::size_t count) {
    return predict_and_classify<Network<Input<9>, Layers...>>(w, x, y, count) +
           predict_and_classify<Network<SparseInput<9>, Layers...>>(w, x, y, count);
}

#define USE(...) template std::size_t use<__VA_ARGS__>(const float*, const float*, float*, std::size_t);
#define ACTIVATION(A) USE(Dense<4, A>) USE(Dense<5, A>, Dense<3>, Activation<A>)
#include "activations.inc"  // made by run.sh: ACTIVATION(ReLU) and so on
USE(Residual<Dense<9, Tanh>>)
USE(Concat<Dense<2>, Sequential<Dense<3, Tanh>, Dense<4>>>)
USE(Flatten, Dense<3>, Dropout<std::ratio<1, 4>>)
