#include <array>
#include <catch2/catch.hpp>
#include <ctnn/activations/linear.hpp>
#include <ctnn/kernels/dense/dense.hpp>

#include <kernels/dense/dense_against_loops.hpp>

using namespace ctnn;

namespace {

constexpr std::array<float, 2> product() {
    constexpr std::array<float, 6> w{1, 2, 3, 4, 5, 6};
    constexpr std::array<float, 2> b{10, 20};
    constexpr std::array<float, 3> x{1, 10, 100};
    std::array<float, 2> y{};
    kernels::dense<1, 3, 2, Linear>(w.data(), b.data(), x.data(), y.data());
    return y;
}
static_assert(product() == std::array<float, 2>{541, 662});

}  // namespace

TEST_CASE("dense: rows of W are inputs, at run time too", "[kernels]") {
    REQUIRE(product() == std::array<float, 2>{541, 662});
}

TEST_CASE("dense: every size agrees with plain loops, one sample", "[kernels]") {
    check_sizes<float, 1>();
    check_sizes<double, 1>();
}

TEST_CASE("dense: fewer samples than tiles take go one after the other", "[kernels]") {
    check<float, 2, 17, 16>();
    check<float, 3, 300, 40>();
    check<double, 3, 5, 7>();
}
