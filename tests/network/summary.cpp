#include <catch2/catch.hpp>
#include <ctnn/ctnn.hpp>
#include <string>

using namespace ctnn;

using Digits = Network<Input<28, 28, 1>, Flatten, Dense<128, ReLU>, Dense<10, Softmax>>;

TEST_CASE("summary: a row for each layer, and the sums", "[network]") {
    std::string table;
    summary_lines<Digits>([&](std::string_view line) { table += std::string(line) + '\n'; });
    INFO(table);
    const auto row = [&](const std::string& start) {
        const std::size_t at = table.find(start);
        REQUIRE(at != std::string::npos);
        return table.substr(at, table.find('\n', at) - at);
    };
    REQUIRE_THAT(row("Input "), Catch::Contains("(28, 28, 1)"));
    REQUIRE_THAT(row("Flatten"), Catch::Contains("(784)"));
    REQUIRE_THAT(row("Dense<128, ReLU"), Catch::Contains("(128)") && Catch::Contains("100,480") &&
                                             Catch::Contains("100,352") && Catch::Contains("401,920"));
    REQUIRE_THAT(row("Dense<10, Softmax"), Catch::Contains("1,290"));
    REQUIRE_THAT(row("in all"),
                 Catch::Contains("101,770") && Catch::Contains("101,632") && Catch::Contains("407,080"));
    REQUIRE_THAT(row("trained 101,770"), Catch::Contains("kept 0"));
    REQUIRE(table.find("ctnn::") == std::string::npos);
}
