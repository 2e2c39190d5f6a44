#include <ctnn/kernels/values/biases.hpp>

#include <algorithm>
#include <cstdint>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("biases: those that are there, or zeros", "[kernels]") {
    constexpr float own[3]{1, 2, 3};
    STATIC_REQUIRE(kernels::biases<true, 3>(own)[2] == 3);
    STATIC_REQUIRE(kernels::biases<false, 3>(own)[2] == 0);
    const double* const zeros = kernels::biases<false, 70, double>(nullptr);
    REQUIRE(std::all_of(zeros, zeros + 70, [](double zero) { return zero == 0; }));
    REQUIRE(reinterpret_cast<std::uintptr_t>(zeros) % 64 == 0);
}
