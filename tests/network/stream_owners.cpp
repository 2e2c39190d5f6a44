// What holds parameters and streams of them: copied, moved, swapped, in a vector that grows. Under the
// sanitizers' presets no stream reads what is gone; here none reads what another owner has become.
#include <algorithm>
#include <array>
#include <ctnn/layers/conv1d.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/gru.hpp>
#include <ctnn/layers/time_distributed.hpp>
#include <ctnn/network/stream.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include <allocations.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Amp = Network<Input<64, 1>, GRU<5, Returns::sequence>, TimeDistributed<Dense<1>>>;
using S = Stream<Amp>;
using Sound = std::array<float, 8>;
constexpr Sound heard{0.5f, -0.5f, 0.25f, 1, -1, 0.125f, 0.75f, -0.25f};

/// What new streams make of the sound, the second time that they hear it or the first.
Sound expected(const Parameters<Amp>& w, int times = 1) {
    S stream(w);
    Sound y{};
    for (int i = 0; i < times; ++i) stream.run(heard, y);
    return y;
}

/// The obvious plugin.
struct Plugin {
    Parameters<Amp> weights;
    S left{weights}, right{weights};

    explicit Plugin(std::uint64_t seed = 1) { initialize(weights, seed); }
    void reset() { left.reset(), right.reset(); }
    Sound play() {
        Sound y{}, z{};
        left.run(heard, y), right.run(heard, z);
        return y == z ? y : Sound{};
    }
};

/// Wipes what an owner holds before it goes, so that who looks back sees it.
template <class T>
void wipe(T& owner) {
    std::fill_n(owner.weights.values, owner.weights.size(), 99.0f);
}

const Parameters<Amp>& weights(std::uint64_t seed) {
    static std::array<Parameters<Amp>, 3> all;
    initialize(all[seed], seed);
    return all[seed];
}

}  // namespace

TEST_CASE("stream: a copy of an owner goes on by itself", "[network]") {
    std::optional<Plugin> a(1);
    REQUIRE(a->play() == expected(weights(1)));
    Plugin b = *a;
    Plugin c = std::move(*a);
    wipe(*a);
    a.reset();
    REQUIRE(b.play() == expected(weights(1), 2));
    REQUIRE(c.play() == expected(weights(1), 2));
    b.reset();
    REQUIRE(b.play() == expected(weights(1)));
}

TEST_CASE("stream: owners in a vector that grows and shrinks", "[network]") {
    std::vector<Plugin> many;
    for (std::uint64_t i = 0; i < 9; ++i) {
        many.emplace_back(i % 2 + 1);
        many.back().play();
    }
    many.erase(many.begin());
    for (std::size_t i = 0; i < many.size(); ++i) REQUIRE(many[i].play() == expected(weights(2 - i % 2), 2));
}

TEST_CASE("stream: owners that are assigned to and swapped", "[network]") {
    Plugin a(1), b(2);
    a.play(), b.play();
    std::swap(a, b);
    REQUIRE(a.play() == expected(weights(2), 2));
    REQUIRE(b.play() == expected(weights(1), 2));
    {
        Plugin c(2);
        a = c;
        wipe(c);
    }
    REQUIRE(a.play() == expected(weights(2)));
    Plugin& itself = a;
    a = itself;
    REQUIRE(a.play() == expected(weights(2), 2));
    // Its streams still read its own weights.
    initialize(a.weights, 1);
    a.reset();
    REQUIRE(a.play() == expected(weights(1)));
}

TEST_CASE("stream: out of functions, lambdas and vectors of streams", "[network]") {
    const auto made = [] {
        Parameters<Amp> w = weights(1);
        S stream(w);
        auto result = std::optional<S>(stream);
        std::fill_n(w.values, w.size(), 99.0f);
        return result;
    }();
    S stream = *made;
    Sound y{};
    stream.run(heard, y);
    REQUIRE(y == expected(weights(1)));

    std::function<Sound()> play;
    {
        Plugin p(2);
        play = [p]() mutable { return p.play(); };
        wipe(p);
    }
    REQUIRE(play() == expected(weights(2)));

    std::vector<S> voices(3, stream);
    voices.resize(9);  // the new ones have parameters that are all zero
    for (std::size_t i = 0; i < 3; ++i) {
        voices[i].reset();
        voices[i].run(heard, y);
        REQUIRE(y == expected(weights(1)));
    }
    voices[8].run(heard, y);
    REQUIRE(y == expected(Parameters<Amp>{}));
}

TEST_CASE("stream: of a temporary it keeps the values", "[network]") {
    const auto load = [](std::uint64_t seed) { return weights(seed); };
    S stream(load(1));
    const auto constant = [](std::uint64_t seed) -> const Parameters<Amp> { return weights(seed); };
    S other(constant(2));
    Sound y{};
    stream.run(heard, y);
    REQUIRE(y == expected(weights(1)));
    other.run(heard, y);
    REQUIRE(y == expected(weights(2)));
    stream.bind(load(2));
    stream.reset();
    stream.run(heard, y);
    REQUIRE(y == expected(weights(2)));
}

TEST_CASE("stream: bound to others it remembers what it has heard", "[network]") {
    S stream;
    REQUIRE(stream.state().steps == 0);
    stream.bind(weights(1));
    REQUIRE(&stream.parameters() == &weights(1));
    Sound y{}, z{};
    stream.run(heard, y);
    StreamState<Amp> state = stream.state();
    stream.bind(weights(2));
    stream.run(heard, y);
    state.run(weights(2), heard, z);
    REQUIRE(y == z);
    REQUIRE(y != expected(weights(2), 2));

    // To its own, of which it is the owner then.
    S held(Parameters<Amp>(weights(1)));
    held.bind(held.parameters());
    auto copy = std::make_unique<S>(held);
    held = S(weights(2));
    copy->run(heard, y);
    REQUIRE(y == expected(weights(1)));
}

TEST_CASE("stream: a copy goes its own way, and reset forgets; nothing of it allocates", "[network]") {
    const std::size_t before = allocations();
    S stream(weights(1));
    const auto first = stream(std::array{1.0f});
    S copy = stream;
    const auto second = stream(std::array{3.0f});
    const bool alike = copy(std::array{3.0f}) == second;
    copy.reset();
    const bool again = copy(std::array{1.0f}) == first && stream(std::array{1.0f}) != first;
    copy = stream;
    stream.bind(Parameters<Amp>(weights(2)));
    const bool without = allocations() == before;
    REQUIRE(alike);
    REQUIRE(again);
    REQUIRE(without);
}

namespace {

/// Larger than what a stream keeps: read where they are, or not at all.
using Large = Network<Input<9, 300>, TimeDistributed<Dense<300>>>;
static_assert(sizeof(Stream<Large>) <= 32);
static_assert(!std::is_copy_constructible_v<Stream<Large>> && !std::is_move_constructible_v<Stream<Large>> &&
              !std::is_copy_assignable_v<Stream<Large>> && !std::is_default_constructible_v<Stream<Large>>);
static_assert(!std::is_constructible_v<Stream<Large>, Parameters<Large>>, "which would not live on");
static_assert(!std::is_constructible_v<Stream<Large>, const Parameters<Large>>);
static_assert(std::is_trivially_copyable_v<StreamState<Large>>);
static_assert(!std::is_constructible_v<S, const Parameters<Large>&>);
static_assert(std::is_nothrow_default_constructible_v<S> && std::is_nothrow_copy_constructible_v<S> &&
              std::is_nothrow_copy_assignable_v<S> && std::is_nothrow_swappable_v<S>);

/// In a constant expression.
constexpr float twice_and_on() {
    using Net = Network<Input<9, 1>, Conv1D<1, 2>>;
    Parameters<Net> w, v;
    w.layer<0>().weight = std::array<float, 2>{1, 10};
    v.layer<0>().weight = std::array<float, 2>{100, 0};
    Stream<Net> stream(w);
    std::array<float, 1> y{};
    stream.step(std::array<float, 1>{3}, y);
    Stream<Net> copy = stream;
    w.layer<0>().weight = std::array<float, 2>{};
    copy.step(std::array<float, 1>{4}, y);
    const float first = y[0];
    copy.bind(v);
    copy.step(std::array<float, 1>{0}, y);
    return first + y[0];
}
static_assert(twice_and_on() == 43 + 400);

}  // namespace

TEST_CASE("stream: large parameters are read where they are", "[network]") {
    const auto w = std::make_unique<Parameters<Large>>();
    Stream stream(*w);
    stream.bind(*w);
    REQUIRE(&stream.parameters() == w.get());
    REQUIRE(twice_and_on() == 443);
}
