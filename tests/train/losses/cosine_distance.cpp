#include <ctnn/train/losses/cosine_distance.hpp>

#include <train/losses/laws.hpp>

namespace {

using ctnn::CosineDistance;

TEST_CASE("cosine_distance: as PyTorch, and its gradient the value's", "[train]") {
    loss_laws::golden<CosineDistance, double>(reference::losses::cosine_distance, 1e-10);
    loss_laws::golden<CosineDistance, float>(reference::losses::cosine_distance, 1e-4);
    loss_laws::differences<CosineDistance, 4>();
    loss_laws::differences<CosineDistance, 17>();
    loss_laws::compile_time<CosineDistance, 20, double>();
}

TEST_CASE("cosine_distance: of nothing", "[train]") {
    const float zero[] = {0, 0}, one[] = {1, 0};
    float slope[2];
    CosineDistance::slope<2>(zero, one, slope);
    CHECK(CosineDistance::value<2>(zero, one) == 1);
    CHECK((std::isfinite(slope[0]) && std::isfinite(slope[1])));
}

}  // namespace
