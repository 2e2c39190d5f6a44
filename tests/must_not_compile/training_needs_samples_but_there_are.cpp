// ERROR: training_needs_samples_but_there_are<0>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Xor = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;

#ifndef MUST_NOT_COMPILE
constexpr nn::Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0}};
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1>;
#else
constexpr nn::Samples<Xor, 0> truth{};
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1>;
#endif
