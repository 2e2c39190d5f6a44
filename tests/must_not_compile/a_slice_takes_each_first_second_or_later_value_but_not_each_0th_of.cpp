// ERROR: a_slice_takes_each_first_second_or_later_value_but_not_each_0th_of<(struct )?ctnn::Shape<5> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<5>, nn::Slice<0, 2, 5, 2>>;
#else
using Net = nn::Network<nn::Input<5>, nn::Slice<0, 2, 5, 0>>;
#endif

static_assert(Net::output_size > 0);
