#include <ctnn/io/report_matrix.hpp>

#include <io/html_checks.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;
using Catch::Contains;

TEST_CASE("report_matrix: counts, and what they are of a hundred", "[io]") {
    const ConfusionMatrix<2> matrix{.counts = {{{8, 2}, {0, 5}}}};
    const std::string text = matrix_html(rows_of(matrix), {});
    REQUIRE(wrong_in(text) == "");
    REQUIRE_THAT(text, Contains(">8</td>") && Contains(">2</td>") && Contains(">5</td>"));
    REQUIRE_THAT(text, Contains("<td></td>"));  // nothing was taken for it: nothing, on paper
    REQUIRE_THAT(text, Contains("86.7\u202F%"));
    REQUIRE_THAT(text, Contains("<td class=\"edge\">80</td>") && Contains("<td class=\"edge\">71</td>"));
    REQUIRE_THAT(text, !Contains("NaN"));
}

TEST_CASE("report_matrix: names of any kind, and what was NaN", "[io]") {
    ConfusionMatrix<2> matrix{.counts = {{{1, 0}, {0, 0}}}, .undecided = {0, 3}};
    const std::string text = matrix_html(rows_of(matrix), {"<script>", "\"b\" & 100 %"});
    REQUIRE(wrong_in(text) == "");
    REQUIRE_THAT(text, Contains("&lt;script&gt;") && Contains("&quot;b&quot; &amp; 100 %"));
    REQUIRE_THAT(text, Contains("<th>NaN</th>") && Contains(">3</td>"));
    REQUIRE(class_name({"a"}, 0) == "a");
    REQUIRE(class_name({"a"}, 1) == "1");
    REQUIRE(wrong_in(matrix_html(rows_of(ConfusionMatrix<3>{}), {})) == "");  // of no samples
}

TEST_CASE("report_matrix: of many classes the worst", "[io]") {
    ConfusionMatrix<100> matrix;
    for (std::size_t c = 0; c + 1 < 100; ++c) matrix.counts[c][c + 1] = c;
    const std::string text = matrix_html(rows_of(matrix), {});
    REQUIRE_THAT(text, Contains("<td>98</td><td>99</td><td>98</td>"));
    REQUIRE(times("<tr>", text) == 31);
}
