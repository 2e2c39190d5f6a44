#include <ctnn/train/minimize/minimization.hpp>

#include <string_view>

#include <testing.hpp>

using namespace ctnn;

static_assert(words(Ended::goal) == std::string_view("the goal is reached"));
static_assert(words(Ended::not_finite) == std::string_view("the way on leads to no number"));

TEST_CASE("minimization: the losses are the start's and one an iteration", "[train]") {
    CHECK(Minimization{}.iterations() == 0);
    CHECK(std::isnan(Minimization{}.loss()));
    const Minimization result{.losses = {3, 2, 1}};
    CHECK(result.iterations() == 2);
    CHECK(result.loss() == 1);
}
