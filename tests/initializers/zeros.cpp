#include <ctnn/initializers/zeros.hpp>

#include <array>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/random.hpp>

#include <testing.hpp>

namespace {

static_assert(ctnn::AnInitializer<ctnn::Zeros>);

static_assert([] {
    std::array<float, 3> w{1, 2, 3};
    ctnn::Random random{5};
    ctnn::Zeros::fill<float>(w, 3, 1, random);
    return w == std::array<float, 3>{} && random.state == 5;
}());

TEST_CASE("zeros: all values, and no random number", "[initializers]") {
    std::array<double, 40> w;
    w.fill(7);
    ctnn::Random random{5};
    ctnn::Zeros::fill<double>(w, 40, 1, random);
    CHECK(w == std::array<double, 40>{});
    CHECK(random.state == 5);
}

}  // namespace
