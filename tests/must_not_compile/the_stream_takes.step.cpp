// ERROR: the_stream_takes<3U?L?>::values_a_step_but_the_array_holds<2U?L?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<100, 3>, nn::MaxPool1D<2>>;

#ifndef MUST_NOT_COMPILE
using Step = std::array<float, 3>;
#else
using Step = std::array<float, 2>;
#endif

void push(nn::Stream<Net>& stream, std::array<float, 3>& y) {
    if (stream.step(Step{}, y)) y = {};
}
