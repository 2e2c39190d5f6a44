// ERROR: the_target_of_sample<1>::lies_outside_the_range_of<ctnn::Dense<1, ctnn::Sigmoid
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Xor = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;

#ifndef MUST_NOT_COMPILE
constexpr nn::Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0}};
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1>;
#else
constexpr nn::Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 2, 1, 0}};
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1>;
#endif
