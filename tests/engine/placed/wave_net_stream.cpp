#include <ctnn/engine/placed/wave_net_stream.hpp>

#include <ctnn/layers/wave_net.hpp>

#include <array>
#include <ctnn/activations/linear.hpp>
#include <layers/stream_laws.hpp>

using namespace ctnn;

namespace {

// The sums that a head of two steps sees are in the last ring of all, behind which nothing may be written.
using Stack =
    detail::WaveNetStackOn<WaveNetStack<1, Dilated<1, 1>, 1, Linear, WaveNetOptions{.head_kernel = 2}>, 3, 1,
                           1, true>;
using OfOne = detail::WaveNetStream<3, Stack>;
constexpr std::array<float, 3> outputs = [] {
    constexpr std::array<float, Stack::parameters> w{2, 3, 5, 7, 11, 13};
    constexpr std::array<float, 3> x{1, 2, 3};
    std::array<float, OfOne::memory> kept{};
    std::array<float, OfOne::scratch> work{};
    std::array<float, 3> y{};
    OfOne::run(w.data(), 0, x.data(), 3, y.data(), kept.data(), work.data());
    return y;
}();
static_assert(outputs[0] == 13 * 18 && outputs[1] == 11 * 18 + 13 * 31 && outputs[2] == 11 * 31 + 13 * 44);

}  // namespace

// Across the ends of rings, whose kernels see from one step to more than a block back, as does a head.
TEST_CASE("wave_net_stream: the bits of the whole sequence", "[engine]") {
    stream_laws<WaveNet<WaveNetStack<5, Dilated<3, 1, 40, 64>, 2>,
                        WaveNetStack<2, Dilated<3, 100>, 1, Tanh, WaveNetOptions{.head_kernel = 70}>>,
                Shape<700, 1>, float>();
    stream_laws<WaveNet<WaveNetStack<1, Dilated<2, 70>, 3, Tanh, WaveNetOptions{.gated = true}>>,
                Shape<300, 2>, double>();
}
