#include <ctnn/train/optimizers/adamax.hpp>

#include <train/optimizers/laws.hpp>

namespace {

using ctnn::Adamax;

TEST_CASE("adamax: keeps the laws of an optimizer", "[train]") {
    optimizer_laws::hold<Adamax>(optimizer_laws::golden::adamax);
}

}  // namespace
