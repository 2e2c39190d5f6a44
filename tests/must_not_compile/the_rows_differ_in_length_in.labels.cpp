// ERROR: the_rows_differ_in_length_in<ctnn::Samples<
#include <ctnn/ctnn.hpp>
#include <ctnn/data/samples.hpp>

namespace nn = ctnn;

using Xor = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;

#ifndef MUST_NOT_COMPILE
constexpr nn::Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0}};
#else
constexpr nn::Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1}, {1, 1}}, {0, 1, 1, 0}};
#endif
