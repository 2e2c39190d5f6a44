#include <ctnn/train/losses/binary_cross_entropy.hpp>

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
