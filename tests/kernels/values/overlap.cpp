#include <ctnn/kernels/values/overlap.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

struct Ranges {
    std::ptrdiff_t x, n, y, m;
};

/// How ranges of an array overlap is right: found as constants, and as the program runs.
constexpr bool is_right(Ranges r) {
    const double v[9]{}, other[2]{};
    const auto found = kernels::overlap(v + r.x, std::size_t(r.n), v + r.y, std::size_t(r.m));
    const bool exists = r.n > 0 && r.m > 0 && r.x < r.y + r.m && r.y < r.x + r.n;
    return found.exists == exists && (!exists || found.apart == r.y - r.x) &&
           !kernels::overlap(v, 2, static_cast<const double*>(other), 2).exists;
}
constexpr bool all_are_right() {
    bool right = true;
    for (std::ptrdiff_t x = 0; x < 4; ++x)
        for (std::ptrdiff_t y = 0; y < 4; ++y)
            for (std::ptrdiff_t n = 0; n < 5; ++n)
                for (std::ptrdiff_t m = 0; m < 5; ++m) right = right && is_right({x, n, y, m});
    return right;
}
static_assert(all_are_right());
static_assert(!kernels::overlap<float>(nullptr, 0, nullptr, 0).exists);

}  // namespace

TEST_CASE("overlap: whether two ranges overlap, and how far they are apart", "[kernels]") {
    REQUIRE(all_are_right());
}
