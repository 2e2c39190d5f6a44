// ERROR: step_of_a_stream_takes_room_for_an_output_after_the_step_of<ctnn::Network<
#include <array>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Steps = nn::Network<nn::Input<4, 1>, nn::GRU<2, nn::Returns::sequence>>;

const nn::Parameters<Steps> weights;
const std::array<float, 1> step{};
std::array<float, 2> output{};

void use() {
#ifndef MUST_NOT_COMPILE
    nn::Stream<Steps>(weights).step(step, output);
#else
    nn::Stream<Steps>(weights).step(step);
#endif
}
