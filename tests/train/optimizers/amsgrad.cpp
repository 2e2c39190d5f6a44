#include <ctnn/train/optimizers/amsgrad.hpp>

#include <train/optimizers/laws.hpp>

namespace {

using ctnn::AMSGrad;

TEST_CASE("amsgrad: keeps the laws of an optimizer", "[train]") {
    optimizer_laws::hold<AMSGrad>(optimizer_laws::golden::amsgrad);
}

TEST_CASE("amsgrad: the greatest mean of squares stays", "[train]") {
    std::array<double, 3> m{0, 0, 4};
    AMSGrad{}.rule<double>(1, 0.1)(1.0, 0.5, m);
    CHECK(m[1] < 1);
    CHECK(m[2] == 4);
}

}  // namespace
