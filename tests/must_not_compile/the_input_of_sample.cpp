// ERROR: the_input_of_sample<2>::is_no_number_within_1e12
#include <ctnn/train.hpp>
#include <limits>

namespace nn = ctnn;

using Xor = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;

#ifndef MUST_NOT_COMPILE
constexpr nn::Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0}};
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1>;
#else
constexpr float endless = std::numeric_limits<float>::infinity();
constexpr nn::Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, endless}, {1, 1}}, {0, 1, 1, 0}};
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, truth, 1>;
#endif
