#include <ctnn/train/optimizers/radam.hpp>

#include <train/optimizers/laws.hpp>

namespace {

using ctnn::RAdam;

TEST_CASE("radam: keeps the laws of an optimizer", "[train]") {
    optimizer_laws::hold<RAdam>(optimizer_laws::golden::radam);
}

TEST_CASE("radam: the first five steps are plain, and in the end it is Adam", "[train]") {
    for (std::uint64_t step = 1; step <= 5; ++step) CHECK(RAdam{}.rule(step, 1.0).is_plain);
    CHECK_FALSE(RAdam{}.rule(6, 1.0).is_plain);
    CHECK(RAdam{}.rule(1'000'000, 1.0).rate == Approx(1).epsilon(1e-6));
}

TEST_CASE("radam: with a short memory it stays plain", "[train]") {
    const auto rule = RAdam{.beta2 = 0.5f}.rule(1000, 1.0);
    CHECK(rule.is_plain);
    CHECK(rule.rate == Approx(1));
}

}  // namespace
