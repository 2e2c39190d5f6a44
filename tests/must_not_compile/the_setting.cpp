// ERROR: the_setting<2>::of_the_optimizer_makes_no_sense_in<ctnn::Recipe<ctnn::Momentum
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Xor = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;
constexpr nn::Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0}};

#ifndef MUST_NOT_COMPILE
constexpr nn::Recipe<nn::Momentum> recipe{.optimizer = {.learning_rate = 0.5f, .momentum = 0.9f}};
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1, recipe>;
#else
constexpr nn::Recipe<nn::Momentum> recipe{.optimizer = {.learning_rate = 0.5f, .momentum = 2}};
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1, recipe>;
#endif
