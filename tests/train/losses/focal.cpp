#include <ctnn/train/losses/focal.hpp>

#include <train/losses/laws.hpp>

namespace {

using ctnn::Focal;

TEST_CASE("focal: keeps the laws of a loss", "[train]") {
    loss_laws::hold<Focal<>>(reference::losses::focal);
}

TEST_CASE("focal: of any power", "[train]") {
    loss_laws::golden<Focal<std::ratio<3, 2>, std::ratio<1, 2>>, double>(
        reference::losses::focal_of_any_power, 1e-9);
}

TEST_CASE("focal: surely right or wrong", "[train]") {
    const double z[] = {800, -800, 800, -800}, t[] = {1, 0, 0, 1};
    double slope[4];
    Focal<std::ratio<1, 2>>::slope_of_logits<4>(z, t, slope);
    for (const double s : slope) CHECK(std::isfinite(s));
    CHECK(slope[0] == 0);
    CHECK(slope[2] > 0.18);
    CHECK(Focal<>::value_of_logits<2>(z, t) == 0);
}

}  // namespace
