// Seconds for an epoch of MNIST, of networks of dense layers.

#include "cases.hpp"
#include "epochs.hpp"
#include "peers/eigen_training.hpp"

namespace bench {
namespace {

constexpr std::size_t shared_batch = 128;

template <class M>
Work work_of_epoch_of(std::size_t moments, std::size_t batch) {
    return work_of_epoch(M::multiply_adds, M::first::in * M::first::out, M::Network::parameter_count, moments,
                         60'000, batch);
}

template <class M, int Order, class Rule>
Player eigen_player(SharedData<typename M::Network> data, Rule rule) {
    const auto make = [rule] {  // from the parameters that ctnn starts with
        auto values = std::make_unique<Values<M>>();
        nn::initialize(values->parameters, training_seed);
        return std::make_shared<EigenTrainer<M, Order, training_batch, Rule>>(values->model, rule);
    };
    return peer_training("Eigen", Order == Eigen::RowMajor ? "rows" : "columns", data, make);
}

template <class M, class Loss, class Optimizer, class Rule>
void add(Suite& suite, bool skips_zeros, const std::string& name, Must must, Optimizer optimizer, Rule rule) {
    suite.add(training_group,
              {{.name = name + data_of(suite.settings) + (skips_zeros ? ", zeros skipped" : ""),
                .unit = "s",
                .work = skips_zeros ? Work{} : work_of_epoch_of<M>(Rule::has_moments ? 2 : 0, training_batch),
                .must = std::move(must)}},
              {.all = 15, .quick = 4}, [=, &suite] {
                  using Net = typename M::Network;
                  using Sparse = typename M::SparseNetwork;
                  const auto data = training_data<Net>(suite.settings);
                  std::vector<Player> players{ctnn_training<Net, Loss>("ctnn", data, optimizer),
                                              eigen_player<M, Eigen::RowMajor>(data, rule),
                                              eigen_player<M, Eigen::ColMajor>(data, rule)};
                  if (skips_zeros)
                      players.push_back(ctnn_training<Sparse, Loss>("ctnn skipping zeros",
                                                                    same_data<Sparse>(*data), optimizer));
                  return players;
              });
}

/// One thread and two, on batches that are large enough to share.
void add_threads(Suite& suite, nn::Adam adam) {
    using M = MnistWide;
    const auto row = [](const char* threads, Work work) {
        return Row{.name = std::string("784-128-10 ReLU, softmax, CE, Adam, batches of 128, ") + threads,
                   .unit = "s",
                   .work = std::move(work),
                   .must = {}};
    };
    const Work one = work_of_epoch_of<M>(2, shared_batch);  // the bounds are one thread's
    suite.add(
        training_group, {row("one thread", one), row("two threads", {})}, {.all = 15, .quick = 3},
        [=, &suite] {
            using Trainer = nn::Trainer<M::Network, nn::CrossEntropy, nn::Adam, shared_batch>;
            const auto trainer = std::shared_ptr<Trainer>(new Trainer(adam, training_seed));
            const auto epoch = [trainer,
                                data = training_data<M::Network>(suite.settings)](std::size_t threads) {
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
    add<MnistWide, nn::CrossEntropy>(suite, false, wide, {.ratio = 0.6, .against = "Eigen"}, adam,
                                     eigen_adam);
    add<MnistSmall, nn::MeanSquaredError>(suite, true, small,
                                          {.ratio = 0.4, .against = "Eigen", .of_plain = 1}, sgd, eigen_sgd);
    add<MnistWide, nn::CrossEntropy>(suite, true, wide, {.ratio = 0.35, .against = "Eigen", .of_plain = 1},
                                     adam, eigen_adam);
    add_threads(suite, adam);
}

}  // namespace bench
