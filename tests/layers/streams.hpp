#pragma once

#include <array>
#include <catch2/catch.hpp>
#include <cstddef>
#include <ctnn/engine/placing.hpp>
#include <vector>

#include <layers/bench.hpp>

// What a layer promises that goes step by step: the bits of the whole sequence.

namespace laws {

/// All outputs of a stream that takes `at_once` steps at a time.
template <class L, class T>
std::vector<T> streamed(Bench<L, 1, T>& bench, std::size_t at_once) {
    using S = typename L::stream;
    constexpr std::size_t step = S::input::size, steps = L::input::size / step, out = S::output::size;
    Guarded<T> memory{S::memory, 0}, scratch{S::scratch, T(7)}, y{steps * out, T(7)};
    std::size_t written = 0;
    for (std::size_t t = 0; t < steps; t += at_once)
        written += S::template run<T>(bench.w.data(), bench.state.data(), t, bench.x.data() + t * step,
                                      std::min(at_once, steps - t), y.data() + written * out, memory.data(),
                                      scratch.data());
    REQUIRE(memory.intact());
    REQUIRE(scratch.intact());
    REQUIRE(y.intact());
    REQUIRE(written == steps);
    return y.values();
}

/// One step at a time, three, and all: each gives the bits that `predict` of the whole sequence ends with.
template <class L, class T = float>
void a_stream_is_the_sequence() {
    Bench<L, 1, T> bench;
    bench.predict();
    const std::vector<T> whole = bench.y.values();
    for (const std::size_t at_once : {std::size_t{1}, std::size_t{3}, std::size_t{L::input::size}}) {
        const std::vector<T> all = streamed<L, T>(bench, at_once);
        REQUIRE(std::vector<T>(all.end() - std::ptrdiff_t(whole.size()), all.end()) == whole);
    }
}

}  // namespace laws
