#include <ctnn/train/losses/huber.hpp>

#include <train/losses/laws.hpp>

namespace {

using ctnn::Huber;

constexpr float y[] = {1, 2, 3.5f, -1}, t[] = {1, 0, 4, 0};

static_assert(Huber::value<4>(y, t) == (0 + 1.5f + 0.125f + 0.5f) / 4);
static_assert([] {
    float dy[] = {7, 7, 7, 7};
    Huber::slope<4>(y, t, dy);
    return dy[0] == 0 && dy[1] == 0.25f && dy[2] == -0.125f && dy[3] == -0.25f;
}());

TEST_CASE("huber: keeps the laws of a loss", "[train]") { loss_laws::hold<Huber>(reference::losses::huber); }

TEST_CASE("huber: with the bend elsewhere", "[train]") {
    loss_laws::hold<ctnn::HuberOf<std::ratio<3, 10>>>(reference::losses::huber_of);
}

TEST_CASE("huber: an error too large to be squared still has a cost", "[train]") {
    const float far = 1e30f, none = 0;
    float slope = 0;
    Huber::slope<1>(&far, &none, &slope);
    CHECK(Huber::value<1>(&far, &none) == far);
    CHECK(slope == 1);
}

}  // namespace
