// ERROR: these_values_cannot_be_written_as<std::span<float
#include <ctnn/ctnn.hpp>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<100, 3>, nn::TimeDistributed<nn::Dense<2>>>;

#ifndef MUST_NOT_COMPILE
using Outputs = std::vector<float>;
#else
using Outputs = const std::vector<float>;
#endif

bool push(nn::Stream<Net>& stream, const std::vector<float>& x, Outputs& y) { return stream.run(x, y) > 0; }
