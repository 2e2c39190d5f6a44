#include <ctnn/activations/linear.hpp>
#include <ctnn/engine/placed/wave_net_layer.hpp>

#include <ctnn/layers/wave_net.hpp>

#include <array>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Stack = detail::WaveNetStackOn<WaveNetStack<1, Dilated<2, 1>, 1, Linear>, 3, 1, 1, false>;
using Layer = detail::WaveNetLayer<Stack, false>;
// Rechannel; two taps, bias; mixin; output, bias; head.
constexpr std::array<float, Stack::parameters> w{2, 10, 1, 0.5f, 100, 3, 7, 5};

/// What the layer adds to the sums, what it hands on, what the head makes of the sums; each of three steps.
constexpr std::array<std::array<float, 16>, 3> steps = [] {
    std::array<float, 16> features{1, 2, 3}, acts{};
    std::array<float, 17> x{};
    std::array<std::array<float, 16>, 3> all{};
    using Rows = kernels::ChannelRows<float>;
    Layer::begin(w.data(), kernels::ChannelRows<const float>{features.data(), 16}, Rows{x.data() + 1, 17}, 3);
    const Rows to{acts.data(), 16}, skip{all[0].data(), 16}, next{all[1].data(), 16};
    Layer::go(w.data(), Stack::at[0], 2, kernels::Back{1, 1, 1}, 1,
              detail::WaveNetRows<float>{{features.data(), 16}, {x.data(), 17}, to, to, skip, next}, true, 3);
    Layer::end(w.data(), kernels::ChannelRows<const float>(skip), kernels::Present{}, Rows{all[2].data(), 16},
               3);
    return all;
}();
static_assert(steps[0][2] == 10 * 4 + 6 + 0.5f + 300 && steps[0][0] == 2 + 0.5f + 100);
static_assert(steps[1][2] == 6 + 3 * steps[0][2] + 7 && steps[2][2] == 5 * steps[0][2]);

}  // namespace

TEST_CASE("wave_net_layer: settled while compiling", "[engine]") { SUCCEED(); }
