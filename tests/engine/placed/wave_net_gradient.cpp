#include <ctnn/engine/placed/wave_net_gradient.hpp>

#include <ctnn/layers/wave_net.hpp>

#include <array>
#include <testing.hpp>

using namespace ctnn;

namespace {

// That gradients are right is a law of layers, tests/layers/wave_net.cpp; here the way back of the least of
// all.
using Stack = detail::WaveNetStackOn<WaveNetStack<1, Dilated<1, 1>, 1, Linear>, 2, 1, 1, true>;
using Training = detail::WaveNetGradient<2, Stack>;
static_assert(Training::row == 16 && Training::behind == 0);

constexpr auto gradient = [] {
    constexpr std::array<float, 5> w{2, 3, 5, 7, 11};  // rechannel, convolution, bias, mixin, head
    constexpr std::array<float, 2> x{1, 2}, dy{1, 10};
    std::array<float, Training::tape> kept{};
    std::array<float, Training::scratch> work{};
    std::array<float, 9> all{};  // of w, of x, and y
    Training::forward(w.data(), x.data(), all.data() + 7, kept.data());
    Training::backward<true>(w.data(), kept.data(), dy.data(), all.data() + 5, all.data(), work.data());
    return all;
}();
static_assert(gradient[7] == 11 * (2 * 3 + 5 + 7) && gradient[8] == 11 * (4 * 3 + 5 + 14));
static_assert(gradient[0] == 11 * 3 * 21 && gradient[1] == 11 * 2 * 21 && gradient[2] == 11 * 11);
static_assert(gradient[3] == 11 * 21 && gradient[4] == 18 + 10 * 31);
static_assert(gradient[5] == 11 * 13 && gradient[6] == 110 * 13);

}  // namespace

TEST_CASE("wave_net_gradient: settled while compiling", "[engine]") { SUCCEED(); }
