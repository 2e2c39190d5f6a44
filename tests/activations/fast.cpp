#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/activations/fast.hpp>
#include <ctnn/core/concepts.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <limits>

#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr float inf = std::numeric_limits<float>::infinity();

static_assert(Elementwise<Fast<Tanh>> && Elementwise<Fast<Sigmoid>> && Wholesale<Fast<Softmax>>);
static_assert(Fast<Tanh>::value(0.0f) == 0 && Fast<Sigmoid>::value(0.0f) == 0.5f);
static_assert(Fast<Tanh>::value(2.0) > 0.9639 && Fast<Tanh>::value(2.0) < 0.9642);
static_assert(Fast<Tanh>::slope(0.0f, 0.5f) == Tanh::slope(0.0f, 0.5f));

/// Every value of a block, as numbers and in vectors, against the exact activation of double.
template <class Act, class T>
void is_near(double limit) {
    constexpr std::size_t block = 512;
    std::array<T, block> z{}, y{};
    for (double from = -120; from < 120; from += 0.37) {
        for (std::size_t i = 0; i < block; ++i) z[i] = T(from + 0.37 * double(i) / block);
        kernels::activate<Act, 1, block>(static_cast<const T*>(z.data()), y.data());
        for (std::size_t i = 0; i < block; ++i) {
            const double wanted = Act::exact::value(double(z[i]));
            const double found = double(y[i]), alone = double(Act::value(z[i]));
            if (std::abs(found - wanted) <= limit && std::abs(alone - wanted) <= limit) continue;
            CAPTURE(z[i], wanted);
            CHECK(std::abs(found - wanted) <= limit);
            CHECK(std::abs(alone - wanted) <= limit);
        }
    }
}

template <std::size_t N>
void softmax_is_near() {
    CAPTURE(N);
    std::array<float, N> z{}, fast{}, exact{};
    for (std::size_t i = 0; i < N; ++i) z[i] = 7 * std::sin(float(3 * i));
    kernels::activate<Fast<Softmax>, 1, N>(static_cast<const float*>(z.data()), fast.data());
    kernels::activate<Softmax, 1, N>(static_cast<const float*>(z.data()), exact.data());
    double total = 0;
    for (std::size_t i = 0; i < N; ++i) {
        CHECK(std::abs(fast[i] - exact[i]) <= std::min(1e-4f, 1.6e-4f * exact[i] + 1e-7f));
        total += double(fast[i]);
    }
    CHECK(total == Approx(1).epsilon(1e-6));
}

}  // namespace

TEST_CASE("fast: tanh and sigmoid within their bounds everywhere, in float and in double", "[activations]") {
    is_near<Fast<Tanh>, float>(5.5e-5);
    is_near<Fast<Tanh>, double>(5.5e-5);
    is_near<Fast<Sigmoid>, float>(2.8e-5);
    is_near<Fast<Sigmoid>, double>(2.8e-5);
}

TEST_CASE("fast: infinities are limits, NaN stays NaN", "[activations]") {
    const std::array<float, 5> z{inf, -inf, 1e30f, NAN, -1e30f};
    std::array<float, 5> y{};
    kernels::activate<Fast<Tanh>, 1, 5>(z.data(), y.data());
    CHECK((y[0] < 1 && y[0] > 0.9999f && y[1] == -y[0] && y[2] == y[0] && std::isnan(y[3]) && y[4] == y[1]));
    kernels::activate<Fast<Sigmoid>, 1, 5>(z.data(), y.data());
    CHECK((y[0] < 1 && y[1] > 0 && y[1] < 1e-4f && std::isnan(y[3])));
    kernels::activate<Fast<Softmax>, 1, 5>(std::array<float, 5>{0, -1e30f, 1, -inf, -2}.data(), y.data());
    CHECK((y[1] < 1e-30f && y[3] < 1e-30f && y[2] == Approx(0.7054).epsilon(1e-3)));
}

TEST_CASE("fast: softmax of every size sums to one", "[activations]") {
    [&]<std::size_t... N>(std::index_sequence<N...>) {
        (softmax_is_near<N + 1>(), ...);
    }(std::make_index_sequence<20>{});
    softmax_is_near<100>();
}
