#include <ctnn/train/losses/mean_squared_error.hpp>

#include <train/losses/laws.hpp>

namespace {

using ctnn::MeanSquaredError;

constexpr float y[] = {1, 2, 3}, t[] = {1, 0, 4};

static_assert(MeanSquaredError::value<1>(y + 1, t + 1) == 4);
static_assert(MeanSquaredError::value<3>(y, t) == 5.0f / 3);
static_assert([] {
    float dy[] = {7, 7};
    MeanSquaredError::slope<2>(y + 1, t + 1, dy);
    return dy[0] == 2 && dy[1] == -1;
}());

TEST_CASE("mean_squared_error: keeps the laws of a loss", "[train]") {
    loss_laws::hold<MeanSquaredError>(reference::losses::mean_squared_error);
}

}  // namespace
