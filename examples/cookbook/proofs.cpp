// A network that the compiler trains, and what it proves of it.

// [whole]
#include <array>
#include <cstdio>
#include <ctnn/train.hpp>

namespace nn = ctnn;

// Three of five votes.
using Majority = nn::Network<nn::Input<5>, nn::Dense<1, nn::Step>>;

constexpr nn::Samples<Majority, 32> votes = [] {
    nn::Samples<Majority, 32> samples;
    for (unsigned s = 0; s < 32; ++s) {
        unsigned yes = 0;
        for (unsigned i = 0; i < 5; ++i) yes += s >> i & 1, samples.inputs[s][i] = float(s >> i & 1);
        samples.targets[s][0] = yes >= 3;
    }
    return samples;
}();

// Training happens while this line compiles.
constexpr nn::Parameters<Majority> learnt = nn::trained_at_compile_time<Majority, votes, /*seed*/ 1>;

constexpr bool is_right_for_all() {
    for (unsigned s = 0; s < 32; ++s)
        if (nn::classify(learnt, votes.inputs[s]) != (votes.targets[s][0] > 0.5f)) return false;
    return true;
}
static_assert(is_right_for_all());  // a program that could be wrong does not compile
// [whole]

// [recipe]
constexpr nn::Recipe<nn::Momentum> slowly{.optimizer = {.learning_rate = 0.2f}, .epochs = 500, .accuracy = 1};

using Xor = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;
constexpr nn::Samples<Xor, 4> table{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {0, 1, 1, 0}};
constexpr nn::Parameters<Xor> solved = nn::trained_at_compile_time<Xor, table, /*seed*/ 1, slowly>;
// [recipe]

// [claims]
/// Whether the answers stay right where each input is off by up to a tenth: 484 points around the corners.
constexpr bool bears_noise() {
    for (const int a : {0, 1})
        for (const int b : {0, 1})
            for (int i = -5; i <= 5; ++i)
                for (int k = -5; k <= 5; ++k) {
                    const std::array x{float(a) + float(i) / 50, float(b) + float(k) / 50};
                    if (nn::classify(solved, x) != (a != b)) return false;
                }
    return true;
}
static_assert(bears_noise());
static_assert(nn::cost<Xor>.multiply_adds == 9 && sizeof solved == 13 * sizeof(float));
// [claims]

// [whole]
int main() {
    std::printf("yes if %+.1f %+.1f %+.1f %+.1f %+.1f %+.1f > 0\n", double(learnt.values[0]),
                double(learnt.values[1]), double(learnt.values[2]), double(learnt.values[3]),
                double(learnt.values[4]), double(learnt.values[5]));
    return 0;
}
// [whole]
