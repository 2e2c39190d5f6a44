// ERROR: layers_of_a_RaggedInput_know_where_a_sequence_ends_unlike<ctnn::Flatten
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Steps = nn::GlobalAvgPool1D;
#else
using Steps = nn::Flatten;
#endif

using Net = nn::Network<nn::RaggedInput<20, 3>, Steps, nn::Dense<2>>;

static_assert(Net::output_size > 0);
