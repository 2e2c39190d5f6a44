// ERROR: no_part_is_shared_by<ctnn::Network<ctnn::Input<2>.*and_by<ctnn::Network<ctnn::Input<3>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using From = nn::Network<nn::Input<2>, nn::Dense<3>>;
#ifndef MUST_NOT_COMPILE
using To = nn::Network<nn::Input<2>, nn::Dense<3>, nn::Dense<1>>;
#else
using To = nn::Network<nn::Input<3>, nn::Dense<4>, nn::Dense<1>>;
#endif

void use(const nn::Parameters<From>& from, nn::Parameters<To>& to) {
    transfer(from, to);
}
