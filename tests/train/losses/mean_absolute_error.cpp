#include <ctnn/train/losses/mean_absolute_error.hpp>

#include <train/losses/laws.hpp>

namespace {

using ctnn::MeanAbsoluteError;

constexpr float y[] = {1, 2, 3, 5}, t[] = {1, 0, 4, 5};

static_assert(MeanAbsoluteError::value<1>(y + 2, t + 2) == 1);
static_assert(MeanAbsoluteError::value<4>(y, t) == 0.75f);
static_assert([] {
    float dy[] = {7, 7, 7, 7};
    MeanAbsoluteError::slope<4>(y, t, dy);
    return dy[0] == 0 && dy[1] == 0.25f && dy[2] == -0.25f &&
           dy[3] == 0;  // 0 where there is no error, as in PyTorch
}());

TEST_CASE("mean_absolute_error: keeps the laws of a loss", "[train]") {
    loss_laws::hold<MeanAbsoluteError>(reference::losses::mean_absolute_error);
}

}  // namespace
