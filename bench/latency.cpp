// A million single predictions, each timed by itself: what most take, and what the unlucky ones take.

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

#include <array>

#include "cases.hpp"
#include "peers/eigen_mlp.hpp"
#include "peers/onednn_mlp.hpp"

namespace bench {
namespace {

constexpr std::size_t predictions = 1'000'000;

/// A clock that costs little and lets nothing pass it: the processor's counter where there is one.
inline std::uint64_t ticks() {
#if defined(__x86_64__)
    unsigned processor;
    const std::uint64_t now = __rdtscp(&processor);
    _mm_lfence();
    return now;
#else
    return static_cast<std::uint64_t>(Clock::now().time_since_epoch().count());
#endif
}

double nanoseconds_per_tick() {
    const std::uint64_t start = ticks();
    const double took = seconds([] {
        for (const auto end = Clock::now() + std::chrono::milliseconds(20); Clock::now() < end;) {
        }
    });
    return 1e9 * took / double(ticks() - start);
}

/// p50, p99, p99.9 and the longest of `call(i)`, less what an empty call takes.
template <class F>
std::vector<double> percentiles(F call) {
    static const double factor = nanoseconds_per_tick();
    static std::vector<std::uint32_t> times(predictions);
    const auto record = [&](auto what) {
        for (std::size_t i = 0; i < predictions; ++i) {
            const std::uint64_t start = ticks();
            what(i);
            times[i] = static_cast<std::uint32_t>(ticks() - start);
        }
    };
    const auto at = [&](double share) {
        const auto place = static_cast<std::ptrdiff_t>(share * double(predictions - 1));
        std::nth_element(times.begin(), times.begin() + place, times.end());
        return double(times[static_cast<std::size_t>(place)]);
    };
    record([](std::size_t) { asm volatile("" : : : "memory"); });
    const double empty = at(0.5);
    record([&](std::size_t i) { keep(call(i)); });
    return {factor * (at(0.5) - empty), factor * (at(0.99) - empty), factor * (at(0.999) - empty),
            factor * (at(1) - empty)};
}

template <class M>
struct Contest {
    Values<M> values;
    Inputs<M> inputs;
};

template <class F>
Player player(const char* name, const char* variant, bool library, F call) {
    return {.name = name,
            .variant = variant,
            .answer =
                [call] {
                    std::vector<float> all;
                    for (std::size_t i = 0; i < inputs_in_turn; ++i) {
                        const auto y = call(i);
                        all.insert(all.end(), y.data(), y.data() + y.size());
                    }
                    return all;
                },
            .measure = [call] { return percentiles(call); },
            .from_any_compiler = library};
}

template <class M, int Order>
Player eigen_player(std::shared_ptr<Contest<M>> contest) {
    using Net = EigenMlp<M, Order>;
    auto net = std::make_shared<Net>(contest->values.model);
    return player("Eigen", Order == Eigen::RowMajor ? "rows" : "columns", false,
                  [net, contest](std::size_t i) {
                      return (*net)(Eigen::Map<const typename Net::Input>(contest->inputs[i].data()));
                  });
}

template <class M>
std::vector<Player> players() {
    auto contest = std::make_shared<Contest<M>>();
    auto onednn = std::make_shared<OnednnMlp>(contest->values.model, 1);
    return {player("ctnn", "", false,
                   [contest](std::size_t i) {
                       return nn::predict(contest->values.parameters, contest->inputs[i]);
                   }),
            eigen_player<M, Eigen::RowMajor>(contest), eigen_player<M, Eigen::ColMajor>(contest),
            player("oneDNN", "", true, [contest, onednn](std::size_t i) {
                std::array<float, M::out> y;
                (*onednn)(contest->inputs[i].data(), y.data());
                return y;
            })};
}

}  // namespace

void add_latency(Suite& suite) {
    std::vector<Row> rows;
    for (const char* what : {"p50", "p99", "p99.9", "max"})
        rows.push_back({.name = std::string("64-128-10, ") + what, .unit = "ns"});
    suite.add("latency of a million predictions", std::move(rows), {.all = 7, .quick = 1},
              [] { return players<Digits>(); });
}

}  // namespace bench
