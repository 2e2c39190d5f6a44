#include <ctnn/train/losses/embeddings.hpp>

#include <train/losses/laws.hpp>

namespace {

using ctnn::Contrastive;
using ctnn::Triplet;
using reference::losses::LossCase;

TEST_CASE("embeddings: two of them as PyTorch computes it", "[train]") {
    loss_laws::golden<Contrastive<std::ratio<3, 2>>, double>(reference::losses::contrastive, 1e-10);
    loss_laws::differences<Contrastive<std::ratio<9>>, 4>();
    loss_laws::compile_time<Contrastive<>, 20, double>();
}

// Of the four outputs the last is in none.
TEST_CASE("embeddings: three of them as PyTorch's TripletMarginLoss", "[train]") {
    for (const LossCase& c : reference::losses::triplet) {
        double slope[3];
        Triplet<std::ratio<3, 4>>::slope<3>(c.x, c.t, slope);
        CHECK(Triplet<std::ratio<3, 4>>::value<3>(c.x, c.t) == Approx(c.value).epsilon(1e-10).margin(1e-12));
        for (std::size_t i = 0; i < 3; ++i)
            CHECK(slope[i] == Approx(c.slope[i]).epsilon(1e-10).margin(1e-12));
    }
    loss_laws::differences<Triplet<std::ratio<9>>, 15>();
}

TEST_CASE("embeddings: NaN stays NaN, and equal ones have a gradient", "[train]") {
    float y[] = {1, NAN, 2, 3, 4, 5}, t[6] = {1}, slope[6];
    Triplet<>::slope<6>(y, t, slope);
    CHECK(std::isnan(slope[1]));
    CHECK(std::isnan(Triplet<>::value<6>(y, t)));
    CHECK(std::isnan(Contrastive<>::value<6>(y, t)));
    const float same[] = {1, 1}, apart[] = {0, 1};
    Contrastive<>::slope<2>(same, apart, slope);
    CHECK(std::isfinite(slope[0]));
}

}  // namespace
