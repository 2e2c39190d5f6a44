#pragma once

#include <array>
#include <memory>
#include <utility>

#include "measure.hpp"
#include "mnist.hpp"
#include "models.hpp"
#include "peers/eigen_mlp.hpp"
#include "peers/fann_mlp.hpp"
#include "peers/onednn_mlp.hpp"
#include "works.hpp"

// One sample at a time: independent calls that cycle through 64 inputs, and dependent calls, in which the
// output of one is an input of the next.

namespace bench {

template <class M>
struct OneSampleContest {
    Values<M> values;
    Inputs<M> inputs;
};

/// Calls `f(i)` for the inputs in turn and throws its answer away.
template <class F>
auto in_turn(F f) {
    return [f](std::size_t n) mutable {
        for (std::size_t i = 0; i < n; ++i) keep(f(i));
    };
}

/// Feeds the first output of `f(x)` into the first input of the next call; `next(i)` gives the other inputs.
template <class Next, class F>
auto dependent(Next next, F f) {
    return [next, f](std::size_t n) mutable {
        float fed = 0;
        for (std::size_t i = 0; i < n; ++i) {
            auto x = next(i);
            x[0] = fed;
            fed = f(x)[0];
            asm volatile("" : : : "memory");
        }
        keep(fed);
    };
}

inline const float* begin_of(const float* y) { return y; }
inline const float* begin_of(const auto& y) { return y.data(); }

/// All answers of `f(i)`, each of `size` values.
template <class F>
std::function<std::vector<float>()> answers(std::size_t size, F f) {
    return [size, f]() mutable {
        std::vector<float> all;
        for (std::size_t i = 0; i < inputs_in_turn; ++i) {
            const auto y = f(i);
            all.insert(all.end(), begin_of(y), begin_of(y) + size);
        }
        return all;
    };
}

template <class M>
using Shared = std::shared_ptr<OneSampleContest<M>>;

template <class M, bool Dependent>
Player ctnn_player(const Settings& settings, Shared<M> contest) {
    const auto call = [contest](std::size_t i) {
        return nn::predict(contest->values.parameters, contest->inputs[i]);
    };
    Player player{.name = "ctnn", .variant = "", .answer = answers(M::out, call), .measure = {}};
    if constexpr (Dependent)
        player.measure = nanoseconds_of(
            settings,
            dependent([contest](std::size_t i) { return contest->inputs[i]; },
                      [contest](const auto& x) { return nn::predict(contest->values.parameters, x); }));
    else
        player.measure = nanoseconds_of(settings, in_turn(call));
    return player;
}

template <class M, int Order, bool Dependent>
Player eigen_player(const Settings& settings, Shared<M> contest) {
    using Net = EigenMlp<M, Order>;
    struct State {
        Net net;
        std::array<typename Net::Input, inputs_in_turn> x;
    };
    auto state = std::shared_ptr<State>(new State{Net(contest->values.model), {}});
    for (std::size_t i = 0; i < inputs_in_turn; ++i)
        state->x[i] = Eigen::Map<const typename Net::Input>(contest->inputs[i].data());
    const auto call = [state](std::size_t i) { return state->net(state->x[i % inputs_in_turn]); };
    Player player{.name = "Eigen",
                  .variant = Order == Eigen::RowMajor ? "rows" : "columns",
                  .answer = answers(M::out, call),
                  .measure = {}};
    if constexpr (Dependent)
        player.measure = nanoseconds_of(
            settings, dependent([state](std::size_t i) { return state->x[i % inputs_in_turn]; },
                                [state](const auto& x) { return state->net(x); }));
    else
        player.measure = nanoseconds_of(settings, in_turn(call));
    return player;
}

/// A library's player: `run(x)` gives a pointer to the outputs.
template <class M, bool Dependent, class Run>
Player library_player(const char* name, const Settings& settings, Shared<M> contest, Run run) {
    const auto call = [contest, run](std::size_t i) { return run(contest->inputs[i].data()); };
    Player player{.name = name,
                  .variant = "",
                  .answer = answers(M::out, call),
                  .measure = {},
                  .from_any_compiler = true};
    if constexpr (Dependent)
        player.measure =
            nanoseconds_of(settings, dependent([contest](std::size_t i) { return contest->inputs[i]; },
                                               [run](const auto& x) { return run(x.data()); }));
    else
        player.measure = nanoseconds_of(settings, in_turn(call));
    return player;
}

template <class M, bool Dependent>
std::vector<Player> one_sample_players(const Settings& settings, Shared<M> contest) {
    std::vector<Player> all{ctnn_player<M, Dependent>(settings, contest),
                            eigen_player<M, Eigen::RowMajor, Dependent>(settings, contest),
                            eigen_player<M, Eigen::ColMajor, Dependent>(settings, contest)};
    struct State {
        OnednnMlp net;
        std::array<float, M::out> y{};
    };
    auto onednn = std::shared_ptr<State>(new State{OnednnMlp(contest->values.model, 1)});
    all.push_back(library_player<M, Dependent>("oneDNN", settings, contest, [onednn](const float* x) {
        onednn->net(x, onednn->y.data());
        return static_cast<const float*>(onednn->y.data());
    }));
    if (FannMlp::knows(contest->values.model)) {
        auto fann = std::make_shared<FannMlp>(contest->values.model);
        all.push_back(library_player<M, Dependent>("FANN", settings, contest,
                                                   [fann](const float* x) { return (*fann)(x); }));
    }
    return all;
}

/// The network that skips zeros.
template <class M>
Player sparse_player(const Settings& settings, Shared<M> contest) {
    auto parameters =
        std::make_shared<nn::Parameters<typename M::SparseNetwork>>(contest->values.parameters.values);
    const auto call = [contest, parameters](std::size_t i) {
        return nn::predict(*parameters, contest->inputs[i]);
    };
    return {.name = "ctnn skipping zeros",
            .variant = "",
            .answer = answers(M::out, call),
            .measure = nanoseconds_of(settings, in_turn(call))};
}

template <class M, bool Dependent = false>
Row one_sample_row(const std::string& name, Must must) {
    return {.name = name,
            .unit = "ns",
            .work = Dependent ? work_of_dependent_calls<M>() : work_of<M>(),
            .must = std::move(must)};
}

template <class M, bool Dependent = false>
void add_one_sample(Suite& suite, const std::string& name, Must must = {}) {
    suite.add(Dependent ? "one sample, dependent calls" : "one sample",
              {one_sample_row<M, Dependent>(name, std::move(must))}, {}, [&suite] {
                  return one_sample_players<M, Dependent>(suite.settings,
                                                          std::make_shared<OneSampleContest<M>>());
              });
}

/// On images of MNIST, four fifths of which are zeros.
template <class M>
void add_one_image(Suite& suite, const std::string& name, Must must) {
    suite.add(has_mnist(suite.settings.mnist) ? "one sample, MNIST" : "one sample, random digits",
              {{.name = name, .unit = "ns", .must = std::move(must)}}, {}, [&suite] {
                  auto contest = std::make_shared<OneSampleContest<M>>();
                  const auto digits = digits_of_mnist<typename M::Network>(suite.settings.mnist, false);
                  for (std::size_t i = 0; i < inputs_in_turn; ++i) contest->inputs.x[i] = digits.input(i);
                  auto all = one_sample_players<M, false>(suite.settings, contest);
                  all.push_back(sparse_player<M>(suite.settings, contest));
                  return all;
              });
}

/// A network whose sizes are rounded up to the register width: what an odd one is compared with. Only ctnn
/// plays.
template <class M>
void add_rounded_up(Suite& suite, const std::string& name) {
    suite.add("one sample, rounded up", {one_sample_row<M>(name, {})}, {}, [&suite] {
        return std::vector<Player>{
            ctnn_player<M, false>(suite.settings, std::make_shared<OneSampleContest<M>>())};
    });
}

}  // namespace bench
