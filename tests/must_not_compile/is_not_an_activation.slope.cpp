// ERROR: is_not_an_activation<(struct )?ctnn::LeakyReLUOf<(struct )?std::ratio<-1
#include <ctnn/ctnn.hpp>
#include <ratio>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Slope = std::ratio<1, 5>;
#else
using Slope = std::ratio<-1, 5>;
#endif
using Net = nn::Network<nn::Input<8>, nn::Dense<2, nn::LeakyReLUOf<Slope>>>;
static_assert(Net::parameter_count == 18 || Net::parameter_count == 1);
