#include <cmath>
#include <ctnn/ctnn.hpp>
#include <ctnn/data/samples.hpp>
#include <type_traits>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Gate = Network<Input<2>, Dense<1, Step>>;
using Three = Network<Input<2>, Dense<3, Softmax>>;

constexpr Samples<Gate, 3> rows{{{0, 1}, {2, 3}, {4, 5.5}}, {{0}, {1}, {0.25}}};
static_assert(rows.size() == 3 && rows.inputs[2][1] == 5.5f && rows.targets[2][0] == 0.25f);

// One number for each sample: a value where there is one output, else a class.
constexpr Samples<Gate, 3> values{{{0, 1}, {2, 3}, {4, 5.5}}, {0, 1, 0}};
static_assert(values.targets[1][0] == 1 && values.targets[2][0] == 0);
constexpr Samples<Gate, 2> fractions{{{0, 1}, {2, 3}}, {0.5, -1.5}};
static_assert(fractions.targets[0][0] == 0.5f && fractions.targets[1][0] == -1.5f);
constexpr Samples<Three, 2> classes{{{0, 1}, {2, 3}}, {2, 0}};
static_assert(classes.targets[0][2] == 1 && classes.targets[0][0] == 0 && classes.targets[1][0] == 1);

constexpr bool flags[2] = {true, false};
constexpr float pairs[2][2] = {{1, 2}, {3, 4}};
constexpr Samples<Three, 2> flagged{pairs, flags};
static_assert(flagged.targets[0][1] == 1 && flagged.targets[1][0] == 1);

// From arrays that were there before.
constexpr float inputs[2][2] = {{1, 2}, {3, 4}};
constexpr unsigned char labels[2] = {1, 2};
constexpr Samples<Three, 2> copied{inputs, labels};
static_assert(copied.inputs[1][0] == 3 && copied.targets[0][1] == 1 && copied.targets[1][2] == 1);

// Filled in by hand.
constexpr auto filled = [] {
    Samples<Three, 4> samples;
    for (std::size_t s = 0; s < samples.size(); ++s) samples.targets[s][s % 3] = 1;
    return samples;
}();
static_assert(filled.targets[3][0] == 1 && filled.inputs[3][1] == 0);
static_assert(std::is_trivially_copyable_v<Samples<Three, 4>> &&
              sizeof(Samples<Three, 4>) == 4 * (2 + 3) * sizeof(float));

}  // namespace

TEST_CASE("samples: a class that the network does not have is no number", "[data]") {
    const int wrong[2] = {-1, 3};
    const Samples<Three, 2> samples{inputs, wrong};
    for (const auto& target : samples.targets)
        for (const float value : target) CHECK(std::isnan(value));
}
