#include <ctnn/io/report_answers.hpp>

#include <array>
#include <ctnn/core/value_range.hpp>
#include <ctnn/ctnn.hpp>
#include <io/html_checks.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;
using Catch::Contains;

namespace {

using Gate = Network<Input<2>, Dense<1, Step>>;  // fires where a > b
Parameters<Gate> gate() { return Parameters<Gate>(std::array<float, 3>{1, -1, 0}); }

using Same = Network<Input<9>, Dense<9>>;
Parameters<Same> copier() {
    Parameters<Same> parameters;
    for (std::size_t i = 0; i < 9; ++i) parameters.values[i * 10] = 1;
    return parameters;
}

}  // namespace

TEST_CASE("report_answers: the surest mistakes first", "[io]") {
    std::vector<float> inputs(27);
    inputs[3] = 0.25f;
    inputs[9 + 4] = 0.5f;
    inputs[18 + 5] = 1;
    const Dataset<Same> data(inputs, std::vector<std::uint32_t>{0, 4, 7});
    const auto wrong = misread(copier(), data);
    REQUIRE(wrong.size() == 2);
    REQUIRE(wrong[0].sample == 2);
    REQUIRE(wrong[0].is == 7);
    REQUIRE(wrong[0].given == 5);
    REQUIRE(said_of(wrong[0], {}) == "7, taken for 5 (100\u202F%)");
    REQUIRE(said_of(wrong[1], {"<zero>"}) == "<zero>, taken for 3 (25\u202F%)");
    const std::string text = misread_html(copier(), data, {}, {"<zero>"});
    REQUIRE(wrong_in(text) == "");
    REQUIRE(times("<img", text) == 2);
    REQUIRE_THAT(text, Contains("2 of 3 samples are misread") && Contains("&lt;zero&gt;, taken"));
    REQUIRE(times("<img", misread_html(copier(), data, {.most = 1}, {})) == 1);
    REQUIRE_THAT(misread_html(copier(), Dataset<Same>(), {}, {}), Contains("None of 0"));
    Parameters<Same> broken = copier();
    broken.values[0] = not_a_number<float>;
    REQUIRE_THAT(misread_html(broken, data, {}, {}), Contains("of which it made NaN"));
}

TEST_CASE("report_answers: samples that are no pictures are lines", "[io]") {
    const Dataset<Gate> data({{2, 1}, {1, 2}}, {{0}, {0}});
    const std::string text = misread_html(gate(), data, {}, {});
    REQUIRE(wrong_in(text) == "");
    REQUIRE_THAT(text, Contains("1 of 2 samples is misread") && Contains("sample 0: 0, taken for 1"));
}

TEST_CASE("report_answers: a boundary lies where the network's does", "[io]") {
    const Dataset<Gate> data({{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {0}, {1}, {0}});
    const Drawing drawing = boundary(gate(), data, {"off", "on"}, "title");
    REQUIRE(drawing.plot.curves.size() == 2);
    REQUIRE(drawing.plot.curves[1].name == "on");
    REQUIRE(drawing.plot.curves[1].x == std::vector<double>{1});
    REQUIRE(drawing.plot.x_range.low == Approx(-0.15));
    REQUIRE(drawing.plot.x_range.high == Approx(1.15));
    const Pixels& ground = drawing.ground;
    REQUIRE(ground.bytes.size() == ground.width * ground.height * 4);
    const auto pixel = [&](std::size_t row, std::size_t column) {
        return ground.bytes.substr((row * ground.width + column) * 4, 3);
    };
    const std::string off = pixel(0, 0), on = pixel(127, 127);  // above on the left, below on the right
    REQUIRE(off != on);
    for (std::size_t i = 2; i < 126; ++i) {  // the diagonal goes up to the right
        REQUIRE(pixel(127 - i, i - 2) == off);
        REQUIRE(pixel(127 - i, i + 2) == on);
    }
    REQUIRE(prepared(boundary(gate(), Dataset<Gate>(), {}, "").plot).empty);
}

TEST_CASE("report_answers: predictions beside what is true", "[io]") {
    std::vector<float> inputs(18), targets(18);
    for (std::size_t i = 0; i < 18; ++i) inputs[i] = float(i), targets[i] = float(2 * i);
    const auto plots = prediction_plots(copier(), Dataset<Same>(inputs, targets));
    REQUIRE(plots.size() == 6);
    REQUIRE(plots[5].curves[0].x == std::vector<double>{10, 28});
    REQUIRE(plots[5].curves[0].y == std::vector<double>{5, 14});
    REQUIRE(plots[5].curves[1].x == std::vector<double>{10, 28});
    REQUIRE(prediction_plots(copier(), Dataset<Same>()).front().curves.size() == 1);
}
