#include <algorithm>
#include <array>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/layers/max_pool1d.hpp>
#include <ctnn/layers/time_distributed.hpp>
#include <ctnn/network/stream_calls.hpp>
#include <ctnn/network/stream_state.hpp>
#include <span>
#include <type_traits>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<9, 2>, LSTM<3, Returns::sequence>, MaxPool1D<2>>;
static_assert(detail::can_stream<Net, float> && detail::CanStream<Net, double>);
static_assert(!detail::can_stream<Network<Input<9>, Dense<2>>, float>, "no sequence");
static_assert(detail::streamed<Net::body>() == 2);

using Step = std::array<float, 2>;
using Output = std::array<float, 3>;
static_assert(std::is_void_v<detail::StepMistake<float, 2, Step>>);
static_assert(!std::is_void_v<detail::StepMistake<float, 2, Output>>);

template <class Place>
inline constexpr bool takes =
    std::is_void_v<typename decltype(detail::call_mistake<float, 2, 3, Step, Place>())::type>;
static_assert(takes<Output> && takes<std::span<float, 3>> && !takes<const Output> && !takes<Step>);

// In as few cache lines as may be.
static_assert(detail::alignment_of<float, 3> ==
              std::min<std::size_t>(16, detail::workspace_alignment<float>));

static_assert(detail::Foreign<Parameters<Net>, Net, double> && !detail::Foreign<Parameters<Net>, Net, float>);

/// The calls alone: who keeps what and where the parameters are is told by Self.
struct Bare : detail::StreamCalls<Bare, Net, float> {
    struct Kept {
        std::size_t steps = 0;
        float values[memory]{};
    } kept;
    Parameters<Net> w;

    Kept& remembered() { return kept; }
    const Kept& remembered() const { return kept; }
    const Parameters<Net>& of() const { return w; }
};

}  // namespace

TEST_CASE("stream_calls: by whatever Self keeps", "[network]") {
    Bare bare;
    initialize(bare.w, 1);
    StreamState<Net> state;
    const std::array<float, 8> x{1, 2, 3, 4, 5, 6, 7, 8};
    std::array<float, 6> y{}, z{};
    REQUIRE(bare.outputs_of(4) == 2);
    REQUIRE(bare.run(x, y) == 2);
    REQUIRE(state.run(bare.w, x, z) == 2);
    REQUIRE(y == z);
    REQUIRE(bare.kept.steps == 4);
    REQUIRE_FALSE(bare.step(Step{1, 2}, std::span<float, 3>(y.data(), 3)));
}
