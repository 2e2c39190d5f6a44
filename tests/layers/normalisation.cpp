// The layers that normalise, Embedding and Multiply against PyTorch: tests/reference/normalisation.py.

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/train.hpp>
#include <iterator>
#include <memory>
#include <reference/normalisation.hpp>
#include <vector>

#include <layers/bench.hpp>
#include <testing.hpp>

using namespace ctnn;
namespace golden = reference::normalisation;

namespace {

template <class T>
constexpr double tolerance = sizeof(T) == 4 ? 1e-5 : 1e-10;

template <class T, std::size_t N>
void require_golden(std::vector<T> found, const double (&wanted)[N]) {
    laws::require_close(found, std::vector<T>(std::begin(wanted), std::end(wanted)), tolerance<T>);
}

/// A batch forward and back through one layer.
template <class Golden, class L, class T>
void is_golden() {
    auto bench = laws::golden_bench<Golden, L, T>();
    require_golden(bench.y.values(), Golden::y);
    require_golden(bench.dw.values(), Golden::dw);
    if constexpr (requires { Golden::dx; }) require_golden(bench.dx.values(), Golden::dx);
    if constexpr (requires { Golden::state; }) {
        require_golden(bench.state.values(), Golden::state);
        bench.predict();
        require_golden(bench.y.values(), Golden::predicted);
    }
}

template <class Golden, class L>
void is_golden() {
    is_golden<Golden, L, float>();
    is_golden<Golden, L, double>();
}

using Normed = Network<Input<4>, Dense<5>, BatchNorm<>, Activation<Tanh>, LayerNorm<>, Dense<4>, BatchNorm<>,
                       RMSNorm<>, Dense<3, Softmax>>;

using NormedLate = Network<Input<4>, Dense<5, Tanh>, BatchNorm<>, LayerNorm<>, Dense<4, Tanh>, BatchNorm<>,
                           RMSNorm<>, Dense<3, Softmax>>;
static_assert(folded<Normed>::state_count == 0 && folded<NormedLate>::state_count == 18);

/// Three steps on batches of six samples.
template <class Golden, class Normed, class Optimizer, class T>
void learns_as_golden(const Optimizer& optimizer) {
    const auto learner = std::make_unique<Learner<Normed, CrossEntropy, Optimizer, 6, T>>(optimizer, 1);
    REQUIRE(Normed::parameter_count == std::size(Golden::start));
    std::copy(std::begin(Golden::start), std::end(Golden::start), learner->parameters.data());
    std::array<T, 3 * 24> x{};
    std::copy(std::begin(Golden::x), std::end(Golden::x), x.begin());
    for (std::size_t step = 0; step < 3; ++step) {
        std::array<T, 18> t{};
        for (std::size_t s = 0; s < 6; ++s) t[3 * s + std::size_t(Golden::classes[6 * step + s])] = 1;
        const T loss = learner->step(std::span<const T, 24>(x.data() + 24 * step, 24), t);
        REQUIRE(double(loss) == Approx(Golden::losses[step]).epsilon(tolerance<T>));
    }
    const auto vector = [](const auto& span) { return std::vector<T>(span.begin(), span.end()); };
    require_golden(vector(learner->parameters.trained()), Golden::end);
    require_golden(vector(learner->parameters.state()), Golden::state);
    std::vector<T> predicted(18);
    predict(learner->parameters, std::span<const T>(x.data(), 24), predicted);
    require_golden(predicted, Golden::predicted);
    const auto deployed = fold(learner->parameters);
    predict(deployed, std::span<const T>(x.data(), 24), predicted);
    require_golden(predicted, Golden::predicted);
}

}  // namespace

TEST_CASE("normalisation: values, gradients and running statistics are PyTorch's", "[layers]") {
    is_golden<golden::BatchNormOfSamples, placed<BatchNorm<>, Shape<3>>>();
    is_golden<golden::BatchNormOfImages,
              placed<BatchNorm<std::ratio<1, 4>, std::ratio<1, 1000>>, Shape<3, 2, 3>>>();
    is_golden<golden::LayerNormOfSteps, placed<LayerNorm<>, Shape<3, 5>>>();
    is_golden<golden::RMSNormOfSteps, placed<RMSNorm<>, Shape<3, 5>>>();
}

TEST_CASE("normalisation: so are those of an embedding and a gate", "[layers]") {
    is_golden<golden::EmbeddingOfSteps, placed<Embedding<7, 2>, Shape<3>>>();
    is_golden<golden::GateOfSamples, placed<Multiply<Dense<2, Tanh>, Dense<2, Sigmoid>>, Shape<3>>>();
}

TEST_CASE("normalisation: networks learn what PyTorch's learn", "[layers]") {
    learns_as_golden<golden::NormedBySGD, Normed, SGD, double>({.learning_rate = 0.1f});
    learns_as_golden<golden::NormedBySGD, Normed, SGD, float>({.learning_rate = 0.1f});
    learns_as_golden<golden::NormedLateByAdam, NormedLate, Adam, double>({.learning_rate = 0.01f});
    learns_as_golden<golden::NormedLateByAdam, NormedLate, Adam, float>({.learning_rate = 0.01f});
}
