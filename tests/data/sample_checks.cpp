#include <array>
#include <cstdint>
#include <ctnn/data/sample_checks.hpp>
#include <limits>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("sample_checks: a number that is none, by its sample and place", "[data]") {
    std::array<float, 6> values{};
    CHECK_NOTHROW(detail::require_finite(values, 3, "input"));
    values[4] = std::numeric_limits<float>::infinity();
    CHECK_THROWS_WITH(detail::require_finite(values, 3, "input"),
                      Catch::Contains("sample 1, input 1") && Catch::Contains("inf"));
}

TEST_CASE("sample_checks: as many targets as samples want", "[data]") {
    CHECK_NOTHROW(detail::require_count(4, 4, "class", 4));
    CHECK_THROWS_WITH(detail::require_count(3, 4, "class", 4), Catch::Contains("4 classes for 4 samples"));
}

TEST_CASE("sample_checks: classes that there are, or that are ignored", "[data]") {
    const std::array<std::uint32_t, 4> classes{0, 2, 1, 0}, some{0, ignored, 1, 0};
    CHECK_FALSE(detail::require_classes(classes, 3, 1));
    CHECK(detail::require_classes(some, 3, 2));
    CHECK_THROWS_WITH(detail::require_classes(classes, 2, 2), Catch::Contains("sample 0, place 1"));
    CHECK_THROWS_WITH(detail::require_classes(classes, 2, 1),
                      Catch::Contains("sample 1") && Catch::Contains("0 to 1"));
}
