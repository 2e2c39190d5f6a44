#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/engine/stream_of.hpp>
#include <ctnn/layers/avg_pool1d.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/global_avg_pool1d.hpp>
#include <ctnn/layers/reshape.hpp>
#include <ctnn/layers/time_distributed.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <class Layer, class In = Shape<12, 3>>
constexpr bool streams = detail::Streams<placed<Layer, In>>;
static_assert(streams<Activation<Tanh>> && streams<AvgPool1D<2>> &&
              streams<TimeDistributed<Dense<2, Softmax>>>);
static_assert(!streams<Activation<Softmax>>, "over all steps");
static_assert(!streams<AvgPool1D<2, Pool1DOptions{.stride = 1, .padding = same}>>, "looks ahead");
static_assert(!streams<Flatten> && !streams<Reshape<36, 1>> && !streams<Dense<2>> &&
              !streams<GlobalAvgPool1D>);
static_assert(!streams<Activation<Tanh>, Shape<12>>, "no sequence");

static_assert(detail::gives_sequence<placed<AvgPool1D<2>, Shape<12, 3>>>);

struct EveryThird {
    static constexpr std::size_t delay = 4, period = 3;
};
struct AtOnce {
    static constexpr std::size_t delay = 0, period = 1;
};
static_assert(detail::is_prompt<AtOnce> && !detail::is_prompt<EveryThird>);
constexpr bool counts() {
    std::size_t outputs = 0;
    for (std::size_t steps = 0; steps < 40; ++steps) {  // the output of step 4, 7, 10 ...
        if (detail::outputs_of_first<EveryThird>(steps) != outputs) return false;
        outputs += steps >= 4 && (steps - 4) % 3 == 0;
    }
    return true;
}
static_assert(counts());

}  // namespace

TEST_CASE("stream_of: as many outputs as delay and period say", "[engine]") { REQUIRE(counts()); }
