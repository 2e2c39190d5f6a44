#include <ctnn/network/summary_line.hpp>

#include <ctnn/ctnn.hpp>
#include <string>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

TEST_CASE("summary_line: numbers, columns, and the end of a line", "[network]") {
    Line line;
    line.put("a");
    line.pad_to(4);
    line.put_number(1'002'030);
    REQUIRE(line.text() == "a   1,002,030");
    line.put(std::string(1000, 'x'));
    REQUIRE(line.text().size() == 320);
}

TEST_CASE("summary_line: shapes and types as the source has them", "[network]") {
    Line line;
    put_shape<Shape<28, 27, 1>>(line);
    put_type(line, pretty_type<Residual<Activation<Tanh>>>(), 60);
    REQUIRE_THAT(std::string(line.text()), Catch::StartsWith("(28, 27, 1)Residual<Activation<Tanh"));
    Line cut;
    put_type(cut, "ctnn::Dense<128>", 5);
    REQUIRE(cut.text() == "Dense...");
}
