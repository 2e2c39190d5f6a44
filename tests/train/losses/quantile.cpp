#include <ctnn/train/losses/quantile.hpp>

#include <train/losses/laws.hpp>

namespace {

using ctnn::Quantile;

TEST_CASE("quantile: keeps the laws of a loss", "[train]") {
    loss_laws::hold<Quantile<std::ratio<9, 10>>>(reference::losses::quantile);
}

}  // namespace
