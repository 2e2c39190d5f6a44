// ERROR: a_rate_is_0_or_more_times_the_others_but_this_one_is<std::ratio<-1.*2
#include <ctnn/ctnn.hpp>
#include <ratio>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Layer = nn::Rated<nn::Dense<3>, std::ratio<1, 2>>;
#else
using Layer = nn::Rated<nn::Dense<3>, std::ratio<-1, 2>>;
#endif

nn::Network<nn::Input<2>, Layer> network;
