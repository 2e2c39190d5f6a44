// ERROR: is_not_a_recipe<ctnn::Adam>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Xor = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;
constexpr nn::Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0}};

#ifndef MUST_NOT_COMPILE
constexpr nn::Recipe<nn::Adam> adam{.optimizer = {.learning_rate = 0.05f}};
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1, adam>;
#else
constexpr nn::Adam adam{.learning_rate = 0.05f};
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1, adam>;
#endif
