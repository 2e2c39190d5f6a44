// ERROR: training_diverged_in_epoch<4>::so_try_a_smaller_learning_rate_than_that_of<
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Line = nn::Network<nn::Input<1>, nn::Dense<4, nn::ReLU>, nn::Dense<1>>;
constexpr nn::Samples<Line, 3> points{{{0}, {1}, {2}}, {1, 3, 5}};

#ifndef MUST_NOT_COMPILE
constexpr nn::Recipe<nn::SGD> recipe{.optimizer = {.learning_rate = 0.05f}, .tolerance = 1};
constexpr nn::Parameters<Line> fitted = nn::trained_at_compile_time<Line, points, 1, recipe>;
#else
constexpr nn::Recipe<nn::SGD> recipe{.optimizer = {.learning_rate = 100}, .tolerance = 1};
constexpr nn::Parameters<Line> fitted = nn::trained_at_compile_time<Line, points, 1, recipe>;
#endif
