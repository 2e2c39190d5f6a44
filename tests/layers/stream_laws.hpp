#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <cstring>
#include <vector>

#include <layers/bench.hpp>

// What a layer promises that takes one step of a sequence at a time.

namespace laws {

/// How many steps come at once, by turns.
using Pace = std::vector<std::size_t>;

/// All outputs of the first `steps` steps.
template <class Bench>
auto streamed(Bench& bench, std::size_t steps, const Pace& pace) {
    using L = typename Bench::layer;
    using S = typename L::stream;
    using T = typename Bench::value;
    Guarded<T> memory(S::memory, 0), scratch(S::scratch, Bench::nan);
    std::vector<T> y((steps + 1) * S::output::size, T(-777));
    std::size_t written = 0;
    for (std::size_t t = 0, turn = 0, count = 0; t < steps; t += count) {
        count = std::min(pace[turn++ % pace.size()], steps - t);
        const std::size_t before = written;
        written +=
            S::template run<T>(bench.w.data(), bench.state.data(), t, bench.x.data() + t * S::input::size,
                               count, y.data() + written * S::output::size, memory.data(), scratch.data());
        for (std::size_t s = t; s < t + count; ++s)
            if (s == S::delay) REQUIRE(written > before);  // the first output comes when it is said to
        if (t + count <= S::delay) REQUIRE(written == 0);
    }
    REQUIRE(memory.intact());
    REQUIRE(scratch.intact());
    for (std::size_t i = written * S::output::size; i < y.size(); ++i) REQUIRE(y[i] == T(-777));
    y.resize(written * S::output::size);
    return y;
}

template <class L, class T>
struct StreamBench : Bench<L, 1, T> {
    using layer = L;
    using value = T;
};

/// A stream's outputs are those of the whole sequence, bit for bit, whether steps come one by one, many at
/// once, or now so and now so; of a layer that gives its last output only, the last one is.
template <class L, class T>
void a_stream_is_the_sequence() {
    using S = typename L::stream;
    constexpr std::size_t steps = L::input::extents[0];
    StreamBench<L, T> bench;
    bench.predict();
    const auto whole = bench.y.values();
    for (const Pace& pace : {Pace{1}, Pace{2}, Pace{3}, Pace{7}, Pace{steps}, Pace{1, 20, 1, 1, 4}}) {
        CAPTURE(pace);
        const auto y = streamed(bench, steps, pace);
        REQUIRE(y.size() ==
                (steps > S::delay ? (steps - S::delay - 1) / S::period + 1 : 0) * S::output::size);
        REQUIRE(y.size() >= whole.size());
        REQUIRE(std::memcmp(y.data() + (y.size() - whole.size()), whole.data(), whole.size() * sizeof(T)) ==
                0);
    }
    REQUIRE(bench.intact());
}

}  // namespace laws

/// Applies them to `Layer` placed on `In`, a shape of steps and features.
template <class Layer, class In>
void stream_laws() {
    using L = ctnn::placed<Layer, In>;
    laws::a_stream_is_the_sequence<L, float>();
    laws::a_stream_is_the_sequence<L, double>();
}
