// ERROR: the_target_of_sample<1>::lies_outside_the_range_of<ctnn::Dense<3, ctnn::Softmax
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Three = nn::Network<nn::Input<2>, nn::Dense<3, nn::Softmax>>;

#ifndef MUST_NOT_COMPILE
constexpr nn::Samples<Three, 2> two{{{0, 1}, {1, 0}}, {0, 2}};
constexpr nn::Parameters<Three> solved = nn::trained_at_compile_time<Three, two, 1>;
#else
constexpr nn::Samples<Three, 2> two{{{0, 1}, {1, 0}}, {0, 3}};
constexpr nn::Parameters<Three> solved = nn::trained_at_compile_time<Three, two, 1>;
#endif
