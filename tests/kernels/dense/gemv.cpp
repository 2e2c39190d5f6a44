#include <array>
#include <catch2/catch.hpp>
#include <ctnn/activations/linear.hpp>
#include <ctnn/kernels/dense/gemv.hpp>

using namespace ctnn;

namespace {

constexpr std::array<float, 2> product() {
    constexpr std::array<float, 6> w{1, 2, 3, 4, 5, 6};
    constexpr std::array<float, 2> b{10, 20};
    constexpr std::array<float, 3> x{1, 10, 100};
    std::array<float, 2> y{};
    kernels::gemv<3, 2, Linear>(w.data(), b.data(), x.data(), y.data());
    return y;
}
static_assert(product() == std::array<float, 2>{541, 662});

}  // namespace

// All sizes: tests/kernels/dense.cpp.
TEST_CASE("gemv: rows of W are inputs, at run time too", "[kernels]") {
    REQUIRE(product() == std::array<float, 2>{541, 662});
}
