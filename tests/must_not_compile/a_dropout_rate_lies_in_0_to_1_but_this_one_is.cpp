// ERROR: a_dropout_rate_lies_in_0_to_1_but_this_one_is<std::ratio<3, 2> ?>
#include <ctnn/ctnn.hpp>
#include <ratio>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<784>, nn::Dropout<std::ratio<1, 2>>, nn::Dense<10>>;
#else
using Net = nn::Network<nn::Input<784>, nn::Dropout<std::ratio<3, 2>>, nn::Dense<10>>;
#endif

static_assert(Net::parameter_count > 0);
