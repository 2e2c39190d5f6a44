#include <ctnn/train/minimize/full_batch.hpp>

#include <cmath>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/train/gradient.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/minimize/matrices.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<2>, Dense<5, Tanh>, Dense<2>>;
using All = detail::FullBatch<MeanSquaredError, Net>;

Dataset<Net> some(std::size_t count) {
    std::vector<float> x, t;
    Random random{7};
    for (std::size_t i = 0; i < 2 * count; ++i) {
        x.push_back(random.uniform<float>() - 0.5f);
        t.push_back(random.uniform<float>() - 0.5f);
    }
    return {x, t};
}

}  // namespace

TEST_CASE("full_batch: the mean of the samples' losses and gradients, and the weights' penalty", "[train]") {
    const Dataset<Net> data = some(37);
    Parameters<Net, double> parameters, sum;
    initialize(parameters, 3);
    double total = 0;
    for (std::size_t i = 0; i < 37; ++i)
        total += gradient<MeanSquaredError>(parameters, data.input<double>(i), data.target<double>(i), sum);
    std::vector<double> g(Net::parameter_count);
    All plain(parameters, data, 0, 1);
    CHECK(plain(parameters.data(), g.data()) == Approx(total / 37).epsilon(1e-12));
    CHECK(plain(parameters.data()) == Approx(total / 37).epsilon(1e-12));
    CHECK(plain.evaluations() == 2);
    for (std::size_t i = 0; i < g.size(); ++i) CHECK(g[i] == Approx(sum.values[i] / 37).epsilon(1e-10));

    All penalized(parameters, data, 0.5, 1);
    std::vector<double> h(Net::parameter_count);
    double squares = 0;
    for (const double w : parameters.layer<0>().weight) squares += w * w;
    for (const double w : parameters.layer<1>().weight) squares += w * w;
    CHECK(penalized(parameters.data(), h.data()) == Approx(total / 37 + 0.25 * squares).epsilon(1e-12));
    CHECK(h[0] - g[0] == Approx(0.5 * parameters.values[0]));
    CHECK(h.back() == g.back());
}

TEST_CASE("full_batch: the bits do not depend on the number of threads", "[train]") {
    const Dataset<Net> data = some(600);
    Parameters<Net> parameters;
    initialize(parameters, 3);
    const std::vector<double> w(parameters.values, parameters.values + Net::parameter_count);
    std::vector<double> one(w.size()), three(w.size());
    All alone(parameters, data, 0, 1), shared(parameters, data, 0, 3);
    CHECK(alone(w.data(), one.data()) == shared(w.data(), three.data()));
    CHECK(one == three);
}

TEST_CASE("full_batch: no samples, no threads and layers that draw numbers are refused", "[train]") {
    const Parameters<Net> parameters{};
    CHECK_THROWS_WITH(All(parameters, Dataset<Net>(), 0, 1),
                      "training data: expected at least one sample, found 0");
    CHECK_THROWS_WITH(All(parameters, some(3), 0, 0), "threads: expected at least one thread, found 0");
    using Dropping = Network<Input<2>, Dropout<std::ratio<1, 2>>, Dense<2>>;
    const Parameters<Dropping, double> other{};
    const Dataset<Dropping> data({{1, 2}}, {{1, 2}});
    detail::FullBatch<MeanSquaredError, Dropping> function(other, data, 0, 1);
    CHECK_THROWS_AS(function(other.data()), TrainingError);
}

TEST_CASE("full_batch: what is worse once it is rounded is not given back", "[train]") {
    Parameters<Net> parameters{};
    const double found[Net::parameter_count] = {0.1};
    const auto worse = [](const double* w, double* = nullptr) { return w[0] == 0 ? 1.0 : 2.0; };
    struct Loss {
        decltype(worse) of;
        double operator()(const double* w) const { return of(w); }
        std::size_t evaluations() const { return 4; }
    } loss{worse};
    Minimization result{.losses = {1, 0.5}};
    result = detail::given_back(found, loss, result, parameters);
    CHECK(result.losses == std::vector<double>{1});
    CHECK(result.evaluations == 4);
    CHECK(parameters.values[0] == 0);
}
