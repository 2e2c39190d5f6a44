#include <array>
#include <ctnn/io/header_content.hpp>
#include <memory>
#include <string>
#include <testing.hpp>

using namespace ctnn;
using Catch::Contains;

TEST_CASE("header_content: the text of a network that is only known by its declaration", "[io]") {
    const std::array<float, 2> values{0.5f, 1};
    const std::array<float, 1> input{2}, output{2};
    const auto layer = std::make_shared<const std::string>("layer 0, Dense<1>");
    const detail::HeaderContent<float> content{
        .network = "ctnn::Network<ctnn::Input<1>, ctnn::Dense<1>>",
        .layers = 1,
        .multiply_adds = 1,
        .shares = {{layer, "weight", "1 x 1", 0, 1}, {layer, "bias", "1", 1, 1}},
        .values = values,
        .input = input,
        .output = output,
        .tolerance = 0.25f,
        .checksum = 0xabc,
        .writer = "hand"};
    const std::string text = detail::header_text(content, {.name = "one", .origin = "a file"});
    REQUIRE_THAT(text, Contains("written by hand. Every"));
    REQUIRE_THAT(text, Contains("// a file\n//\n// 1 layer, 2 values in 8 bytes; 1 multiply-adds for"));
    REQUIRE_THAT(text, Contains("namespace one {\n\nusing Network =\n    ctnn::Network<ctnn::Input<1>, "));
    REQUIRE_THAT(text,
                 Contains("    // layer 0, Dense<1>\n    // weight: 1 x 1\n    0x1p-1f,\n    // bias: 1\n"
                          "    0x1p+0f,\n};"));
    REQUIRE_THAT(text, Contains(".tolerance = 0x1p-2f,\n    .checksum = 0xabcu,"));
    REQUIRE_THAT(text, Contains("}  // namespace one\n"));
}

TEST_CASE("header_content: names and includes that do not compile are refused", "[io]") {
    REQUIRE_THROWS_WITH(detail::require_namespace("a.hpp", "class"),
                        "a.hpp: name: expected a C++ identifier that a namespace can have, found \"class\"");
    REQUIRE_THROWS_WITH(
        detail::require_includes("a.hpp", {"a\"b"}),
        "a.hpp: includes: expected the name of a header, as a.hpp or <b/c.hpp>, found 'a\"b'");
}
