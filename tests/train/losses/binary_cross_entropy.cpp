#include <ctnn/train/losses/binary_cross_entropy.hpp>

#include <cmath>
#include <cstddef>
#include <limits>
#include <train/losses/laws.hpp>
#include <type_traits>

namespace {

using ctnn::BinaryCrossEntropy;

static_assert(std::is_same_v<BinaryCrossEntropy::last_activation, ctnn::Sigmoid>);

constexpr float y[] = {0, 1, 1, 0}, t[] = {0, 1, 0, 1};
static_assert(BinaryCrossEntropy::value<2>(y, t) == 0);            // sure and right
static_assert(BinaryCrossEntropy::value<2>(y + 2, t + 2) == 100);  // sure and wrong

TEST_CASE("binary_cross_entropy: keeps the laws of a loss", "[train]") {
    loss_laws::hold<BinaryCrossEntropy>(reference::losses::binary_cross_entropy);
}

TEST_CASE("binary_cross_entropy: logits of any size neither overflow nor stop learning", "[train]") {
    for (const float size : {1e4f, 1e30f, 3e38f}) {
        const float z[] = {size, -size, size, -size}, right[] = {1, 0, 1, 0}, wrong[] = {0, 1, 0, 1};
        float dz[4];
        CHECK(BinaryCrossEntropy::value_of_logits<4>(z, right) == 0);
        CHECK(BinaryCrossEntropy::value_of_logits<1>(z, wrong) == size);
        CHECK(BinaryCrossEntropy::value_of_logits<1>(z + 1, wrong + 1) == size);
        BinaryCrossEntropy::slope_of_logits<4>(z, wrong, dz);
        for (int i = 0; i < 4; ++i) CHECK(dz[i] == (wrong[i] == 1 ? -0.25f : 0.25f));
        BinaryCrossEntropy::slope_of_logits<4>(z, right, dz);
        for (int i = 0; i < 4; ++i) CHECK(std::abs(dz[i]) < 1e-30f);
    }
}

template <class T, std::size_t N>
constexpr bool infinite_logits() {
    constexpr T infinity = std::numeric_limits<T>::infinity();
    for (const T size : {infinity, -infinity})
        for (const T target : {T(0), T(0.25), T(1)}) {
            T z[N]{}, right[N]{}, dz[N]{};
            for (std::size_t i = 0; i < N; ++i) z[i] = size, right[i] = target;
            const bool is_right = target == (size > 0 ? T(1) : T(0));
            if (BinaryCrossEntropy::value_of_logits<N>(z, right) != (is_right ? T(0) : infinity))
                return false;
            BinaryCrossEntropy::slope_of_logits<N>(z, right, dz);
            if (dz[N - 1] * T(N) != T(size > 0) - target) return false;
        }
    return true;
}
static_assert(infinite_logits<float, 1>() && infinite_logits<double, 16>());

TEMPLATE_TEST_CASE("binary_cross_entropy: an infinite logit costs nothing or all, NaN stays NaN", "[train]",
                   float, double) {
    CHECK(infinite_logits<TestType, 1>());
    CHECK(infinite_logits<TestType, 32>());
    for (const TestType target : {TestType(0), TestType(1)}) {
        TestType z[16]{}, truth[16]{};
        z[3] = std::numeric_limits<TestType>::quiet_NaN(), truth[3] = target;
        CHECK(std::isnan(BinaryCrossEntropy::value_of_logits<16>(z, truth)));
        CHECK(std::isnan(BinaryCrossEntropy::value_of_logits<1>(z + 3, truth + 3)));
    }
}

TEST_CASE("binary_cross_entropy: many outputs cost what each of them does", "[train]") {
    constexpr std::size_t N = 37;
    double z[N], target[N], sum = 0;
    for (std::size_t i = 0; i < N; ++i) {
        z[i] = (double(i) - 18) * 1.7;
        target[i] = double(i % 5) / 4;
        sum += BinaryCrossEntropy::value_of_logits<1>(z + i, target + i);
    }
    CHECK(BinaryCrossEntropy::value_of_logits<N>(z, target) == Approx(sum / N).epsilon(1e-13));
}

}  // namespace
