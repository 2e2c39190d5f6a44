// ERROR: a_stream_takes_a_sequence_of_steps_but_the_network_takes<ctnn::Shape<784> ?>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<28, 28>, nn::TimeDistributed<nn::Dense<10, nn::Tanh>>>;
#else
using Net = nn::Network<nn::Input<784>, nn::Dense<10, nn::Tanh>>;
#endif

float first(const nn::Parameters<Net>& parameters) {
    nn::Stream<Net> stream(parameters);
    stream.reset();
    return stream(std::array<float, 28>{})[0];
}
