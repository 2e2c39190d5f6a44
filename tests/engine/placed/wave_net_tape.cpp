#include <ctnn/activations/silu.hpp>
#include <ctnn/engine/placed/wave_net_tape.hpp>

#include <ctnn/layers/wave_net.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

// That the gradients are right is a law of layers, tests/layers/wave_net.cpp; here what is kept for them.
template <class Act, WaveNetOptions O>
using Stack = detail::WaveNetStackOn<WaveNetStack<3, Dilated<3, 1, 40>, 2, Act, O>, 20, 1, 1, true>;
template <class Act, WaveNetOptions O = WaveNetOptions{}>
inline constexpr detail::WaveNetTape<Stack<Act, O>, 32> kept{100};

constexpr auto plain = kept<Tanh>;
static_assert(plain.x[0].at == 100 && plain.x[0].before == 16 && plain.x[0].stride == 48);
static_assert(plain.x[1].before == 32, "no more zeros than steps");
static_assert(plain.z[0].at == plain.acts[0].at && plain.skip.before == 0);
static_assert(plain.end == 100 + 3 * (48 + 64) + 2 * 3 * 32 + 3 * 32, "the last stack hands nothing on");

static_assert(kept<SiLU>.end == plain.end + 2 * 3 * 32, "the slope of SiLU reads its input");
static_assert(kept<Tanh, WaveNetOptions{.gated = true}>.end == plain.end + 2 * 2 * 3 * 32,
              "gates and products");
static_assert(kept<Tanh, WaveNetOptions{.head_kernel = 3}>.end == plain.end + 3 * 16,
              "what a head looks back on");

}  // namespace

TEST_CASE("wave_net_tape: settled while compiling", "[engine]") { SUCCEED(); }
