// ERROR: there_is_no_axis<1>::of<(struct )?ctnn::Shape<5> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<5>, nn::Slice<0, 1, 3>>;
#else
using Net = nn::Network<nn::Input<5>, nn::Slice<1, 1, 3>>;
#endif

static_assert(Net::output_size > 0);
