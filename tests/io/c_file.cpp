#include <array>
#include <ctnn/io/c_file.hpp>
#include <string>
#include <testing.hpp>

using namespace ctnn::detail;
using Catch::Contains;

TEST_CASE("a file of C declares, then defines") {
    const std::array<double, 2> values{1, 2}, output{3, 4};
    const CContent<double> content{.network = {.input = {2}, .output = {2}},
                                   .values = {},
                                   .input = values,
                                   .output = output,
                                   .tolerance = 0.5,
                                   .multiply_adds = 1234};
    const std::string text = c_text(content, {.name = "net", .origin = "@_$T \\"});
    CHECK_THAT(text, Contains("// @_$T |\n") && Contains("0 values in 0 bytes; 1,234 multiply-adds"));
    CHECK_THAT(text, Contains("enum { net_inputs = 2, net_outputs = 2, net_workspace = 1 };"));
    CHECK_THAT(text, Contains("static const double net_answer[2] = {\n    0x1.8p+1, 0x1p+2,\n};"));
    CHECK_THAT(text, Contains("<= 0x1p-1)"));
    CHECK_THAT(text, !Contains("math.h"));
}

TEST_CASE("a name is what others can begin with") {
    for (const std::string name : {"net", "net2", "for", "Net_a"}) CHECK_NOTHROW(require_c_name("a.c", name));
    for (const std::string name : {"", "2net", "_net", "a__b", "a-b", "a b", "net_"})
        CHECK_THROWS_WITH(
            require_c_name("a.c", name),
            "a.c: name: expected a C identifier that names can begin with, found \"" + name + '"');
}
