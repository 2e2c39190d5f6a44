// Seconds for an epoch of MNIST: 60,000 images of 28 x 28 bytes, in batches of 64, shuffled.

#include <ctnn/train.hpp>
#include <numeric>

#include "cases.hpp"
#include "mnist.hpp"
#include "peers/eigen_training.hpp"

namespace bench {
namespace {

constexpr std::size_t batch = 64, shared_batch = 128, checked_steps = 8;
constexpr std::uint64_t seed = 1;

template <class M>
std::shared_ptr<nn::Dataset<typename M::Network>> training_data(const Settings& settings) {
    return std::make_shared<nn::Dataset<typename M::Network>>(
        digits_of_mnist<typename M::Network>(settings.mnist, true));
}

template <class M>
using Data = std::shared_ptr<nn::Dataset<typename M::Network>>;

/// The losses of the first steps, on the samples in the order of the file.
template <class M, class Net, class Loss, class Optimizer>
std::vector<float> ctnn_losses(const nn::Dataset<Net>& data, Optimizer optimizer) {
    auto learner = std::make_unique<nn::Learner<Net, Loss, Optimizer, batch>>(optimizer, seed);
    std::vector<float> inputs(batch * M::in), targets(batch * M::out), losses;
    for (std::size_t step = 0; step < checked_steps; ++step) {
        for (std::size_t s = 0; s < batch; ++s) {
            data.input(step * batch + s, std::span<float, M::in>(inputs.data() + s * M::in, M::in));
            data.target(step * batch + s, std::span<float, M::out>(targets.data() + s * M::out, M::out));
        }
        losses.push_back(learner->step(std::span<const float, batch * M::in>(inputs),
                                       std::span<const float, batch * M::out>(targets)));
    }
    return losses;
}

/// `Net` is M's network, or the one that skips zeros.
template <class M, class Net, class Loss, class Optimizer>
Player ctnn_player(const char* name, Data<M> from, Optimizer optimizer) {
    using Trainer = nn::Trainer<Net, Loss, Optimizer, batch>;
    const auto trainer = std::shared_ptr<Trainer>(new Trainer(optimizer, seed));
    const auto data = std::make_shared<nn::Dataset<Net>>(*from);
    return {
        .name = name,
        .variant = "",
        .answer = [data, optimizer] { return ctnn_losses<M, Net, Loss>(*data, optimizer); },
        .measure =
            [data, trainer] {
                return std::vector{seconds([&] { trainer->fit(*data, {.epochs = 1, .progress = nullptr}); })};
            }};
}

template <class M, int Order, class Rule>
Player eigen_player(Data<M> data, Rule rule) {
    const auto make = [rule] {  // from the parameters that ctnn starts with
        auto values = std::make_unique<Values<M>>();
        nn::initialize(values->parameters, seed);
        return std::make_shared<EigenTrainer<M, Order, batch, Rule>>(values->model, rule);
    };
    const auto losses = [data, make] {
        const auto trainer = make();
        std::vector<float> all;
        std::vector<std::size_t> samples(batch);
        for (std::size_t step = 0; step < checked_steps; ++step) {
            std::iota(samples.begin(), samples.end(), step * batch);
            all.push_back(trainer->step(data->bytes().data(), data->classes().data(), samples));
        }
        return all;
    };
    return {.name = "Eigen",
            .variant = Order == Eigen::RowMajor ? "rows" : "columns",
            .answer = losses,
            .measure = [data, trainer = make(), random = nn::Random{~seed}]() mutable {
                return std::vector{seconds([&] { trainer->epoch(data->bytes(), data->classes(), random); })};
            }};
}

/// Forward, weight gradient, and the gradient handed to all layers but the first.
template <class M>
constexpr double flops_of_epoch() {
    return 2.0 * 60'000 * (3.0 * M::multiply_adds - double(M::first::in * M::first::out));
}

template <class M, class Loss, class Optimizer, class Rule>
void add(Suite& suite, bool skips_zeros, const std::string& name, Must must, Optimizer optimizer, Rule rule) {
    const std::string what = has_mnist(suite.settings.mnist) ? "" : ", random data";
    suite.add("training, an epoch of MNIST",
              {{.name = name + what + (skips_zeros ? ", zeros skipped" : ""),
                .unit = "s",
                .flops = skips_zeros ? 0 : flops_of_epoch<M>(),
                .must = std::move(must)}},
              {.all = 15, .quick = 4}, [=, &suite] {
                  const Data<M> data = training_data<M>(suite.settings);
                  using Sparse = typename M::SparseNetwork;
                  std::vector<Player> players{
                      ctnn_player<M, typename M::Network, Loss>("ctnn", data, optimizer),
                      eigen_player<M, Eigen::RowMajor>(data, rule),
                      eigen_player<M, Eigen::ColMajor>(data, rule)};
                  if (skips_zeros)
                      players.push_back(ctnn_player<M, Sparse, Loss>("ctnn skipping zeros", data, optimizer));
                  return players;
              });
}

/// One thread and two, on batches that are large enough to share.
void add_threads(Suite& suite, nn::Adam adam) {
    using M = MnistWide;
    const auto row = [](const char* threads) {
        return Row{.name = std::string("784-128-10 ReLU, softmax, CE, Adam, batches of 128, ") + threads,
                   .unit = "s",
                   .flops = flops_of_epoch<M>(),
                   .must = {}};
    };
    suite.add(
        "training, an epoch of MNIST", {row("one thread"), row("two threads")}, {.all = 15, .quick = 3},
        [=, &suite] {
            using Trainer = nn::Trainer<M::Network, nn::CrossEntropy, nn::Adam, shared_batch>;
            const auto trainer = std::shared_ptr<Trainer>(new Trainer(adam, seed));
            const auto epoch = [trainer, data = training_data<M>(suite.settings)](std::size_t threads) {
                return seconds(
                    [&] { trainer->fit(*data, {.epochs = 1, .threads = threads, .progress = nullptr}); });
            };
            return std::vector{Player{.name = "ctnn", .variant = "", .answer = nullptr, .measure = [epoch] {
                                          return std::vector{epoch(1), epoch(2)};
                                      }}};
        });
}

}  // namespace

void add_training(Suite& suite) {
    const nn::SGD sgd{.learning_rate = 0.5f};
    const nn::Adam adam{.learning_rate = 1e-3f};
    const EigenSgd eigen_sgd{.rate = 0.5f};
    const EigenAdam eigen_adam{.rate = 1e-3f};
    const std::string small = "784-16-16-10 sigmoid, MSE, SGD", wide = "784-128-10 ReLU, softmax, CE, Adam";
    add<MnistSmall, nn::MeanSquaredError>(suite, false, small, {.ratio = 0.45, .against = "Eigen"}, sgd,
                                          eigen_sgd);
    add<MnistWide, nn::CrossEntropy>(suite, false, wide, {.ratio = 0.65, .against = "Eigen"}, adam,
                                     eigen_adam);
    add<MnistSmall, nn::MeanSquaredError>(suite, true, small, {}, sgd, eigen_sgd);
    add<MnistWide, nn::CrossEntropy>(suite, true, wide, {.ratio = 0.45, .against = "Eigen"}, adam,
                                     eigen_adam);
    add_threads(suite, adam);
}

}  // namespace bench
