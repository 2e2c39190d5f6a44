#include <array>
#include <cmath>
#include <ctnn/train.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Xor = Network<Input<2>, Dense<3, Tanh>, Dense<1, Sigmoid>>;
constexpr Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {1}, {1}, {0}}};
constexpr Parameters<Xor> solved = trained_at_compile_time<Xor, truth, /*seed*/ 1>;

constexpr bool answers_right() {
    for (std::size_t s = 0; s < 4; ++s) {
        const float off = predict(solved, truth.inputs[s])[0] - truth.targets[s][0];
        if (!(off < 0.25f && off > -0.25f)) return false;
    }
    return true;
}
static_assert(answers_right());

// The same weights on every compiler, bit for bit.
constexpr Parameters<Xor> golden{
    std::array<float, 13>{0x1.e940a8p+0f, -0x1.73568ep+1f, -0x1.3efd3ep+1f, 0x1.4d95d8p+1f, 0x1.8c31a2p+1f,
                          0x1.78b68ap+0f, -0x1.6b398ep-1f, 0x1.af658cp+0f, -0x1.f18ff6p-2f, 0x1.a89038p+0f,
                          -0x1.54cd88p+1f, 0x1.16ff72p+1f, 0x1.46833cp+0f}};
constexpr bool is_golden() {
    for (std::size_t i = 0; i < golden.size(); ++i)
        if (solved.values[i] != golden.values[i]) return false;
    return true;
}
static_assert(is_golden());

// Another recipe: classes, batches, an accuracy below 1; and a fit to within a tolerance.
using Parts = Network<Input<2>, Dense<4, Tanh>, Dense<3, Softmax>>;
constexpr auto sectors = [] {
    Samples<Parts, 24> made;
    for (std::size_t s = 0; s < 24; ++s) {
        made.inputs[s][0] = static_cast<float>(s % 6) / 3 - 1;
        made.inputs[s][1] = static_cast<float>(s / 6) / 2 - 1;
        const float x = made.inputs[s][0], y = made.inputs[s][1];
        made.targets[s][y > 0 ? 0 : x > y ? 1 : 2] = 1;
    }
    return made;
}();
constexpr Recipe<Adam, void, 8> by_eights{
    .optimizer = {.learning_rate = 0.1f}, .epochs = 60, .tolerance = 0.5f, .accuracy = 0.9f};
constexpr Parameters<Parts> sorted = trained_at_compile_time<Parts, sectors, 1, by_eights>;

using Line = Network<Input<1>, Dense<1>>;
constexpr Samples<Line, 4> points{{{-1}, {0}, {1}, {2}}, {-1, 1, 3, 5}};
constexpr Recipe<Momentum> fit{.optimizer = {.learning_rate = 0.1f}, .tolerance = 0.001f};
constexpr Parameters<Line> line = trained_at_compile_time<Line, points, 1, fit>;
static_assert(line.values[0] > 1.99f && line.values[0] < 2.01f && line.values[1] > 0.99f);

using Through0 = Network<Input<1>, NoBias<Dense<1>>>;
constexpr Samples<Through0, 3> slope{{{-1}, {1}, {2}}, {-2, 2, 4}};
constexpr Parameters<Through0> twice = trained_at_compile_time<Through0, slope, 1, fit>;
static_assert(twice.size() == 1 && twice.values[0] > 1.99f && twice.values[0] < 2.01f);

// Large numbers are no divergence.
constexpr Samples<Line, 2> prices{{{1}, {2}}, {20000, 40000}};
constexpr Recipe<Momentum> dear{.optimizer = {.learning_rate = 0.1f}, .tolerance = 1};
static_assert(trained_at_compile_time<Line, prices, 1, dear>.values[0] > 19000);

// A layer of a user's own, whose work is in no count, within clang's limit too.
struct Mixed {
    template <class In>
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t parameters = In::size * In::size;

        static constexpr void predict(auto w, auto x, auto y) {
            for (std::size_t o = 0; o < In::size; ++o) {
                y[o] = 0;
                for (std::size_t i = 0; i < In::size; ++i) y[o] += w[i * In::size + o] * x[i];
            }
        }
        static constexpr void backward(auto w, auto x, auto, auto dy, auto dx, auto dw) {
            for (std::size_t i = 0; i < In::size; ++i) {
                dx[i] = 0;
                for (std::size_t o = 0; o < In::size; ++o) {
                    dw[i * In::size + o] += dy[o] * x[i];
                    dx[i] += dy[o] * w[i * In::size + o];
                }
            }
        }
        static constexpr void initialize(auto w, auto& random) {
            for (auto& value : w) value = random.template uniform<float>() - 0.5f;
        }
    };
};
using Own = Network<Input<12>, Mixed, Dense<1>>;
constexpr auto twelve = [] {
    Samples<Own, 12> made;
    for (std::size_t s = 0; s < 12; ++s) {
        made.inputs[s][s] = 1;
        made.targets[s][0] = s % 2 == 0 ? 1 : 0;
    }
    return made;
}();
constexpr Recipe<Adam> briefly{.optimizer = {.learning_rate = 0.05f}, .epochs = 60};
static_assert(trained_at_compile_time<Own, twelve, 1, briefly>.values[0] < 10);

// BatchNorm, which learns from two samples at least; the constant holds its running statistics too.
using Normed = Network<Input<2>, Dense<4>, BatchNorm<>, Activation<Tanh>, Dense<1, Sigmoid>>;
constexpr Samples<Normed, 4> normed_truth{truth.inputs, truth.targets};
constexpr auto normed = trained_at_compile_time<Normed, normed_truth, 1>;
static_assert(predict(normed, truth.inputs[1])[0] > 0.75f && predict(normed, truth.inputs[3])[0] < 0.25f);
static_assert(normed.state()[4] != 1);

constexpr Samples<Normed, 1> single{{{0, 1}}, {{1}}};
static_assert(
    std::is_same_v<decltype(detail::beginning_mistake<Normed, single, briefly>())::type,
                   error::BatchNorm_of_flat_samples_needs_two_or_more_in_a_batch_but_this_one_has<1>>);

}  // namespace

TEST_CASE("trained_at_compile_time: constants answer as they did for the compiler", "[train]") {
    for (std::size_t s = 0; s < 4; ++s)
        CHECK(std::abs(predict(solved, truth.inputs[s])[0] - truth.targets[s][0]) < 0.25f);
    std::size_t right = 0;
    for (std::size_t s = 0; s < sectors.size(); ++s)
        right += sectors.targets[s][classify(sorted, sectors.inputs[s])] == 1;
    CHECK(right >= 22);
}
