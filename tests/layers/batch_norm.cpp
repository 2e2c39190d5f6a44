#include <layers/laws.hpp>

#include <ctnn/engine/chain.hpp>
#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/sequential.hpp>

using namespace ctnn;

namespace {

using Flat = placed<BatchNorm<>, Shape<5>>;
using Image = placed<BatchNorm<>, Shape<7, 3, 2>>;
static_assert(Flat::parameters == 10 && Flat::state == 10 && Flat::weights == 0);
static_assert(Image::parameters == 4 && Image::state == 4 && std::is_same_v<Image::output, Shape<7, 3, 2>>);
static_assert(std::is_same_v<placed<BatchNorm<std::ratio<2, 20>, std::ratio<2, 200'000>>, Shape<5>>, Flat>);

// What couples the samples of a batch does so wherever it stands.
template <class... Layers>
using On = detail::ChainOf<Shape<5>, Layers...>;
static_assert(detail::couples_samples<Flat>() && detail::couples_samples<Image>());
static_assert(detail::couples_samples<On<Dense<5>, BatchNorm<>, Dense<2>>>());
static_assert(detail::couples_samples<On<Dense<5>, Sequential<BatchNorm<>>, Dense<2>>>());
static_assert(detail::couples_samples<On<Residual<Dense<5>, BatchNorm<>>>>());
static_assert(detail::couples_samples<On<Concat<Dense<5>, Sequential<Dense<2>, BatchNorm<>>>>>());
static_assert(detail::couples_samples<On<BatchNorm<>, Dense<3, Linear>>::logits>());
static_assert(!detail::couples_samples<On<Dense<5>, Dropout<std::ratio<1, 2>>, Residual<Dense<5>>>>());
static_assert(detail::least_batch<Flat>() == 2 && detail::least_batch<Image>() == 1);
static_assert(detail::least_batch<On<Dense<5>, Residual<BatchNorm<>>, Dense<2>>>() == 2);
static_assert(detail::least_batch<On<Concat<Dense<5>, BatchNorm<>>>>() == 2);
static_assert(detail::least_batch<On<Dense<5>>>() == 1);

/// All of B samples in training: values, statistics and gradients.
template <class L, std::size_t B, class T>
struct InTraining {
    std::array<T, B * L::input::size> y{}, dx{};
    std::array<T, L::parameters> dw{};
    std::array<T, L::state> state{};
};

template <class L, std::size_t B, class T>
constexpr InTraining<L, B, T> in_training() {
    constexpr std::size_t back = detail::backward_scratch<L>();
    InTraining<L, B, T> result;
    std::array<T, L::parameters> w{};
    std::array<T, B * L::tape> tape{};
    std::array<T, B * std::max(L::scratch, back)> scratch{};
    std::array<T, B * L::input::size> x{}, dy{};
    Random random{3};
    L::template initialize<T>(w, result.state, random);
    laws::fill_random(w.data(), w.size(), 3);
    laws::fill_random(x.data(), x.size(), 4);
    laws::fill_random(dy.data(), dy.size(), 5);
    L::template forward<B, T>(w, result.state, x, result.y, tape,
                              Slot<T, B * L::scratch>(scratch.data(), B * L::scratch), random);
    L::template backward<B, T>(w, x, result.y, tape, dy, Slot<T, B * L::input::size>(result.dx),
                               Slot<T, L::parameters>(result.dw),
                               Slot<T, B * back>(scratch.data(), B * back));
    return result;
}

template <class L, std::size_t B>
void batches_of_constant_evaluation_are_those_of_run_time() {
    static constexpr auto compiled = in_training<L, B, float>();
    volatile bool now = true;
    const auto ran = now ? in_training<L, B, float>() : InTraining<L, B, float>{};
    const auto vector = [](const auto& array) { return std::vector<float>(array.begin(), array.end()); };
    const double tolerance = reproducible ? 0 : 2e-6;
    laws::require_close(vector(ran.y), vector(compiled.y), tolerance);
    laws::require_close(vector(ran.dx), vector(compiled.dx), tolerance);
    laws::require_close(vector(ran.dw), vector(compiled.dw), 4 * tolerance);
    laws::require_close(vector(ran.state), vector(compiled.state), tolerance);
}

/// B samples of placed BatchNorm in double by the formulas, one column after the other.
template <class L, std::size_t B>
struct ByFormula {
    static constexpr std::size_t C = L::channels, N = B * L::positions;
    std::vector<double> y = std::vector<double>(N * C), mean = std::vector<double>(C),
                        variance = std::vector<double>(C);

    explicit ByFormula(laws::Bench<L, B, double>& bench) {
        for (std::size_t c = 0; c < C; ++c) {
            for (std::size_t i = 0; i < N; ++i) mean[c] += bench.x[i * C + c] / double(N);
            for (std::size_t i = 0; i < N; ++i) variance[c] += std::pow(bench.x[i * C + c] - mean[c], 2) / N;
            for (std::size_t i = 0; i < N; ++i)
                y[i * C + c] = (bench.x[i * C + c] - mean[c]) / std::sqrt(variance[c] + 1e-5) * bench.w[c] +
                               bench.w[C + c];
        }
    }
};

template <class L, std::size_t B>
void training_is_the_formula() {
    CAPTURE(B, L::channels, L::positions);
    laws::Bench<L, B, double> bench;
    const ByFormula<L, B> wanted(bench);
    bench.forward();
    laws::require_close(bench.y.values(), wanted.y, 1e-12);
    constexpr std::size_t C = L::channels, N = B * L::positions;
    for (std::size_t c = 0; c < C; ++c) {
        REQUIRE(bench.state[c] == Approx(0.1 * wanted.mean[c]).margin(1e-12));
        const double unbiased = N > 1 ? wanted.variance[c] * double(N) / double(N - 1) : 1;
        REQUIRE(bench.state[C + c] == Approx(0.9 + 0.1 * unbiased).margin(1e-12));
    }
    bench.predict();  // by the running statistics
    for (std::size_t i = 0; i < N; ++i)
        for (std::size_t c = 0; c < C; ++c) {
            const double factor = bench.w[c] / std::sqrt(bench.state[C + c] + 1e-5);
            REQUIRE(bench.y[i * C + c] ==
                    Approx((bench.x[i * C + c] - bench.state[c]) * factor + bench.w[C + c]).margin(1e-12));
        }
    REQUIRE(bench.intact());
}

}  // namespace

TEST_CASE("batch_norm: the laws, flat samples, sequences and images", "[layers]") {
    layer_laws<BatchNorm<>, Shape<17>>();
    layer_laws<BatchNorm<>, Shape<3>>();
    layer_laws<BatchNorm<>, Shape<5, 3, 2>>();
    layer_laws<BatchNorm<>, Shape<7, 16>>();
    layer_laws<BatchNorm<>, Shape<9, 9, 1>>();
}

TEST_CASE("batch_norm: the laws, within other layers", "[layers]") {
    layer_laws<Sequential<Dense<4>, BatchNorm<>, Dense<3>>, Shape<5>>();
    layer_laws<Residual<Dense<5>, BatchNorm<std::ratio<1, 4>, std::ratio<1, 8>>>, Shape<5>>();
    layer_laws<Concat<BatchNorm<>, Sequential<BatchNorm<>, Dense<2>>>, Shape<3>>();
}

TEST_CASE("batch_norm: batches in constant evaluation and at run time", "[layers]") {
    batches_of_constant_evaluation_are_those_of_run_time<placed<BatchNorm<>, Shape<5>>, 9>();
    batches_of_constant_evaluation_are_those_of_run_time<placed<BatchNorm<>, Shape<5, 5, 3>>, 3>();
    batches_of_constant_evaluation_are_those_of_run_time<placed<BatchNorm<>, Shape<67>>, 2>();
    batches_of_constant_evaluation_are_those_of_run_time<placed<BatchNorm<>, Shape<150, 1>>, 1>();
}

TEST_CASE("batch_norm: in training the batch's statistics, predicting the running ones", "[layers]") {
    training_is_the_formula<placed<BatchNorm<>, Shape<1>>, 1>();
    training_is_the_formula<placed<BatchNorm<>, Shape<1>>, 2>();
    training_is_the_formula<placed<BatchNorm<>, Shape<5>>, 13>();
    training_is_the_formula<placed<BatchNorm<>, Shape<33>>, 7>();
    training_is_the_formula<placed<BatchNorm<>, Shape<100>>, 200>();
    training_is_the_formula<placed<BatchNorm<>, Shape<28, 28, 6>>, 5>();
    training_is_the_formula<placed<BatchNorm<>, Shape<11, 13, 16>>, 3>();
    training_is_the_formula<placed<BatchNorm<>, Shape<11, 3>>, 1>();
}

TEST_CASE("batch_norm: the state has no part in training's values and gradients", "[layers]") {
    laws::Bench<Image, 4, float> fresh, used;
    laws::fill_random(used.state.data(), used.state.size(), 8);
    for (auto* bench : {&fresh, &used}) bench->forward(), bench->backward();
    REQUIRE(fresh.y.values() == used.y.values());
    REQUIRE(fresh.dx.values() == used.dx.values());
    REQUIRE(fresh.dw.values() == used.dw.values());
    REQUIRE(fresh.state.values() != used.state.values());
}

TEST_CASE("batch_norm: one single value becomes beta, sends no gradient back, and its variance is not kept",
          "[layers]") {
    laws::Bench<Flat, 1, float> bench;
    bench.forward();
    bench.backward();
    for (std::size_t c = 0; c < 5; ++c) {
        REQUIRE(bench.y[c] == bench.w[5 + c]);
        REQUIRE(bench.dx[c] == 0);
        REQUIRE(bench.state[c] == 0.1f * bench.x[c]);
        REQUIRE(bench.state[5 + c] == 1);
    }
}

TEST_CASE("batch_norm: a large mean costs the variance no digits, a batch of images few", "[layers]") {
    using Pictures = placed<BatchNorm<>, Shape<28, 28, 3>>;
    const auto bench = std::make_unique<laws::Bench<Pictures, 64, float>>();
    std::vector<double> mean(3), variance(3);
    constexpr std::size_t N = 64 * 784;
    for (std::size_t i = 0; i < 3 * N; ++i) bench->x[i] = 1000 + bench->x[i];
    for (std::size_t i = 0; i < 3 * N; ++i) mean[i % 3] += double(bench->x[i]) / N;
    for (std::size_t i = 0; i < 3 * N; ++i)
        variance[i % 3] += std::pow(double(bench->x[i]) - mean[i % 3], 2) / N;
    bench->forward();
    for (std::size_t c = 0; c < 3; ++c) {
        REQUIRE(bench->tape[c] == Approx(mean[c]).epsilon(1e-6));
        REQUIRE(bench->tape[3 + c] == Approx(1 / std::sqrt(variance[c] + 1e-5)).epsilon(2e-6));
    }
    REQUIRE(bench->intact());
}

TEST_CASE("batch_norm: constant channels give beta", "[layers]") {
    laws::Bench<Image, 4, float> bench;
    for (std::size_t i = 0; i < bench.x.size(); ++i) bench.x[i] = i % 2 == 0 ? 3 : -0.1f;
    bench.forward();
    for (std::size_t i = 0; i < bench.x.size(); ++i)
        REQUIRE(bench.y[i] == Approx(bench.w[2 + i % 2]).margin(1e-4));
}
