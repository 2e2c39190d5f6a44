// ERROR: is_not_Samples_of_a_network<float>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Xor = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;
constexpr nn::Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0}};

#ifndef MUST_NOT_COMPILE
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1>;
#else
constexpr float zero = 0;
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, zero, 1>;
#endif
