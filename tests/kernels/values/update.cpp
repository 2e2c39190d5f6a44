#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <ctnn/simd/shuffle.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <utility>
#include <vector>

#include <kernels/sizes.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

struct Halve {  // a rule with one moment: counts what it saw
    [[maybe_unused]] static constexpr bool in_lanes = true;
    template <class V>
    constexpr V operator()(V w, V g, std::array<V, 1>& m) const {
        m[0] = m[0] + g;
        return w * V(0.5f);
    }
};

struct HalveScalars {
    constexpr float operator()(float w, float g, std::array<float, 1>& m) const { return Halve{}(w, g, m); }
};

template <class Rule, std::size_t N>
constexpr bool updates() {
    std::array<float, N> w{}, g{}, m{};
    for (std::size_t i = 0; i < N; ++i)
        w[i] = static_cast<float>(2 * i), g[i] = static_cast<float>(i), m[i] = 1;
    kernels::update<N>(kernels::Update{Rule{}, w.data(), std::array<float*, 1>{m.data()}, g.data()});
    for (std::size_t i = 0; i < N; ++i)
        if (w[i] != static_cast<float>(i) || m[i] != static_cast<float>(i + 1)) return false;
    return true;
}
static_assert(updates<Halve, 5>() && updates<HalveScalars, 5>());

constexpr bool moves_on() {
    std::array<float, 4> w{}, m{}, g{};
    const auto rest = kernels::Update{Halve{}, w.data(), std::array<float*, 1>{m.data()}, g.data()} + 3;
    return rest.w == &w[3] && rest.moments[0] == &m[3] && rest.gradient == &g[3];
}
static_assert(moves_on());

/// N parameters with Adam's moments, and their gradient.
template <class T>
struct Values {
    std::vector<T> w, g, first, second;
    explicit Values(std::size_t count) {
        Random random{count};
        for (auto* block : {&w, &g, &first, &second})
            for (std::size_t i = 0; i < count; ++i) block->push_back(random.uniform<T>());
    }
    auto update() {
        return kernels::Update{Adam{}.rule<T>(7, T(0.1)), w.data(),
                               std::array<T*, 2>{first.data(), second.data()}, g.data()};
    }
    bool operator==(const Values& other) const {
        return w == other.w && first == other.first && second == other.second;
    }
};

template <class T, std::size_t N>
void in_pieces() {
    Values<T> whole(100 + N), pieces(100 + N);
    kernels::update<100 + N>(whole.update());
    kernels::update<N>(pieces.update());
    kernels::update<100>(pieces.update() + N);
    REQUIRE(whole == pieces);
}

#ifndef CTNN_NO_SIMD
/// A row of vectors of which the last one may overlap the one before it.
template <std::size_t N>
void takes_rows() {
    CAPTURE(N);
    constexpr std::size_t W = simd::width<float>(N), count = (N + W - 1) / W;
    const auto start = [](std::size_t j) { return j + 1 == count ? N - W : j * W; };
    Values<float> wanted(N), values(N);
    simd::vec<float, W> gradient[count];
    for (std::size_t j = 0; j < count; ++j) gradient[j] = simd::load<W>(values.g.data() + start(j));
    kernels::update<N>(wanted.update());
    std::fill(values.g.begin(), values.g.end(), 7.0f);
    kernels::detail::take<W>(gradient, values.update(), start);
    REQUIRE(values == wanted);
    REQUIRE(values.g == std::vector<float>(N, 7.0f));
    kernels::detail::take<W>(gradient, values.g.data(), start);
    for (std::size_t i = 0; i < N; ++i) REQUIRE(values.g[i] == wanted.g[i] + 7);
}

/// A row that fills only a part of its one vector.
template <std::size_t N>
void takes_part() {
    CAPTURE(N);
    constexpr std::size_t W = kernels::row_width<float>(N);
    if constexpr (N < W) {
        const auto start = [](std::size_t) { return std::size_t{0}; };
        Values<float> wanted(N), values(N);
        const simd::vec<float, W> gradient[1]{simd::load_part<W, N>(values.g.data())};
        kernels::update<N>(wanted.update());
        kernels::detail::take<N>(gradient, values.update(), start);
        REQUIRE(values == wanted);
        kernels::detail::take<N>(gradient, values.g.data(), start);
        for (std::size_t i = 0; i < N; ++i) REQUIRE(values.g[i] == 2 * wanted.g[i]);
    }
}
#endif

}  // namespace

TEST_CASE("update: every value once, with lanes and without", "[kernels]") {
    []<std::size_t... N>(std::index_sequence<N...>) {
        REQUIRE((updates<Halve, N>() && ...));
        REQUIRE((updates<HalveScalars, N>() && ...));
    }(std::make_index_sequence<53>{});
}

TEST_CASE("update: the same in pieces, bit for bit", "[kernels]") {
    []<std::size_t... N>(std::index_sequence<N...>) {
        (in_pieces<float, N>(), ...);
        (in_pieces<double, N>(), ...);
    }(KernelSizes{});
}

#ifndef CTNN_NO_SIMD
TEST_CASE("update: takes a gradient from registers", "[kernels]") {
    []<std::size_t... N>(std::index_sequence<N...>) { (takes_rows<N + 4>(), ...); }(KernelSizes{});
    []<std::size_t... N>(std::index_sequence<N...>) {
        (takes_part<N + 1>(), ...);
    }(std::make_index_sequence<15>{});
}
#endif

TEST_CASE("update: what can only add to memory starts at zero", "[kernels]") {
    Values<float> wanted(5), values(5);
    kernels::update<5>(wanted.update());
    const std::vector<float> gradient = values.g;
    kernels::update_after<5>(values.update(), [&](float* dw) {
        for (std::size_t i = 0; i < 5; ++i) dw[i] += gradient[i];
    });
    REQUIRE(values == wanted);
}
