#include <ctnn/engine/placed/wave_net_stream.hpp>

#include <ctnn/layers/wave_net.hpp>

#include <layers/stream_laws.hpp>

using namespace ctnn;

// Across the ends of rings, whose kernels see from one step to more than a block back, as does a head.
TEST_CASE("wave_net_stream: the bits of the whole sequence", "[engine]") {
    stream_laws<WaveNet<WaveNetStack<5, Dilated<3, 1, 40, 64>, 2>,
                        WaveNetStack<2, Dilated<3, 100>, 1, Tanh, WaveNetOptions{.head_kernel = 70}>>,
                Shape<700, 1>, float>();
    stream_laws<WaveNet<WaveNetStack<1, Dilated<2, 70>, 3, Tanh, WaveNetOptions{.gated = true}>>,
                Shape<300, 2>, double>();
}
