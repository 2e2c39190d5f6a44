// RTNeural's players, where its source lies: built once for each of its backends.

#include "peers/rtneural_nets.hpp"

#include "one_sample.hpp"
#include "sequences.hpp"

namespace bench {
namespace {

constexpr const char* who = "RTNeural";

#if RTNEURAL_USE_XSIMD
constexpr bool pads_softmax = true;  // with zeros, whose exp counts too
#else
constexpr bool pads_softmax = false;
#endif

template <class M, bool Dependent>
Player one_sample_player(const Settings& settings) {
    struct State {
        OneSampleContest<M> contest;
        RtneuralMlp<typename M::layers> net{contest.values.model};
        std::vector<Aligned<M::in>> x{};
    };
    const auto state = std::make_shared<State>();
    for (const auto& x : state->contest.inputs.x) state->x.emplace_back(x.data());
    const auto call = [state](std::size_t i) { return state->net(state->x[i % inputs_in_turn].data()); };
    Player player{.name = who, .variant = BENCH_BACKEND, .answer = answers(M::out, call), .measure = {}};
    if constexpr (Dependent)
        player.measure = nanoseconds_of(
            settings, dependent([state](std::size_t i) { return state->x[i % inputs_in_turn]; },
                                [state](const auto& x) { return state->net(x.data()); }));
    else
        player.measure = nanoseconds_of(settings, in_turn(call));
    return player;
}

template <class M, bool Dependent = false>
void add(Suite& suite, const char* name) {
    if (pads_softmax && M::last::act == Act::softmax) return;
    suite.add(Dependent ? "one sample, dependent calls" : "one sample", {{.name = name, .unit = "ns"}}, {},
              [&suite] { return std::vector<Player>{one_sample_player<M, Dependent>(suite.settings)}; });
}

template <class M>
void add_layer(Suite& suite) {
    suite.add(one_step, {sequence_row<M>({})}, {}, [&suite] {
        const auto sequence = std::make_shared<Sequence<M>>();
        return std::vector<Player>{
            sequence_player<M, 1>(who, BENCH_BACKEND, suite.settings, sequence,
                                  std::make_shared<RtneuralCell<M>>(sequence->weights.data()))};
    });
}

template <template <std::size_t, std::size_t> class Cell>
void add_cells(Suite& suite) {
    add_layer<Cell<1, 8>>(suite);
    add_layer<Cell<8, 8>>(suite);
    add_layer<Cell<1, 16>>(suite);
    add_layer<Cell<16, 16>>(suite);
    add_layer<Cell<1, 32>>(suite);
    add_layer<Cell<32, 32>>(suite);
    add_layer<Cell<1, 64>>(suite);
    add_layer<Cell<64, 64>>(suite);
}

void add_all(Suite& suite) {
    using enum Act;
    add<Xor>(suite, "2-2-1 sigmoid");
    add<Xor4>(suite, "2-4-1 sigmoid");
    add<Waveshaper>(suite, "1-8-8-8-1 tanh");
    add<Shaper>(suite, "5-16-16-1 tanh");
    add<Digits>(suite, "64-128-10 ReLU, softmax");
    add<MnistSmall>(suite, "784-16-16-10 sigmoid");
    add<Xor, true>(suite, "2-2-1 sigmoid");
    add<Xor4, true>(suite, "2-4-1 sigmoid");
    add<Waveshaper, true>(suite, "1-8-8-8-1 tanh");
    add<Shaper, true>(suite, "5-16-16-1 tanh");
    add<Mlp<relu, linear, 7, 13, 5>>(suite, "7-13-5 ReLU, linear");
    add<Mlp<tanh, linear, 12, 24, 24, 4>>(suite, "12-24-24-4 tanh");
    add<Mlp<tanh, linear, 24, 32, 32, 8>>(suite, "24-32-32-8 tanh");
    add<Mlp<relu, linear, 256, 64, 32, 1>>(suite, "256-64-32-1 ReLU");
    add<Mlp<tanh, linear, 32, 64, 64, 64, 1>>(suite, "32-64-64-64-1 tanh");
    add<Mlp<relu, linear, 33, 33, 4>>(suite, "33-33-4 ReLU");
    add<Mlp<relu, softmax, 100, 50, 10>>(suite, "100-50-10 ReLU, softmax");
    add_cells<Lstm>(suite);
    add_cells<Gru>(suite);
    add_layer<Lstm<1, 12>>(suite);
    add_layer<Lstm<1, 20>>(suite);
    add_layer<Lstm<3, 24>>(suite);
    add_layer<Gru<1, 24>>(suite);
    add_layer<Gru<2, 40>>(suite);
    add_layer<Conv1d<4, 3>>(suite);
    add_layer<Conv1d<8, 5>>(suite);
    add_layer<Conv1d<16, 15>>(suite);
    add_layer<Conv1d<32, 31>>(suite);
}

}  // namespace
}  // namespace bench

extern "C" [[gnu::visibility("default")]] const char* bench_compiler() {
#ifdef __clang__
    return "clang";
#else
    return "g++";
#endif
}
extern "C" [[gnu::visibility("default")]] void bench_add_cases(bench::Suite& suite) { bench::add_all(suite); }
