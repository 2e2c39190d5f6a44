// ERROR: is_not_an_initializer<(struct )?ctnn::Tanh>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

// The initializer that an activation names must be one.
struct Own : nn::Tanh {
#ifndef MUST_NOT_COMPILE
    using initializer = nn::LecunNormal;
#else
    using initializer = nn::Tanh;
#endif
};
using Net = nn::Network<nn::Input<8>, nn::Dense<2, Own>>;
static_assert(Net::parameter_count == 18 || Net::parameter_count == 1);
