#include <ctnn/io/report_network.hpp>

#include <ctnn/ctnn.hpp>
#include <io/html_checks.hpp>
#include <string>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;
using Catch::Contains;

TEST_CASE("report_network: a box a layer, with what summary says of it", "[io]") {
    using Net = Network<Input<28, 28, 1>, Conv2D<6, 5>, MaxPool2D<2>, Dense<10, Softmax>>;
    const std::string text = network_html<Net, float>();
    REQUIRE(wrong_in(text) == "");
    REQUIRE(times("<b>", text) == 4);
    REQUIRE_THAT(text, Contains("28 \u00D7 28 \u00D7 1") && Contains("24 \u00D7 24 \u00D7 6") &&
                           Contains("12 \u00D7 12 \u00D7 6"));
    REQUIRE_THAT(text, Contains("156\u00A0parameters") && Contains("8,650\u00A0parameters") &&
                           Contains("<b>MaxPool2D&lt;"));
    REQUIRE_THAT(text, Contains("<dd>8,806</dd>") && Contains("<dd>35,224</dd>"));
}

TEST_CASE("report_network: equal layers in a row once", "[io]") {
    using L = Dense<4, Tanh>;
    using Net = Network<Input<4>, L, L, L, Dense<1>>;
    const auto boxes = layer_boxes<Net, double>();
    REQUIRE(boxes.size() == 3);
    REQUIRE(boxes[1].times == 3);
    REQUIRE(boxes[2].times == 1);
    REQUIRE_THAT(boxes_html(boxes), Contains("</b> \u00D7 3"));
}

TEST_CASE("report_network: a layer is spelt as it is written", "[io]") {
    using Net = Network<Input<16, 2>, Conv1D<8, 5, Tanh, Conv1DOptions{.padding = causal}>>;
    REQUIRE(layer_name<Net, 0>() == "Conv1D<8, 5, Tanh, Conv1DOptions{.padding = causal}>");
    REQUIRE(layer_name<Net, 0>(6) == "Conv1D...");
}
