// ERROR: an_accuracy_is_0_to_1_and_a_tolerance_0_or_more_but_not_in<ctnn::Recipe<ctnn::Adam
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Xor = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;
constexpr nn::Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0}};

#ifndef MUST_NOT_COMPILE
constexpr nn::Recipe<> recipe{.optimizer = {.learning_rate = 0.05f}, .accuracy = 0.75f};
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1, recipe>;
#else
constexpr nn::Recipe<> recipe{.optimizer = {.learning_rate = 0.05f}, .accuracy = 75};  // per cent?
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1, recipe>;
#endif
