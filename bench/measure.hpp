#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "work.hpp"

// What is measured, and how: a case has players (ctnn and its peers), each gives a figure each time it is
// asked, and they are asked in turn, A B C A B C, so that what else the machine does falls on all of them
// alike.

namespace bench {

using Clock = std::chrono::steady_clock;

template <class F>
double seconds(F&& work) {
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Makes the compiler believe that someone reads the value, and that all memory may have changed.
template <class T>
[[gnu::always_inline]] inline void keep(const T& value) {
    asm volatile("" : : "r"(&value) : "memory");
}

/// One contestant. Several players of one name in a case are variants of each other (storage orders,
/// compilers), and the table shows the best of them.
struct Player {
    std::string name, variant;
    std::function<std::vector<float>()> answer;  ///< what it computes, to be checked against ours
    std::function<std::vector<double>()>
        measure;  ///< a figure for each row of the case; none: only an answer
    bool from_any_compiler =
        false;  ///< a library's code: the same whatever compiler calls it, so one suffices
};

/// ctnn / peer at most.
struct Limit {
    std::string peer;
    double ratio;
};

/// What ctnn must reach on a row: this, or so large a share of what bounds it on the machine at hand that
/// no kernel would. Zero: nothing asked.
struct Must {
    double ratio = 0;          ///< ctnn / peer at most
    std::string against = "";  ///< the peer; empty: the best one
    std::string of_row = "";   ///< the row whose peers count; empty: this one
    std::vector<Limit> also{};
    double of_plain = 0;  ///< ctnn told more (to skip zeros, packed) / ctnn as it is, at most
    double value = 0;     ///< ctnn's figure at most
    double peak = 0;      ///< the share of the peak of operations at least
    std::string rounded_up =
        "";  ///< at most 1.5 times the figure of this row, a network of greater, rounder sizes
    bool each_compiler = false;  ///< `value` is g++'s; clang, which need not be alike, may take 1.2 times it
};

/// One figure of a case.
struct Row {
    std::string name, unit;
    Work work{};  ///< only where the unit is a time
    Must must{};
    bool more_is_better = false, per_second = false;  ///< per_second: say also how many in a second
};

struct Repetitions {
    std::size_t all = 200, quick = 30;
};

struct Case {
    std::string group;
    std::vector<Row> rows;
    Repetitions repetitions{};
    std::vector<std::function<std::vector<Player>()>> players{};
};

/// Where the program was told to find things, and how long it may take.
struct Settings {
    bool quick = false;
    std::string mnist, digits, include, programs;  ///< folders, and a file
    double slice() const {
        return quick ? 4e-4 : 1e-3;
    }  ///< seconds for a repetition of what takes less than that
};

/// All cases, in order. Each module of the benchmark (a compiler's, a library's) adds its players to them.
class Suite {
  public:
    explicit Suite(Settings how) : settings(std::move(how)) {}

    void add(std::string group, std::vector<Row> rows, Repetitions repetitions,
             std::function<std::vector<Player>()> players) {
        const auto same = [&](const Case& c) {
            return c.group == group && c.rows.front().name == rows.front().name;
        };
        auto at = std::find_if(cases.begin(), cases.end(), same);
        if (at == cases.end())
            at = cases.insert(
                at, Case{.group = std::move(group), .rows = std::move(rows), .repetitions = repetitions});
        at->players.push_back(std::move(players));
    }

    Settings settings;
    std::vector<Case> cases;
};

/// Measures `work(n)`, which does something n times: nanoseconds for one of them, divided by `samples`. How
/// often n must be to fill a slice of time is found at the first call; a shorter run before each repetition
/// warms the caches.
inline std::function<std::vector<double>()> nanoseconds_of(const Settings& settings,
                                                           std::function<void(std::size_t)> work,
                                                           double samples = 1) {
    return [=, slice = settings.slice(), n = std::size_t{0}]() mutable {
        for (std::size_t probe = 1; n == 0; probe *= 2)
            if (const double took = seconds([&] { work(probe); }); took > slice / 4)
                n = std::max<std::size_t>(1, static_cast<std::size_t>(double(probe) * slice / took));
        work(n / 8 + 1);
        return std::vector<double>{1e9 * seconds([&] { work(n); }) / double(n) / samples};
    };
}

/// The figures of one player on one row.
struct Samples {
    double best = std::numeric_limits<double>::quiet_NaN(), median = best;

    Samples() = default;
    Samples(std::vector<double> values, bool more_is_better) {
        if (values.empty()) return;
        std::sort(values.begin(), values.end());
        best = more_is_better ? values.back() : values.front();
        const std::size_t half = values.size() / 2;
        median = values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
    bool there() const { return best == best; }
};

}  // namespace bench
