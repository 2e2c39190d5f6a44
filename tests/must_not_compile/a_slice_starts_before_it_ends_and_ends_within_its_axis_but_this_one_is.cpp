// ERROR: a_slice_starts_before_it_ends_and_ends_within_its_axis_but_this_one_is<2, 6>::of<
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<5>, nn::Slice<0, 2, 5>>;
#else
using Net = nn::Network<nn::Input<5>, nn::Slice<0, 2, 6>>;
#endif

static_assert(Net::output_size > 0);
