// ERROR: these_samples_belong_to<ctnn::Network<ctnn::Input<2>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Xor = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;
using Gate = nn::Network<nn::Input<2>, nn::Dense<1, nn::Step>>;
constexpr nn::Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0}};

#ifndef MUST_NOT_COMPILE
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1>;
#else
constexpr nn::Parameters<Gate> solved = nn::trained_at_compile_time<Gate, truth, 1>;
#endif
