// ERROR: the_target_of_sample<1>::is_not_one_that_is_taken_by<ctnn::Perceptron
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Or = nn::Network<nn::Input<2>, nn::Dense<1, nn::Step>>;

#ifndef MUST_NOT_COMPILE
constexpr nn::Samples<Or, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 1}};
constexpr nn::Parameters<Or> solved = nn::trained_at_compile_time<Or, truth, 1>;
#else
constexpr nn::Samples<Or, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {0.5f}, {1}, {1}}};
constexpr nn::Parameters<Or> solved = nn::trained_at_compile_time<Or, truth, 1>;
#endif
