#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "bounds.hpp"
#include "lines.hpp"

// Whether a line is what it must be.

namespace bench {

/// No kernel is asked for more than this share of what its bound allows. One that is faster than the bound by
/// more than what measuring errs shows that it is none.
inline constexpr double share_of_bound = 0.92, most_of_bound = 1.05;

/// Each thing that is asked of a line, and whether it is so; by minima.
class Verdict {
  public:
    Verdict(const Line& line, const std::vector<Line>& all, const Peaks& peaks)
        : line_(line), all_(all), ours_(best(line, true)), bound_(bound_of(line.row.work, peaks)) {
        if (ours_.there()) judge(line.row.must);
    }

    const std::string& text() const { return text_; }  ///< empty: nothing is asked
    bool missed() const { return missed_; }

  private:
    void judge(const Must& must) {
        compare({must.against, must.ratio});
        for (const Limit& limit : must.also) compare(limit);
        if (must.of_plain > 0)
            compare_or_bound("ctnn as it is", ours_.best / best(line_, true, "", "", Ours::plain).best,
                             must.of_plain);
        const Samples gcc = best(line_, true, "", " g++"), clang = best(line_, true, "", " clang");
        const bool both = gcc.there() && clang.there();
        if (must.value > 0) {
            const double found = must.each_compiler && gcc.there() ? gcc.best : ours_.best;
            say(found <= must.value, line_.row.unit, found, "<=", must.value);
            if (must.each_compiler && clang.there())
                say(clang.best <= 1.2 * must.value, "clang", clang.best, "<=", 1.2 * must.value);
        }
        for (const Line& other : all_)
            if (!must.rounded_up.empty() && other.row.name == must.rounded_up)
                compare_or_bound("rounded up", ours_.best / best(other, true).best, 1.5);
        const double operations = share(bound_.operations);
        if (must.peak > 0) say(operations >= must.peak, "operations", operations, ">=", must.peak);
        if (!text_.empty() && both && !must.each_compiler) {
            const double spread = std::max(gcc.best / clang.best, clang.best / gcc.best);
            say(spread <= 1.35, "other compiler", spread, "<=", 1.35);
        }
    }

    void compare(const Limit& limit) {
        const Samples theirs = best(row_of_peers(), false, limit.peer);
        if (limit.ratio == 0 || !theirs.there()) return;
        compare_or_bound(limit.peer.empty() ? "best peer" : limit.peer, ours_.best / theirs.best,
                         limit.ratio);
    }

    /// The ratio, or the share of the bound.
    void compare_or_bound(const std::string& what, double found, double ratio) {
        if (found <= ratio || !line_.row.work.there()) return say(found <= ratio, what, found, "<=", ratio);
        const double reached = share(bound_.nanoseconds());
        say(true, what, found, ">", ratio);
        if (reached > most_of_bound) return say(false, "no bound", reached, ">", most_of_bound);
        say(reached >= share_of_bound, "bound", reached, ">=", share_of_bound);
    }

    double share(double nanoseconds_of_bound) const {
        return nanoseconds_of_bound / (ours_.best * nanoseconds(line_.row));
    }

    void say(bool good, const std::string& what, double found, const char* relation, double limit) {
        char text[128];
        std::snprintf(text, sizeof text, "%s%s %.3g %s %.3g%s", text_.empty() ? "" : "; ", what.c_str(),
                      found, relation, limit, good ? "" : " MISSED");
        text_ += text;
        missed_ |= !good;
    }

    const Line& row_of_peers() const {
        for (const Line& other : all_)
            if (other.row.name == line_.row.must.of_row) return other;
        return line_;
    }

    const Line& line_;
    const std::vector<Line>& all_;
    Samples ours_;
    Bound bound_;
    std::string text_;
    bool missed_ = false;
};

}  // namespace bench
