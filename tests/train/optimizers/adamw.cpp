#include <ctnn/train/optimizers/adamw.hpp>

#include <train/optimizers/laws.hpp>

namespace {

using ctnn::AdamW;

// Without a gradient, the decay alone: it does not go through the moments.
static_assert([] {
    std::array<double, 2> moments{};
    const auto rule = AdamW{.learning_rate = 0.5f, .weight_decay = 0.5f}.rule(1, 0.5);
    return rule(8.0, 0.0, moments) == 6 && moments[0] == 0 && moments[1] == 0;
}());

TEST_CASE("adamw: keeps the laws of an optimizer", "[train]") {
    optimizer_laws::hold<AdamW>(optimizer_laws::golden::adamw);
}

}  // namespace
