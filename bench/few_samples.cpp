// A few samples at once, beside as many single predictions: nanoseconds a sample.

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "architectures.hpp"
#include "cases.hpp"
#include "works.hpp"

namespace bench {
namespace {

template <class M, std::size_t Samples, class Run>
Player player(const char* name, const Settings& settings, std::shared_ptr<Batch<M, Samples>> contest,
              Run run) {
    return {.name = name,
            .variant = "",
            .answer =
                [contest, run] {
                    contest->y.fill(-1);
                    run(*contest);
                    return std::vector<float>(contest->y.begin(), contest->y.end());
                },
            .measure = nanoseconds_of(
                settings,
                [contest, run](std::size_t n) {
                    for (std::size_t i = 0; i < n; ++i) {
                        run(*contest);
                        keep(contest->y);
                    }
                },
                Samples)};
}

template <class M, std::size_t Samples>
std::vector<Player> players(const Settings& settings) {
    const auto contest = std::make_shared<Batch<M, Samples>>();
    return {player("ctnn", settings, contest,
                   [](Batch<M, Samples>& all) { nn::predict(all.values.parameters, all.x, all.y); }),
            player("one by one", settings, contest, [](Batch<M, Samples>& all) {
                for (std::size_t s = 0; s < Samples; ++s) {
                    const auto y = nn::predict(all.values.parameters, std::span<const float, M::in>(
                                                                          all.x.data() + s * M::in, M::in));
                    std::copy(y.begin(), y.end(), all.y.begin() + std::ptrdiff_t(s * M::out));
                    keep(all.y);
                }
            })};
}

template <class M, std::size_t Samples>
void add(Suite& suite, const std::string& name, double ratio) {
    suite.add("a few samples at once, a sample",
              {{.name = std::to_string(Samples) + " of " + name,
                .unit = "ns",
                .work = work_of_samples<M>(Samples),
                .must = {.ratio = ratio, .against = "one by one"}}},
              {}, [&suite] { return players<M, Samples>(suite.settings); });
}

/// The ratio for 2, 4, 7 and 17 samples that is asked for.
template <class M>
void add_each(Suite& suite, const std::string& name, double two, double four, double seven,
              double seventeen) {
    add<M, 2>(suite, name, two);
    add<M, 4>(suite, name, four);
    add<M, 7>(suite, name, seven);
    add<M, 17>(suite, name, seventeen);
}

}  // namespace

void add_few_samples(Suite& suite) {
    add_each<Xor>(suite, "2-2-1 sigmoid", 1, 0.6, 0.4, 0.3);
    add_each<Shaper>(suite, "5-16-16-1 tanh", 0.8, 0.6, 0.55, 0.5);
    add_each<Digits>(suite, "64-128-10 ReLU, softmax", 0.9, 0.9, 0.65, 0.65);
    add_each<MnistSmall>(suite, "784-16-16-10 sigmoid", 0.75, 0.6, 0.5, 0.5);
}

}  // namespace bench
