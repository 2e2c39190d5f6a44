// ERROR: a_reshape_keeps_.*Shape<2>.*::but_this_one_gives<ctnn::Shape<9223372036854775809, 2>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<2>, nn::Reshape<1, 2>, nn::Dense<2>>;
#else
using Net =
    nn::Network<nn::Input<2>, nn::Reshape<(std::size_t{1} << 63) + 1, 2>, nn::Dense<2>>;  // 2, if it wrapped
#endif
nn::Parameters<Net> parameters;
