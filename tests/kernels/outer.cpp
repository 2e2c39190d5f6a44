#include <array>
#include <catch2/catch.hpp>
#include <ctnn/kernels/outer.hpp>

using namespace ctnn;

namespace {

constexpr std::array<float, 4> product() {
    constexpr std::array<float, 4> x{1, 2, 3, 4};  // two samples of two inputs
    constexpr std::array<float, 4> dz{1, 10, 100, 1000};
    std::array<float, 4> dw{0.5f, 0.5f, 0.5f, 0.5f};
    kernels::outer<2, 2, 2>(x.data(), dz.data(), dw.data());
    return dw;
}
static_assert(product() == std::array<float, 4>{301.5f, 3010.5f, 402.5f, 4020.5f});

}  // namespace

// All sizes: tests/kernels/dense.cpp.
TEST_CASE("outer: adds the sum over the samples, at run time too", "[kernels]") {
    REQUIRE(product() == std::array<float, 4>{301.5f, 3010.5f, 402.5f, 4020.5f});
}
