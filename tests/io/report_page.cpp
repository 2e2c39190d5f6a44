#include <ctnn/io/report_page.hpp>

#include <array>
#include <cmath>
#include <io/html_checks.hpp>
#include <string>
#include <string_view>
#include <vector>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;
using Catch::Contains;

namespace {

/// The luminance of a colour such as #1a1917. Source: W3C, WCAG 2.1, relative luminance.
double luminance(std::string_view color) {
    double sum = 0;
    constexpr std::array weights{0.2126, 0.7152, 0.0722};
    for (std::size_t i = 0; i < 3; ++i) {
        const double c = std::stoi(std::string(color.substr(1 + 2 * i, 2)), nullptr, 16) / 255.0;
        sum += weights[i] * (c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double contrast(std::string_view a, std::string_view b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

std::string_view value(std::string_view style, std::string_view name) {
    const std::size_t at = style.find(name);
    REQUIRE(at != style.npos);
    return style.substr(at + name.size(), 7);
}

}  // namespace

TEST_CASE("report_page: text is read by day and by night, curves are seen", "[io]") {
    const std::size_t dark = report_colors.find("@media");
    for (const std::string_view style : {report_colors.substr(0, dark), report_colors.substr(dark)}) {
        for (const char* ground : {"--paper:", "--box:"})
            for (const char* ink : {"--ink:", "--soft:"})
                REQUIRE(contrast(value(style, ink), value(style, ground)) >= 4.5);
        for (std::size_t i = 1; i <= colors; ++i)
            REQUIRE(contrast(value(style, "--c" + std::to_string(i) + ':'), value(style, "--paper:")) >= 3);
    }
}

TEST_CASE("report_page: one file that asks no network", "[io]") {
    std::vector<Block> blocks{{.html = "<h2>a</h2>\n"}};
    for (int i = 0; i < 3; ++i)
        blocks.push_back(
            {.html = {},
             .drawing = Drawing{.plot = {.title = "p", .curves = {{.name = "", .x = {}, .y = {1, 2}}}}}});
    blocks.push_back({.html = "<p>b</p>\n"});
    const std::string text = page({.title = "<A> & \"B\""}, blocks);
    REQUIRE(wrong_in(text) == "");
    REQUIRE_THAT(text, Contains("<title>&lt;A&gt; &amp; &quot;B&quot;</title>"));
    REQUIRE(times("<div class=\"figures\">", text) == 1);
    REQUIRE(times("<figure>", text) == 3);
    for (const char* part : {"http:", "https:", "src=\"/", "url(", "@import", "<link", "refresh"})
        REQUIRE_THAT(text, !Contains(part));
    REQUIRE_THAT(page({.title = "a", .refresh_seconds = 3}, {}),
                 Contains("http-equiv=\"refresh\" content=\"3\""));
    REQUIRE(text == page({.title = "<A> & \"B\""}, blocks));  // the same again
}
