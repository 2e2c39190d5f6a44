// ERROR: CrossEntropy_takes_Softmax_last_but_the_last_layer_is<ctnn::Dense<1, ctnn::Sigmoid
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Xor = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;
constexpr nn::Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0}};

#ifndef MUST_NOT_COMPILE
constexpr nn::Recipe<nn::Adam, nn::BinaryCrossEntropy> recipe{.optimizer = {.learning_rate = 0.05f}};
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1, recipe>;
#else
constexpr nn::Recipe<nn::Adam, nn::CrossEntropy> recipe{.optimizer = {.learning_rate = 0.05f}};
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1, recipe>;
#endif
