// ERROR: a_scale_is_another_number_than_0_but_this_one_is<(struct )?std::ratio<0(, 1)?> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<5>, nn::Scale<std::ratio<1, 2>>>;
#else
using Net = nn::Network<nn::Input<5>, nn::Scale<std::ratio<0, 1>>>;
#endif

static_assert(Net::output_size > 0);
