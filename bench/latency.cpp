// Single predictions, each timed by itself: what most take, and what the unlucky ones take.
//
// Warm: a million, one right after the other; all that they touch is in the nearest caches.
//
// Cold: two thousand, before each of which clflush has thrown out of every cache what the prediction reads:
// the weights, the input, and all code and constants of this module, ctnn's and the peer's alike. What stays
// is the C library, the stack, and the processor's memory of addresses and branches.
//
// An empty call is timed in the same way, warm or cold, and its median taken off. The longest times are the
// system's as much as the network's: an interrupt, or another process, falls on whom it falls.

#if defined(__x86_64__)
#include <link.h>
#include <x86intrin.h>
#endif

#include <array>
#include <span>

#include "cases.hpp"
#include "peers/eigen_mlp.hpp"
#include "peers/onednn_mlp.hpp"

namespace bench {
namespace {

constexpr std::size_t warm_predictions = 1'000'000, cold_predictions = 2'000;

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

using Bytes = std::span<const std::byte>;

template <class T>
Bytes bytes_of(const T& value) {
    return std::as_bytes(std::span(&value, 1));
}

#if defined(__x86_64__)
constexpr bool can_flush = true;

/// The code and the constants of the module that this function is in.
std::vector<Bytes> code_of_module() {
    std::vector<Bytes> segments;
    const auto visit = [](dl_phdr_info* info, std::size_t, void* result) {
        const auto headers = std::span(info->dlpi_phdr, info->dlpi_phnum);
        const auto begin_of = [&](const auto& header) { return info->dlpi_addr + header.p_vaddr; };
        const auto here = reinterpret_cast<std::uintptr_t>(&code_of_module);
        const auto is_loaded = [](const auto& header) {
            return header.p_type == PT_LOAD && (header.p_flags & PF_R) != 0 && (header.p_flags & PF_W) == 0;
        };
        if (std::none_of(headers.begin(), headers.end(), [&](const auto& header) {
                return is_loaded(header) && here - begin_of(header) < header.p_memsz;
            }))
            return 0;
        for (const auto& header : headers)
            if (is_loaded(header))
                static_cast<std::vector<Bytes>*>(result)->emplace_back(
                    reinterpret_cast<const std::byte*>(begin_of(header)), header.p_memsz);
        return 1;
    };
    dl_iterate_phdr(visit, &segments);
    return segments;
}

void flush(Bytes bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += 64) _mm_clflush(bytes.data() + at);
    if (!bytes.empty()) _mm_clflush(&bytes.back());
}

void flush_all(Bytes weights, Bytes input) {
    static const std::vector<Bytes> code = code_of_module();
    for (const Bytes segment : code) flush(segment);
    flush(weights);
    flush(input);
    _mm_mfence();
}
#else
constexpr bool can_flush = false;
void flush_all(Bytes, Bytes) {}
#endif

/// Nanoseconds of `count` calls less what an empty one takes, sorted; `before(i)` runs before each, outside
/// the time.
template <class Before, class F>
std::vector<double> times_of(std::size_t count, Before before, F call) {
    static const double factor = nanoseconds_per_tick();
    std::vector<std::uint32_t> times(count);
    const auto record = [&](auto what) {
        for (std::size_t i = 0; i < count; ++i) {
            before(i);
            const std::uint64_t start = ticks();
            what(i);
            times[i] = static_cast<std::uint32_t>(ticks() - start);
        }
        std::sort(times.begin(), times.end());
    };
    record([](std::size_t) { asm volatile("" : : : "memory"); });
    const double empty = double(times[count / 2]);
    record([&](std::size_t i) { keep(call(i)); });
    std::vector<double> nanoseconds;
    for (const std::uint32_t time : times) nanoseconds.push_back(factor * (double(time) - empty));
    return nanoseconds;
}

/// p50, p99, p99.9 and the longest.
template <class F>
std::vector<double> warm(F call) {
    const auto times = times_of(
        warm_predictions, [](std::size_t) {}, call);
    const auto at = [&](double share) {
        return times[static_cast<std::size_t>(share * double(times.size() - 1))];
    };
    return {at(0.5), at(0.99), at(0.999), times.back()};
}

/// p50, p99 and the longest.
template <class F>
std::vector<double> cold(Bytes weights, const auto& inputs, F call) {
    const auto times = times_of(
        cold_predictions, [&](std::size_t i) { flush_all(weights, bytes_of(inputs[i])); }, call);
    return {times[times.size() / 2], times[times.size() * 99 / 100], times.back()};
}

template <class M>
struct Contest {
    Values<M> values;
    Inputs<M> inputs;
};

/// Cold where it says what weights are to be flushed, else warm.
template <class M, class F>
Player player(const char* name, const char* variant, std::shared_ptr<Contest<M>> contest, Bytes weights,
              F call) {
    Player player{.name = name, .variant = variant, .answer = {}, .measure = {}};
    player.answer = [call] {
        std::vector<float> all;
        for (std::size_t i = 0; i < inputs_in_turn; ++i) {
            const auto y = call(i);
            all.insert(all.end(), y.data(), y.data() + y.size());
        }
        return all;
    };
    if (weights.empty())
        player.measure = [call] { return warm(call); };
    else
        player.measure = [call, contest, weights] { return cold(weights, contest->inputs, call); };
    return player;
}

template <class M, int Order>
Player eigen_player(std::shared_ptr<Contest<M>> contest, bool flushed) {
    using Net = EigenMlp<M, Order>;
    auto net = std::make_shared<Net>(contest->values.model);
    return player("Eigen", Order == Eigen::RowMajor ? "rows" : "columns", contest,
                  flushed ? bytes_of(*net) : Bytes{}, [net, contest](std::size_t i) {
                      return (*net)(Eigen::Map<const typename Net::Input>(contest->inputs[i].data()));
                  });
}

template <class M>
std::vector<Player> players(bool flushed) {
    auto contest = std::make_shared<Contest<M>>();
    const Bytes weights = flushed ? bytes_of(contest->values.parameters) : Bytes{};
    return {player("ctnn", "", contest, weights,
                   [contest](std::size_t i) {
                       return nn::predict(contest->values.parameters, contest->inputs[i]);
                   }),
            eigen_player<M, Eigen::RowMajor>(contest, flushed),
            eigen_player<M, Eigen::ColMajor>(contest, flushed)};
}

template <class M>
Player onednn_player() {
    auto contest = std::make_shared<Contest<M>>();
    auto net = std::make_shared<OnednnMlp>(contest->values.model, 1);
    Player onednn = player("oneDNN", "", contest, Bytes{}, [contest, net](std::size_t i) {
        std::array<float, M::out> y;
        (*net)(contest->inputs[i].data(), y.data());
        return y;
    });
    onednn.from_any_compiler = true;
    return onednn;
}

template <class M>
void add(Suite& suite, const std::string& network, Repetitions repetitions) {
    const auto rows = [&](std::initializer_list<const char*> figures) {
        std::vector<Row> all;
        for (const char* figure : figures) all.push_back({.name = network + ", " + figure, .unit = "ns"});
        return all;
    };
    suite.add("latency of a million predictions", rows({"p50", "p99", "p99.9", "max"}), repetitions, [] {
        auto all = players<M>(false);
        all.push_back(onednn_player<M>());
        return all;
    });
    // Not oneDNN, whose code lies elsewhere and would stay warm.
    if (can_flush)
        suite.add("latency of cold predictions", rows({"p50", "p99", "max"}), {.all = 7, .quick = 3},
                  [] { return players<M>(true); });
}

}  // namespace

void add_latency(Suite& suite) {
    add<Digits>(suite, "64-128-10", {.all = 7, .quick = 1});
    add<MnistWide>(suite, "784-128-10", {.all = 3, .quick = 1});  // a million take seconds
}

}  // namespace bench
