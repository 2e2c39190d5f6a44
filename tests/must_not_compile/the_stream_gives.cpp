// ERROR: the_stream_gives<2U?L?>::values_a_step_but_the_array_holds<3U?L?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<100, 3>, nn::TimeDistributed<nn::Dense<2>>>;

#ifndef MUST_NOT_COMPILE
using Output = std::array<float, 2>;
#else
using Output = std::array<float, 3>;
#endif

void push(nn::Stream<Net>& stream, Output& y) { stream.step(std::array<float, 3>{}, y); }
