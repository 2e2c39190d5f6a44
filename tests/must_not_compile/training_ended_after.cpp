// ERROR: training_ended_after<50>::epochs_with<[0-3]>::right_answers_of<4>::but_the_recipe_asks_for<4>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Gate = nn::Network<nn::Input<2>, nn::Dense<1, nn::Step>>;
constexpr nn::Recipe<nn::SGD> recipe{.optimizer = {.learning_rate = 0.5f}, .epochs = 50};

#ifndef MUST_NOT_COMPILE
constexpr nn::Samples<Gate, 4> nand{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {1, 1, 1, 0}};
constexpr nn::Parameters<Gate> gate = nn::trained_at_compile_time<Gate, nand, 1, recipe>;
#else
// A perceptron cannot.
constexpr nn::Samples<Gate, 4> exclusive{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0}};
constexpr nn::Parameters<Gate> gate = nn::trained_at_compile_time<Gate, exclusive, 1, recipe>;
#endif
