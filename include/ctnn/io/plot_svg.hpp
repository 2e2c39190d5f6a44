#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/io/gnuplot.hpp>
#include <ctnn/io/html_text.hpp>
#include <ctnn/io/plot.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Plots as figures of a page. gnuplot sees numbers and words of our own alone: no name or label reaches it.

namespace ctnn::detail::inline CTNN_CODE {

/// Of a figure of 380 x 260 pixels, that of its curves.
struct PlotArea {
    static constexpr int width = 380, height = 260, left = 60, right = 356, top = 10, bottom = 234;
};

inline constexpr std::size_t colors = 10;

/// Names of our colours that gnuplot can bear: the page gives them their values, light and dark.
[[gnu::cold]] inline std::string color_mark(std::size_t i) {
    const std::string number = std::to_string(i + 1);
    return "rgb(  1,   1, " + std::string(3 - number.size(), ' ') + number + ')';
}
inline constexpr std::string_view label_mark = "rgb(1,2,1)", grid_mark = "rgb(  1,   2,   2)";

/// What stands before all figures: their size, and what surrounds the curves. Labels of 13 pixels, which
/// a telephone shows at 11 and more.
[[gnu::cold]] inline std::string gnuplot_settings() {
    const auto at = [](const char* margin, int pixels, int of) {
        return std::string("set ") + margin + " at screen " + std::to_string(pixels) + ".0/" +
               std::to_string(of) + '\n';
    };
    using A = PlotArea;
    return "set encoding utf8\nset terminal svg size 380,260 dynamic font \"sans-serif,13\"\n" +
           at("lmargin", A::left, A::width) + at("rmargin", A::right, A::width) +
           at("tmargin", A::height - A::top, A::height) + at("bmargin", A::height - A::bottom, A::height) +
           "unset key\nset border 0\nset format \"%g\"\nset tics nomirror scale 0 textcolor rgb \"#010201\"\n"
           "set grid y noxtics nomytics nomxtics lt 1 lc rgb \"#010202\" lw 1\nset grid back\nset print "
           "\"-\"\n";
}

/// A number, or what gnuplot leaves out.
[[gnu::cold]] inline std::string gnuplot_number(double value, bool logarithmic) {
    return is_drawn(value, logarithmic) ? number_text(value) : "NaN";
}

[[gnu::cold]] inline std::string gnuplot_curve(const Curve& curve, std::size_t number, bool few) {
    const std::string data = "$d" + std::to_string(number) + " using 1:2 with ";
    const std::string color = std::string("lc rgb \"#01010") + "123456789a"[number % colors] + '"';
    switch (curve.mark) {
        case Mark::points:
            return data + "points pt 7 ps " + (few ? "1 " : "0.35 ") + color;
        case Mark::bars:
            return data + "fillsteps fs solid 0.35 noborder " + color + ", " + data + "steps lw 1.2 " + color;
        case Mark::dashes:
            return data + "lines dt (6,4) lw 1.6 " + color;
        case Mark::line:
            break;
    }
    const std::string line = data + "lines lw 1.8 " + color;
    return !few ? line : line + ", " + data + "points pt 7 ps 0.3 " + color;
}

/// 1, 2 or 5 times a power of ten, so that there are at most about six tics.
[[gnu::cold]] inline double tic_step(AxisRange range) {
    const double rough = (range.high - range.low) / 5;
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double step : {1.0, 2.0, 5.0})
        if (rough <= step * power * (1 + 1e-9)) return step * power;
    return 10 * power;
}

/// Of an axis that goes by factors: the powers of ten, or of few of these what lies between too.
[[gnu::cold]] inline std::string logarithmic_tics(AxisRange range) {
    const int low = static_cast<int>(std::floor(std::log10(range.low))),
              high = static_cast<int>(std::ceil(std::log10(range.high)));
    const int every = std::max(1, (high - low) / 6);
    std::string text;
    for (int power = low; power <= high; power += every)
        for (const double digit : {1.0, 2.0, 5.0})
            if (digit == 1 || high - low <= 2)
                text += (text.empty() ? "" : ",") + gnuplot_number(digit * std::pow(10, power), true);
    return '(' + text + ')';
}

[[gnu::cold]] inline std::string gnuplot_axis(char axis, AxisRange range, const std::string& tics) {
    return std::string("set ") + axis + "range [" + number_text(range.low) + ':' + number_text(range.high) +
           "]\nset " + axis + "tics " + tics + '\n';
}

/// Of places that are whole numbers, as epochs are, so are the tics.
[[gnu::cold]] inline double x_step(const Prepared& figure) {
    const double step = tic_step(figure.x);
    if (step >= 1) return step;
    for (const Curve& curve : figure.curves)
        for (const double x : curve.x)
            if (x != std::floor(x)) return step;
    return 1;
}

/// The commands for one figure.
[[gnu::cold]] inline std::string gnuplot_script(const Prepared& figure, bool logarithmic) {
    std::string script = logarithmic ? "set logscale y\n" : "unset logscale\n";
    script +=
        gnuplot_axis('x', figure.x, gnuplot_number(x_step(figure), false)) +
        gnuplot_axis('y', figure.y,
                     logarithmic ? logarithmic_tics(figure.y) : gnuplot_number(tic_step(figure.y), false));
    std::size_t longest = 0;
    for (const Curve& curve : figure.curves) longest = std::max(longest, curve.y.size());
    std::string plot;
    for (std::size_t i = 0; i < figure.curves.size(); ++i) {
        const Curve& curve = figure.curves[i];
        script += "$d" + std::to_string(i) + " << EOD\n";
        for (std::size_t k = 0; k < curve.y.size(); ++k)
            script +=
                gnuplot_number(curve.x[k], false) + ' ' + gnuplot_number(curve.y[k], logarithmic) + '\n';
        script += "EOD\n";
        plot += (i == 0 ? "plot " : ", ") + gnuplot_curve(curve, i, longest <= 40);
    }
    return script + plot + '\n';
}

[[gnu::cold]] inline void erase_between(std::string& text, std::string_view begin, std::string_view end) {
    for (std::size_t at = 0; (at = text.find(begin, at)) != text.npos;) {
        const std::size_t stop = text.find(end, at + begin.size());
        text.erase(at, stop == text.npos ? stop : stop + end.size() - at);
    }
}

/// What stands between two words of a line, or nothing.
[[gnu::cold]] inline std::string_view between(std::string_view line, std::string_view begin,
                                              std::string_view end) {
    const std::size_t first = line.find(begin);
    if (first == line.npos) return {};
    line.remove_prefix(first + begin.size());
    return line.substr(0, line.find(end));
}

/// The points of a curve, of which gnuplot makes an element each that refers to a shape, as dots of one path.
class Dots {
  public:
    /// Whether the line was a point, which is then taken.
    bool take(std::string_view line, std::string& kept) {
        if (!line.starts_with("<use ")) return false;
        const std::string_view color = between(line, "color='", "'"), scale = between(line, "scale(", ")");
        if (color != color_ || scale != scale_) finish(kept);
        color_ = color;
        scale_ = scale;
        ((path_ += 'M') += between(line, "translate(", ")")) += "h.01";
        return true;
    }
    void finish(std::string& kept) {
        float radius = 1;
        read_number(scale_, radius);
        if (!path_.empty())
            kept += "<path d='" + path_ + "' stroke='" + color_ + "' stroke-width='" +
                    number_text(2 * double(radius), NumberForm::fixed, 1) + "' stroke-linecap='round'/>\n";
        path_.clear();
    }

  private:
    std::string path_{}, color_{}, scale_{};
};

/// gnuplot's picture as a page holds many of: without what each of them repeats (shapes, names of elements,
/// groups of nothing), in the page's colours.
[[gnu::cold]] inline std::string tidied(std::string svg, const Pixels& ground) {
    const std::size_t shapes = svg.find("</defs>");
    if (shapes != svg.npos) svg.erase(0, shapes + 7);
    erase_between(svg, "<title>", "</title>");
    erase_between(svg, " id=\"", "\"");
    for (const std::string_view word : {" color=\"black\"", " color=\"white\"", " font-family=\"sans-serif\"",
                                        " class=\"gridline\"", " stroke-linejoin=\"miter\"", "\t"})
        replace_all(svg, word, "");
    std::string kept;
    Dots dots;
    std::size_t last = 0;  // where the last line of it begins
    for (std::size_t at = 0; at < svg.size();) {
        const std::size_t end = std::min(svg.find('\n', at), svg.size());
        std::string_view line(svg.data() + at, end - at);
        at = end + 1;
        if (line.starts_with("<path stroke='black'"))  // of an axis without tics
            line.remove_prefix(std::min(line.size(), line.find("/>") + 2));
        if (line.empty() || dots.take(line, kept)) continue;
        dots.finish(kept);
        if (line == "</g>" && kept.compare(last, 3, "<g ") == 0 && !kept.ends_with("/>\n")) {
            kept.erase(last);
            last = kept.size();
            continue;
        }
        last = kept.size();
        (kept += line) += '\n';
    }
    for (std::size_t i = 0; i < colors; ++i)
        replace_all(kept, color_mark(i), "var(--c" + std::to_string(i + 1) + ')');
    replace_all(kept, label_mark, "var(--soft)");
    replace_all(kept, grid_mark, "var(--rule)");
    std::string start = "<svg viewBox=\"0 0 380 260\" aria-hidden=\"true\">\n<g>\n";
    if (!ground.bytes.empty()) {
        using A = PlotArea;
        start += "<image x=\"" + std::to_string(A::left) + "\" y=\"" + std::to_string(A::top) +
                 "\" width=\"" + std::to_string(A::right - A::left) + "\" height=\"" +
                 std::to_string(A::bottom - A::top) + "\" preserveAspectRatio=\"none\" href=\"" +
                 address_of(ground) + "\"/>\n";
    }
    return start + kept + "</svg>\n";
}

/// A plot's values as a table of a few rows, where it is not drawn.
[[gnu::cold]] inline std::string plot_table(const Plot& plot, const Prepared& figure) {
    constexpr std::size_t most_rows = 12;
    std::string text = "<div class=\"wide\"><table>\n";
    for (const Curve& curve : figure.curves) {
        const std::size_t count = curve.y.size(), rows = std::min(count, most_rows);
        text += "<tr><th>" + html(plot.x_label.empty() ? "x" : plot.x_label) + "</th><th>" +
                html(curve.name.empty() ? plot.y_label : curve.name) + "</th></tr>\n";
        for (std::size_t r = 0; r < rows; ++r) {
            const std::size_t i = rows == 1 ? 0 : r * (count - 1) / (rows - 1);
            text += "<tr><td>" + rounded(curve.x[i]) + "</td><td>" + rounded(curve.y[i]) + "</td></tr>\n";
        }
    }
    return text + "</table></div>\n";
}

[[gnu::cold]] inline std::string legend(const Plot& plot) {
    std::string text;
    for (std::size_t i = 0; i < plot.curves.size(); ++i) {
        const Curve& curve = plot.curves[i];
        if (curve.name.empty()) continue;
        const char* const shape = curve.mark == Mark::points   ? "dot"
                                  : curve.mark == Mark::dashes ? "dashed"
                                                               : "solid";
        text += std::string("<span><i class=\"") + shape + "\" style=\"color:var(--c" +
                std::to_string(i % colors + 1) + ")\"></i>" + html(curve.name) + "</span>";
    }
    return text.empty() ? text : "<div class=\"legend\">" + text + "</div>\n";
}

/// One figure: its words around the picture, or around a table.
[[gnu::cold]] inline std::string figure_html(const Plot& plot, const Prepared& figure, std::string_view svg) {
    std::string text = "<figure>\n<figcaption>" + html(plot.title) + "</figcaption>\n" + legend(plot);
    if (figure.empty) return text + "<p class=\"none\">No finite value: nothing to draw.</p>\n</figure>\n";
    if (!plot.y_label.empty()) text += "<div class=\"up\">" + html(plot.y_label) + "</div>\n";
    if (svg.empty())
        text += plot_table(plot, figure);
    else
        (text += svg) += "<div class=\"along\">" + html(plot.x_label) + "</div>\n";
    return text + "</figure>\n";
}

/// The figures' HTML, and why they are tables, if they are. One gnuplot draws them all.
struct Figures {
    std::vector<std::string> html{};
    std::string missing{};
};

[[gnu::cold]] inline Figures drawn(const std::vector<const Drawing*>& drawings,
                                   const char* program = "gnuplot") {
    std::vector<Prepared> figures;
    std::string script = gnuplot_settings();
    std::size_t asked = 0;
    for (const Drawing* drawing : drawings) {
        figures.push_back(prepared(drawing->plot));
        if (figures.back().empty) continue;
        ((script += "print \"") += figure_mark) += "\"\n";
        script += gnuplot_script(figures.back(), drawing->plot.logarithmic);
        ++asked;
    }
    Figures result;
    GnuplotAnswer answer;
    if (asked > 0) answer = ask_gnuplot(script, program);
    std::string_view text = answer.text;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const std::string_view picture = figures[i].empty ? std::string_view() : next_picture(text);
        std::string svg;
        if (!picture.empty()) {
            svg = tidied(std::string(picture), drawings[i]->ground);
        } else if (!figures[i].empty && answer.missing.empty()) {
            answer.missing =
                "gnuplot did not draw all of the curves: the values of the others are in tables.";
        }
        result.html.push_back(figure_html(drawings[i]->plot, figures[i], svg));
    }
    result.missing = std::move(answer.missing);
    return result;
}

}  // namespace ctnn::detail::inline CTNN_CODE
