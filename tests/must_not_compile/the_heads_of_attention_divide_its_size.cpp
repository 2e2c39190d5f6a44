// ERROR: the_heads_of_attention_divide_its_size<32>::which_is_no_multiple_of<5>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<16, 32>, nn::TransformerBlock<4, 32>>;
#else
using Net = nn::Network<nn::Input<16, 32>, nn::TransformerBlock<5, 32>>;
#endif

static_assert(Net::parameter_count > 0);
