// How long it takes until something is learnt: XOR, the digits of 8 x 8 pixels, MNIST.

#include <ctnn/io/csv.hpp>
#include <ctnn/train.hpp>
#include <numeric>

#include "cases.hpp"
#include "mnist.hpp"
#include "peers/eigen_training.hpp"
#include "peers/fann_training.hpp"

namespace bench {
namespace {

constexpr std::size_t seeds = 100;

/// `train(seed)` trains XOR and returns whether it got there: the median microseconds over those seeds that
/// did, and the share of them in percent.
template <class Train>
std::vector<double> over_seeds(Train train) {
    std::vector<double> times;
    for (std::size_t seed = 1; seed <= seeds; ++seed) {
        bool learnt = false;
        const double took = seconds([&] { learnt = train(seed); });
        if (learnt) times.push_back(1e6 * took);
    }
    return {Samples(times, false).median, 100 * double(times.size()) / double(seeds)};
}

bool ctnn_learns_xor(std::uint64_t seed) {
    using Net = nn::Network<nn::Input<2>, nn::Dense<4, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;
    static constexpr std::array<float, 8> inputs{0, 0, 0, 1, 1, 0, 1, 1};
    static constexpr std::array<float, 4> targets{0, 1, 1, 0};
    nn::Learner<Net, nn::MeanSquaredError, nn::Adam, 4> learner({.learning_rate = 0.2f}, seed);
    for (int step = 0; step < 5000; ++step)
        if (learner.step(inputs, targets) < 0.01f) return true;
    return false;
}

void add_xor(Suite& suite) {
    suite.add("learning",
              {{.name = "XOR 2-4-1 to MSE < 0.01, median of 100 seeds", .unit = "us"},
               {.name = "XOR 2-4-1, share of 100 seeds that converge", .unit = "%", .more_is_better = true}},
              {.all = 20, .quick = 3}, [] {
                  return std::vector<Player>{{.name = "ctnn",
                                              .variant = "",
                                              .answer = {},
                                              .measure = [] { return over_seeds(ctnn_learns_xor); }},
                                             {.name = "FANN",
                                              .variant = "rprop",
                                              .answer = {},
                                              .measure = [] { return over_seeds(fann_learns_xor); },
                                              .from_any_compiler = true}};
              });
}

constexpr double wanted = 0.97;

/// Trains epoch by epoch, looking at the test set after each: the seconds until 97 % of it are read right.
/// Each repetition takes another seed.
template <class Epoch, class Accuracy>
double seconds_to(Epoch epoch, Accuracy accuracy) {
    double took = 0;
    for (int number = 0; number < 60; ++number) {
        double reached = 0;
        took += seconds([&] {
            epoch();
            reached = accuracy();
        });
        if (reached >= wanted) return took;
    }
    return std::numeric_limits<double>::infinity();
}

template <class Net>
using Both = std::shared_ptr<nn::Split<Net>>;

template <class M, std::size_t Batch>
Player ctnn_player(Both<typename M::Network> data, float rate) {
    return {.name = "ctnn", .variant = "", .answer = {}, .measure = [=, seed = std::uint64_t{0}]() mutable {
                using Trainer = nn::Trainer<typename M::Network, nn::CrossEntropy, nn::Adam, Batch>;
                const auto trainer = std::unique_ptr<Trainer>(new Trainer({.learning_rate = rate}, ++seed));
                return std::vector{
                    seconds_to([&] { trainer->fit(data->train, {.epochs = 1, .progress = nullptr}); },
                               [&] { return nn::accuracy(trainer->parameters, data->test); })};
            }};
}

/// By column only, the faster order of the two in training; its random numbers and so its batches are ctnn's.
template <class M, std::size_t Batch>
Player eigen_player(Both<typename M::Network> data, float rate) {
    const auto test = std::make_shared<std::vector<float>>();
    for (std::size_t i = 0; i < data->test.size(); ++i)
        for (const float value : data->test.input(i)) test->push_back(value);
    return {.name = "Eigen",
            .variant = "columns",
            .answer = {},
            .measure = [=, seed = std::uint64_t{0}]() mutable {
                auto values = std::make_unique<Values<M>>();
                nn::initialize(values->parameters, ++seed);
                using Trainer = EigenTrainer<M, Eigen::ColMajor, Batch, EigenAdam>;
                const auto trainer = std::make_unique<Trainer>(values->model, EigenAdam{.rate = rate});
                nn::Random random{~seed};
                const auto& train = data->train;
                const auto epoch = [&] {
                    if (train.has_bytes())
                        trainer->epoch(train.bytes(), train.classes(), random);
                    else
                        trainer->epoch(train.floats(), train.classes(), random);
                };
                return std::vector{
                    seconds_to(epoch, [&] { return trainer->accuracy(*test, data->test.classes()); })};
            }};
}

template <class M, std::size_t Batch, class Load>
void add(Suite& suite, const std::string& name, float rate, Repetitions repetitions, Load load) {
    suite.add("learning", {{.name = name, .unit = "s"}}, repetitions, [rate, load] {
        const auto data = std::make_shared<nn::Split<typename M::Network>>(load());
        return std::vector<Player>{ctnn_player<M, Batch>(data, rate), eigen_player<M, Batch>(data, rate)};
    });
}

}  // namespace

void add_learning(Suite& suite) {
    add_xor(suite);
    add<Digits, 32>(suite, "digits to 97 % of the test set", 2e-3f, {.all = 15, .quick = 3}, [&suite] {
        const auto all = nn::read_csv<Digits::Network>(suite.settings.digits);
        return nn::stratified_split(nn::scaled_inputs(nn::min_max_scaling(all), all), 0.2, 1);
    });
    if (has_mnist(suite.settings.mnist))
        add<MnistWide, 64>(suite, "MNIST to 97 % of the test set", 1e-3f, {.all = 5, .quick = 1}, [&suite] {
            return nn::Split<MnistWide::Network>{
                digits_of_mnist<MnistWide::Network>(suite.settings.mnist, true),
                digits_of_mnist<MnistWide::Network>(suite.settings.mnist, false)};
        });
}

}  // namespace bench
