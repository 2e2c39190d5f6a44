// ERROR: a_standard_deviation_is_0_or_more_but_this_one_is<std::ratio<-1, 2> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<8>, nn::GaussianNoise<std::ratio<1, 2>>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<8>, nn::GaussianNoise<std::ratio<-1, 2>>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
