#include <ctnn/io/plot.hpp>

#include <algorithm>
#include <cmath>
#include <ctnn/core/value_range.hpp>
#include <string>
#include <vector>

#include <data/message_of.hpp>
#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

namespace {

constexpr double none = not_a_number<double>, endless = infinity<double>;

}  // namespace

TEST_CASE("plot: of a million points two thousand, and what sticks out of them", "[io]") {
    Curve curve{.name = "noise"};
    for (std::size_t i = 0; i < 1'000'000; ++i) curve.y.push_back(std::sin(double(i) / 1000));
    curve.y[123'456] = 50;
    curve.y[777'777] = -70;
    curve.y[999'999] = 3;
    const Prepared figure = prepared({.curves = {curve}});
    const Curve& thin = figure.curves.front();
    REQUIRE(thin.y.size() <= 2000);
    REQUIRE(thin.y.size() > 1900);
    REQUIRE(std::is_sorted(thin.x.begin(), thin.x.end()));
    for (const double extreme : {50.0, -70.0, 3.0})
        REQUIRE(std::find(thin.y.begin(), thin.y.end(), extreme) != thin.y.end());
    for (std::size_t k = 0; k < thin.y.size(); ++k) REQUIRE(curve.y[std::size_t(thin.x[k]) - 1] == thin.y[k]);
    curve.y.back() = 0;
    REQUIRE(prepared({.curves = {curve}}).x.high == 1'000'000);
    curve.mark = Mark::points;
    REQUIRE(prepared({.curves = {curve}}).curves.front().y.size() <= 600);
}

TEST_CASE("plot: what is no number is a gap, thinned or not", "[io]") {
    const Prepared few = prepared({.curves = {{.name = "", .x = {}, .y = {1, none, endless, 3}}}});
    REQUIRE_FALSE(few.empty);
    REQUIRE(few.x.low == 1);
    REQUIRE(few.x.high == 4);
    REQUIRE(few.y.low < 1);
    REQUIRE(few.y.high > 3);
    REQUIRE(few.y.high < 4);
    Curve gap{.name = ""};
    gap.y.assign(10'000, 1);
    std::fill(gap.y.begin() + 4'000, gap.y.begin() + 6'000, none);
    give_places(gap);
    const Curve thin = thinned(gap, 2000, false);
    REQUIRE(std::any_of(thin.y.begin(), thin.y.end(), [](double y) { return y != y; }));
    REQUIRE(prepared({.curves = {{.name = "", .x = {}, .y = {none, -endless}}}}).empty);
    REQUIRE(prepared({.curves = {{.name = "", .x = {none}, .y = {1}}}}).empty);
    REQUIRE(prepared({.curves = {{.name = "", .x = {}, .y = {0, -1}}}, .logarithmic = true}).empty);
    REQUIRE(prepared({}).empty);
}

TEST_CASE("plot: axes have room, whatever the values", "[io]") {
    for (const double value : {0.0, 1.0, -3.0, 1e-30, 1e300, -1e300}) {
        const Prepared figure = prepared({.curves = {{.name = "", .x = {value}, .y = {value}}}});
        INFO(value);
        REQUIRE(figure.x.low < figure.x.high);
        REQUIRE(figure.y.low < figure.y.high);
    }
    const Plot given{.curves = {{.name = "", .x = {}, .y = {1, 2}}}, .x_range = {-5, 5}, .y_range = {0, 9}};
    REQUIRE(prepared(given).x.low == -5);
    REQUIRE(prepared(given).y.high == 9);
}

TEST_CASE("plot: no axis is as narrow as the numbers next to 0", "[io]") {
    constexpr double tiny = 5e-324;
    const Plot plots[]{
        {.curves = {{.name = "", .x = {0, tiny}, .y = {tiny, -tiny}}}},
        {.curves = {{.name = "", .x = {1e-308, 1.1e-308}, .y = {1, 2}}}},
        {.curves = {{.name = "", .x = {}, .y = {1, 2}}}, .x_range = {0, tiny}, .y_range = {-tiny, tiny}},
        {.curves = {{.name = "", .x = {}, .y = {tiny, 1}}}, .logarithmic = true},
        histogram("", {0, tiny, 2 * tiny})};
    for (const Plot& plot : plots) {
        const Prepared figure = prepared(plot);
        INFO(&plot - plots);
        REQUIRE(!figure.empty);
        REQUIRE(figure.x.high - figure.x.low >= least_drawn);
        REQUIRE(figure.y.high - figure.y.low >= least_drawn);
    }
    REQUIRE(prepared(plots[2]).x.high == 2);
}

TEST_CASE("plot: places and values belong together", "[io]") {
    Curve curve{.name = "my \"curve\"", .x = {1, 2}, .y = {1, 2, 3}};
    REQUIRE(message_of<DataError>([&] { give_places(curve); }) ==
            "the curve \"my \"curve\"\" of a report: expected 3 places for as many values, found 2");
}

TEST_CASE("plot: a histogram counts each value once", "[io]") {
    std::vector<double> values;
    for (int i = 0; i < 400; ++i) values.push_back(double(i) / 4);
    const Plot even = histogram("even", values);
    const Curve& bars = even.curves.front();
    REQUIRE(bars.x.size() == 41);
    REQUIRE(bars.x.front() == 0);
    REQUIRE(bars.x.back() == 99.75);
    for (std::size_t i = 0; i < 40; ++i) REQUIRE(bars.y[i] == 10);
    REQUIRE(histogram("one", {3, 3, 3}).curves.front().y.front() == 3);
    const Plot broken = histogram("broken", {1, none, 2, endless});
    REQUIRE(broken.y_label == "how many, and 2 that are no number");
    REQUIRE(prepared(histogram("none", {})).empty);
    REQUIRE(prepared(histogram("none", {none})).empty);
}

TEST_CASE("plot: bars begin at 0, which an axis by factors has not", "[io]") {
    Plot plot{.curves = {{.y = {1, 2}, .mark = Mark::bars}}};
    REQUIRE(prepared(plot).y.low == 0);
    plot.logarithmic = true;
    REQUIRE(prepared(plot).y.low == 1 / 1.25);
}
