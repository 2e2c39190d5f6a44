#include <ctnn/io/report.hpp>
#include <ctnn/io/report_sweep.hpp>
#include <ctnn/train.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

std::vector<Trial> trials() {
    return {{.candidate = 2,
             .values = {"0.1", "a<b"},
             .losses = {1, 0.25, 0.125},
             .score = 0.125,
             .seconds = 1.5},
            {.candidate = 0, .values = {"0.01", "c"}, .losses = {2, 1}, .score = 1},
            {.candidate = 1, .values = {"9", "d"}, .losses = {}, .failure = "the loss: expected <"}};
}
const std::vector<std::string> columns{"learning_rate", "name"};

}  // namespace

TEST_CASE("report_sweep: a row for each candidate, a curve for each that did not fail", "[io]") {
    const std::string html = detail::sweep_html(columns, trials());
    CHECK_THAT(html,
               Catch::Contains("<th>learning_rate</th>") && Catch::Contains("<td>a&lt;b</td><td>3</td>"));
    CHECK_THAT(html, Catch::Contains("the loss: expected &lt;"));
    const Plot plot = detail::sweep_plot(columns, trials());
    REQUIRE(plot.curves.size() == 2);
    CHECK(plot.curves[0].name == "learning_rate 0.1, name a<b");
    CHECK(plot.curves[0].x == std::vector<double>{1, 2, 3});
    CHECK(plot.curves[1].y == std::vector<double>{2, 1});
    CHECK(plot.title == "Validation loss of the best 2");
}

TEST_CASE("report_sweep: eight curves at most, candidates without settings by number", "[io]") {
    const std::vector<Trial> many(12, Trial{.candidate = 5, .losses = {1}});
    const Plot plot = detail::sweep_plot({}, many);
    CHECK(plot.curves.size() == 8);
    CHECK(plot.curves[0].name == "candidate 5");
}

TEST_CASE("report_sweep: a report takes a sweep", "[io]") {
    using Net = Network<Input<1>, Dense<1>>;
    const Sweep<Net> sweep{.columns = columns, .trials = trials()};
    CHECK_THAT(Report("x.html", {.gnuplot = "none"}).add(sweep).html(), Catch::Contains("learning_rate"));
}
