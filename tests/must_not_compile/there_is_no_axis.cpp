// ERROR: there_is_no_axis<2>::of<(struct )?ctnn::Shape<3, 5> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<3, 5>, nn::MeanOver<1>>;
#else
using Net = nn::Network<nn::Input<3, 5>, nn::MeanOver<2>>;
#endif

static_assert(Net::output_size > 0);
