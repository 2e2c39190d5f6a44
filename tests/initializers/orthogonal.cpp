#include <array>
#include <cmath>
#include <ctnn/core/concepts.hpp>
#include <ctnn/initializers/orthogonal.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

static_assert(AnInitializer<Orthogonal>);

template <class T, std::size_t N>
constexpr std::array<T, N> drawn(std::size_t fan_in) {
    std::array<T, N> w{};
    Random random{7};
    Orthogonal::fill<T>(w, fan_in, 1, random);
    return w;
}

/// The greatest distance of the products of rows, or of columns if those are fewer, from those of unit
/// vectors.
template <class T>
double error(const std::vector<T>& w, std::size_t rows, std::size_t columns) {
    const std::size_t count = std::min(rows, columns), length = std::max(rows, columns);
    const auto at = [&](std::size_t r, std::size_t i) {
        return double(rows <= columns ? w[r * columns + i] : w[i * columns + r]);
    };
    double worst = 0;
    for (std::size_t a = 0; a < count; ++a)
        for (std::size_t b = 0; b < count; ++b) {
            double dot = 0;
            for (std::size_t i = 0; i < length; ++i) dot += at(a, i) * at(b, i);
            worst = std::max(worst, std::abs(dot - (a == b ? 1 : 0)));
        }
    return worst;
}

template <class T>
void is_orthogonal(std::size_t rows, std::size_t columns) {
    CAPTURE(rows, columns);
    std::vector<T> w(rows * columns, T(9));
    Random random{rows + 5};
    Orthogonal::fill<T>(w, rows, columns, random);
    CHECK(error(w, rows, columns) < 1e-6);
}

}  // namespace

TEST_CASE("orthogonal: rows, or columns if those are fewer, are orthonormal", "[initializers]") {
    is_orthogonal<float>(1, 1);
    is_orthogonal<float>(1, 9);
    is_orthogonal<float>(9, 1);
    is_orthogonal<float>(16, 16);
    is_orthogonal<float>(17, 68);
    is_orthogonal<float>(50, 20);
    is_orthogonal<double>(33, 33);
}

TEST_CASE("orthogonal: the same numbers at compile time and at run time, in float and in double",
          "[initializers]") {
    constexpr auto compiled = drawn<float, 24>(4);
    volatile std::size_t fan_in = 4;
    CHECK(drawn<float, 24>(fan_in) == compiled);
    // What every machine and compiler must draw.
    CHECK(compiled[0] == 0x1.5b97e6p-4f);
    CHECK(compiled[23] == 0x1.f36e5cp-7f);
}

TEST_CASE("orthogonal: what makes up no whole row is zero, and nothing is written beyond", "[initializers]") {
    std::vector<float> w(15, 9.0f);
    Random random{1};
    Orthogonal::fill<float>(std::span<float>(w.data(), 14), 4, 100, random);
    CHECK(w[12] == 0);
    CHECK(w[13] == 0);
    CHECK(w[14] == 9);
    CHECK(error(std::vector<float>(w.begin(), w.begin() + 12), 4, 3) < 1e-6);
}
