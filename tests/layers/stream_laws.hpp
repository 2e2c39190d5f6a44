#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/engine/branch_stream.hpp>
#include <ctnn/engine/chain_stream.hpp>
#include <vector>

#include <kernels/sizes.hpp>
#include <layers/bench.hpp>
#include <testing.hpp>

// What a layer promises that takes one step of a sequence at a time.

namespace laws {

/// How many steps come at once, by turns.
using Pace = std::vector<std::size_t>;

/// All outputs of the first `steps` steps: of one that comes alone by the one stream, of more by the other.
template <class L, class T>
std::vector<T> streamed(Bench<L, 1, T>& bench, std::size_t steps, const Pace& pace, Finding& finding) {
    using One = ctnn::detail::stream_of<L, 1>;
    using Many = ctnn::detail::stream_of<L, 4>;
    constexpr std::size_t in = One::input::size, out = One::output::size;
    constexpr std::size_t rate = ctnn::detail::rate_of<One>();
    static_assert(One::memory == Many::memory);
    Guarded<T> memory(One::memory, 0), scratch(std::max(One::scratch, Many::scratch), bench.nan);
    std::vector<T> y((rate * steps + 1) * out, T(-777));
    std::size_t written = 0;
    for (std::size_t t = 0, turn = 0, count = 0; t < steps; t += count) {
        count = std::min(pace[turn++ % pace.size()], steps - t);
        const std::size_t before = written;
        const auto run = count == 1 ? One::template run<T> : Many::template run<T>;
        written += run(bench.w.data(), bench.state.data(), t, bench.x.data() + t * in, count,
                       y.data() + written * out, memory.data(), scratch.data());
        if (t <= One::delay && One::delay < t + count)
            finding.holds("the first output comes when it is said to", written > before);
        if (t + count <= One::delay) finding.holds("no output comes before", written == 0);
    }
    finding.holds("nothing else is written", memory.intact() && scratch.intact());
    for (std::size_t i = written * out; i < y.size(); ++i)
        finding.holds("no more outputs are written than are said", y[i] == T(-777));
    y.resize(written * out);
    return y;
}

/// A stream's outputs are those of the whole sequence, bit for bit, whether steps come one by one, many at
/// once, or now so and now so; of a layer that gives its last output only, the last one is.
template <class L, class T>
Finding a_stream_is_the_sequence() {
    using S = ctnn::detail::stream_of<L, 1>;
    constexpr std::size_t steps = L::input::size / S::input::size;
    Bench<L, 1, T> bench;
    Finding finding;
    bench.predict();
    const auto whole = bench.y.values();
    for (const Pace& pace : {Pace{1}, Pace{2}, Pace{3}, Pace{7}, Pace{steps}, Pace{1, 20, 1, 1, 4}}) {
        auto y = streamed(bench, steps, pace, finding);
        const std::size_t outputs = steps > S::delay ? (steps - S::delay - 1) / S::period + 1 : 0;
        finding.holds("as many outputs as delay and period say",
                      y.size() == outputs * ctnn::detail::rate_of<S>() * S::output::size);
        finding.holds("all that the sequence gives", y.size() >= whole.size());
        if (y.size() > whole.size()) y.erase(y.begin(), y.end() - std::ptrdiff_t(whole.size()));
        finding.same_bits("y", y, whole);
    }
    finding.holds("nothing else is written", bench.intact());
    return finding;
}

template <class L, class T>
void add_laws_of_streams(std::vector<Law>& laws) {
    if constexpr (ctnn::detail::Streams<L>)
        laws.push_back({"a stream is the sequence", a_stream_is_the_sequence<L, T>});
}

}  // namespace laws

/// Applies them to `Layer` placed on `In`, a shape of steps and features, in values of each T: of both, or of
/// float where what clang has run in full is repeated, if none is named.
template <class Layer, class In, class... T>
void stream_laws() {
    using L = ctnn::placed<Layer, In>;
    static_assert(ctnn::detail::Streams<L>);
    if constexpr (sizeof...(T) == 0) {
#ifdef CTNN_TEST_FEW
        stream_laws<Layer, In, float>();
#else
        stream_laws<Layer, In, float, double>();
#endif
    } else {
        REQUIRE(laws::first_broken({{"a stream is the sequence", laws::a_stream_is_the_sequence<L, T>}...}) ==
                "");
    }
}
