#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/io/html_text.hpp>
#include <ctnn/io/plot_svg.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The page that a report is: one file that needs no other and asks no network.

namespace ctnn::detail::inline CTNN_CODE {

/// Paper and ink, by day and by night. Text has a contrast of 4.5 to 1 and more on either, curves of 3 to 1.
inline constexpr std::string_view report_colors =
    ":root{color-scheme:light dark;--paper:#fbfaf7;--ink:#25231f;--soft:#5c5950;--rule:#dfdbd1;--box:#f3f1eb;"
    "--c1:#2c5f92;--c2:#b8502a;--c3:#4d7a33;--c4:#7b4c94;--c5:#8a6a12;--c6:#1f7a7b;--c7:#ad3f73;--c8:#625f58;"
    "--c9:#5f6b12;--c10:#7d4a3a}"
    "\n"
    "@media(prefers-color-scheme:dark){:root{--paper:#1a1917;--ink:#e8e5dd;--soft:#aeaa9f;--rule:#3b3934;"
    "--box:#242320;--c1:#82b1de;--c2:#ee9470;--c3:#98c27e;--c4:#c7a0da;--c5:#d6b350;--c6:#6fc3c3;--c7:#"
    "ea92b8;"
    "--c8:#b3afa5;--c9:#c3cf58;--c10:#d0a08e}}\n";

inline constexpr std::string_view report_style =
    "*{box-sizing:border-box}\n"
    "body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 Charter,\"Bitstream "
    "Charter\","
    "\"Iowan Old Style\",\"Palatino Linotype\",Palatino,Georgia,serif}\n"
    "main{max-width:79rem;margin:auto;padding:clamp(1.5rem,4vw,3.5rem) clamp(1rem,4vw,3rem) 5rem}\n"
    "h1{font-size:clamp(1.75rem,5vw,2.5rem);line-height:1.15;font-weight:600;margin:0 0 .75rem}\n"
    "h2{font-size:1.375rem;line-height:1.25;font-weight:600;margin:3.25rem 0 1rem;padding-top:.9rem;"
    "border-top:1px solid var(--rule)}\n"
    "h1,h2,p,figcaption{overflow-wrap:anywhere}\n"
    "p{max-width:42rem;margin:.75rem 0}\n"
    "figcaption,table,dl,.legend,.up,.along,.none,.net,small,summary{font-family:system-ui,-apple-system,"
    "\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif;font-size:.8125rem;line-height:1.4}\n"
    "figcaption{font-size:.9375rem;font-weight:600;margin-bottom:.25rem}\n"
    ".figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,22.5rem),1fr));"
    "gap:2.25rem 2rem;margin:1.5rem 0}\n"
    "figure{margin:0;min-width:0;max-width:34rem}\n"
    "svg{display:block;width:100%;height:auto;overflow:visible}\n"
    "svg text{font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,Arial,sans-serif}\n"
    ".legend{display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:.15rem 0 .35rem}\n"
    ".legend i{display:inline-block;width:1.35em;margin-right:.45em;vertical-align:.25em;"
    "border-top:2px solid}\n"
    ".legend i.dashed{border-top-style:dashed}\n"
    ".legend i.dot{width:.5em;height:.5em;border:0;border-radius:50%;background:currentColor;"
    "vertical-align:.05em}\n"
    ".up,.along,.none,small{color:var(--soft)}\n"
    "p>small{display:block}\n"
    ".up{margin:.25rem 0 .1rem}\n"
    ".along{text-align:right;padding-right:6%;margin-top:.1rem}\n"
    ".wide{overflow-x:auto;margin:1.25rem 0}\n"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums}\n"
    "td,th{padding:.2rem .6rem;text-align:right;font-weight:400;border-bottom:1px solid var(--rule)}\n"
    "th{color:var(--soft)}\n"
    "th:first-child,td:first-child{padding-left:0}\n"
    "dl{display:flex;flex-wrap:wrap;gap:.75rem 2.5rem;margin:1.25rem 0}\n"
    "dt{color:var(--soft)}\n"
    "dd{margin:0;font-size:1.5rem;line-height:1.25;font-variant-numeric:tabular-nums}\n"
    "summary{cursor:pointer;color:var(--soft)}\n"
    ".heat td,.heat th{border:1px solid var(--paper);text-align:center;padding:.35rem "
    ".15rem;min-width:2.4em}\n"
    ".heat th:first-child{text-align:right;padding-right:.6rem}\n"
    ".heat .edge{color:var(--soft)}\n"
    ".pictures{display:flex;flex-wrap:wrap;gap:.6rem;margin:1.25rem 0;padding:0;list-style:none}\n"
    ".pictures li{margin:0;max-width:11rem}\n"
    ".pictures img{display:block;image-rendering:pixelated;border-radius:2px}\n"
    ".pictures small{display:block;margin-top:.2rem;overflow-wrap:anywhere}\n"
    ".net{list-style:none;margin:1.5rem 0;padding:0;max-width:30rem;text-align:center}\n"
    ".net li{margin:0 auto;padding:.45rem .75rem;background:var(--box);border:1px solid var(--rule);"
    "border-radius:.35rem;overflow-wrap:anywhere}\n"
    ".net li.arrow{background:none;border:0;padding:.1rem;color:var(--soft);width:auto}\n"
    ".net b{font-weight:600}\n"
    "@media(max-width:34rem){.heat td,.heat th{padding:.3rem 0;min-width:1.6em;font-size:.75rem}"
    ".heat.even{width:100%;table-layout:fixed}}\n"
    "@media print{h2{break-after:avoid}figure{break-inside:avoid}}\n";

/// What a report holds: pieces of HTML, and plots between them.
struct Block {
    std::string html{};
    std::optional<Drawing> drawing{};
};

struct PageOptions {
    std::string title{};
    int refresh_seconds = 0;  // 0: it stays as it is
};

/// Plots that follow each other stand side by side where there is room.
[[gnu::cold]] inline std::string page_body(const std::vector<Block>& blocks, const Figures& figures) {
    std::string text;
    bool within = false;
    std::size_t next = 0;
    const auto grid = [&](bool wanted) {
        if (within != wanted) text += wanted ? "<div class=\"figures\">\n" : "</div>\n";
        within = wanted;
    };
    for (const Block& block : blocks) {
        grid(block.drawing.has_value());
        text += block.drawing ? figures.html[next++] : block.html;
    }
    grid(false);
    return text;
}

[[gnu::cold]] inline std::string page(const PageOptions& options, const std::vector<Block>& blocks,
                                      const char* gnuplot = "gnuplot") {
    std::vector<const Drawing*> drawings;
    for (const Block& block : blocks)
        if (block.drawing) drawings.push_back(&*block.drawing);
    const Figures figures = drawn(drawings, gnuplot);
    std::string text =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';style-src "
        "'unsafe-inline';img-src data:\">\n";
    if (options.refresh_seconds > 0)
        text += "<meta http-equiv=\"refresh\" content=\"" + std::to_string(options.refresh_seconds) + "\">\n";
    text += "<title>" + html(options.title) + "</title>\n<style>\n";
    ((text += report_colors) += report_style) += "</style>\n</head>\n<body>\n";
    text += "<main>\n<h1>" + html(options.title) + "</h1>\n";
    if (!figures.missing.empty()) text += "<p class=\"none\">" + html(figures.missing) + "</p>\n";
    return text + page_body(blocks, figures) + "</main>\n</body>\n</html>\n";
}

}  // namespace ctnn::detail::inline CTNN_CODE
