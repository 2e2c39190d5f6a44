#include <ctnn/io/plot_svg.hpp>

#include <ctnn/core/value_range.hpp>
#include <data/scratch_file.hpp>
#include <filesystem>
#include <io/html_checks.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;
using Catch::Contains;

namespace {

constexpr double none = not_a_number<double>;
const std::string hostile =
    "</figure><script>a()</script>\"'%s\n`rm -rf x`\nEOD\nsystem 'touch hacked'\nplot @x $y";

std::vector<Drawing> many() {
    const Curve rising{.name = hostile, .x = {}, .y = {1, 2, none, 4}};
    std::vector<Drawing> drawings;
    for (const Mark mark : {Mark::line, Mark::dashes, Mark::points, Mark::bars}) {
        Curve curve = rising;
        curve.mark = mark;
        drawings.push_back(
            {.plot = {.title = hostile, .x_label = hostile, .y_label = hostile, .curves = {curve}}});
    }
    drawings.push_back({.plot = {.title = "log",
                                 .curves = {{.name = "", .x = {}, .y = {1e-9, 1, 0, 1e5}}},
                                 .logarithmic = true}});
    drawings.push_back({.plot = {.title = "nothing", .curves = {{.name = "", .x = {}, .y = {none}}}}});
    drawings.push_back({.plot = {.title = "one", .curves = {{.name = "", .x = {}, .y = {7}}}}});
    drawings.push_back(
        {.plot = {.title = "great", .curves = {{.name = "", .x = {}, .y = {1e300, -1e300, 5}}}}});
    drawings.push_back(
        {.plot = {.title = "small", .curves = {{.name = "", .x = {}, .y = {3, 4}}}, .logarithmic = true}});
    const Curve flat{.name = "", .x = {}, .y = {1, 1}};
    drawings.push_back({.plot = {.title = "colours", .curves = std::vector<Curve>(12, flat)}});
    Drawing pictured{
        .plot = {.title = "picture", .curves = {rising}, .x_range = {0, 5}, .y_range = {none, 1}},
        .ground = {1, 1, 1, "a"}};
    drawings.push_back(pictured);
    return drawings;
}

Figures figures_of(const std::vector<Drawing>& drawings, const char* program = "gnuplot") {
    std::vector<const Drawing*> pointers;
    for (const Drawing& drawing : drawings) pointers.push_back(&drawing);
    return drawn(pointers, program);
}

}  // namespace

TEST_CASE("plot_svg: gnuplot gets numbers and words of ours alone", "[io]") {
    std::string script = gnuplot_settings();
    for (const Drawing& drawing : many())
        script += gnuplot_script(prepared(drawing.plot), drawing.plot.logarithmic);
    for (const char* part : {"script", "system", "hacked", "`", "@", "%s", "figure"})
        REQUIRE_THAT(script, !Contains(part));
    const Curve close{.x = {1732999999.11, 1732999999.12}, .y = {1, 2}};
    REQUIRE_THAT(gnuplot_script(prepared({.curves = {close}}), false),
                 Contains("[1732999999.11:1732999999.12]") && Contains("1732999999.12 2\n"));
}

TEST_CASE("plot_svg: all figures by one gnuplot, each whole and in the page's colours", "[io]") {
    const std::vector<Drawing> drawings = many();
    const Figures figures = figures_of(drawings);
    REQUIRE(figures.html.size() == drawings.size());
    if (!figures.missing.empty()) {
        WARN(figures.missing);
        return;
    }
    std::string page;
    for (std::size_t i = 0; i < figures.html.size(); ++i) {
        INFO(drawings[i].plot.title << '\n' << figures.html[i]);
        REQUIRE(wrong_in(figures.html[i]) == "");
        REQUIRE(times("<svg", figures.html[i]) == (drawings[i].plot.title == "nothing" ? 0u : 1u));
        page += figures.html[i];
    }
    REQUIRE(wrong_in(page) == "");  // no id twice
    REQUIRE_THAT(page, Contains("No finite value"));
    REQUIRE_THAT(page, Contains("var(--c1)") && Contains("var(--soft)") && Contains("var(--rule)"));
    for (const char* part : {"rgb(", "black", "white", "<title>", "font-size=\"12", "<use", "href='"})
        REQUIRE_THAT(page, !Contains(part));
    REQUIRE_THAT(figures.html.back(), Contains("<image x=\"60\"") && Contains("data:image/png;base64,"));
    REQUIRE_THAT(figures.html[4], Contains(">1e-08<") || Contains(">1e-09<"));
    REQUIRE_THAT(figures.html[8], Contains(">5<") || Contains(">2<"));  // between two powers of ten
}

TEST_CASE("plot_svg: without gnuplot, or with half of it, tables", "[io]") {
    for (const char* program : {"no_such_program_at_all", "false"}) {
        const Figures figures = figures_of(many(), program);
        REQUIRE_THAT(figures.missing, Contains("gnuplot") && Contains("tables"));
        for (const std::string& figure : figures.html) {
            REQUIRE(wrong_in(figure) == "");
            REQUIRE_THAT(figure, Contains("<table>") || Contains("No finite value"));
        }
        REQUIRE_THAT(figures.html.front(),
                     Contains("<td>4</td><td>4</td>") && Contains("<td>3</td><td>\u2013</td>"));
    }
}

#ifndef _WIN32
TEST_CASE("plot_svg: of a gnuplot that refuses a figure and breaks off, what it drew, each in its place",
          "[io]") {
    const ScratchFile program("#!/bin/sh\nm='<!-- figure -->'\necho \"$m\n$m\n<svg></defs><g></svg>\"\n",
                              ".sh");
    std::filesystem::permissions(program.path(), std::filesystem::perms::owner_all);
    const Figures figures = figures_of(many(), program.path().c_str());
    REQUIRE_THAT(figures.missing, Contains("did not draw all"));
    REQUIRE_THAT(figures.html[0], Contains("<table>") && !Contains("<svg"));
    REQUIRE_THAT(figures.html[1], Contains("<svg") && !Contains("<table>"));
    REQUIRE_THAT(figures.html[2], Contains("<table>") || Contains("No finite value"));
}
#endif

TEST_CASE("plot_svg: at most some six tics, at round numbers", "[io]") {
    REQUIRE(tic_step({0, 10}) == 2);
    REQUIRE(tic_step({1, 30}) == 10);
    REQUIRE(tic_step({-0.8, 0.7}) == Approx(0.5));
    REQUIRE(tic_step({0, 1e-5}) == Approx(2e-6));
    REQUIRE(logarithmic_tics({1e-3, 1}) == "(0.001,0.01,0.1,1)");
    REQUIRE(logarithmic_tics({3, 4}) == "(1,2,5,10,20,50)");
}
