#include <ctnn/io/c_axes.hpp>
#include <testing.hpp>

using namespace ctnn::detail;
using Catch::Contains;

// That they compute what they should is seen in c_source/.

TEST_CASE("a slice is a loop over what is before its axis, on it and behind it") {
    CWriter to("net", false);
    write_c_slice(to, {.kind = LayerKind::slice, .input = {2, 6, 3}, .output = {2, 2, 3}, .axes = {1, 1, 3}});
    CHECK(to.text() == R"(    for (long o = 0; o < 2; ++o)
        for (long s = 0; s < 2; ++s)
            for (long i = 0; i < 3; ++i)
                y[(o * 2 + s) * 3 + i] = x[(o * 6 + 1 + s * 3) * 3 + i];
)");
}

TEST_CASE("a NaN beats what is greatest and what is least") {
    CHECK(c_joined(JoinKind::greatest, "a", "b") == "if (b > a || b != b) a = b;");
    CHECK(c_joined(JoinKind::least, "a", "b") == "if (b < a || b != b) a = b;");
    CHECK(c_joined(JoinKind::mean, "a", "b") == "a += b;");
}

TEST_CASE("a place between pixels is a fraction of whole numbers") {
    CHECK_THAT(c_between("row", "r", 3, 6, false), Contains("row_at = (2 * r + 1) * 3 - 6,"));
    CHECK_THAT(c_between("row", "r", 3, 6, false), Contains("row_in % 12) / 12"));
    CHECK_THAT(c_between("row", "r", 3, 6, true), Contains("row_at = r * 2,"));
    CHECK_THAT(c_between("row", "r", 1, 1, true), Contains("row_in % 1) / 1"));
}
