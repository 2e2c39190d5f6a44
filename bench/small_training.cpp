// Training steps of networks as control and reinforcement learning have them: nanoseconds a sample.

#include <array>
#include <ctnn/train.hpp>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "cases.hpp"
#include "peers/eigen_training.hpp"
#include "works.hpp"

namespace bench {
namespace {

constexpr std::size_t batches_in_turn = 16, checked_losses = 8;
constexpr float rate = 1e-3f;

template <class M, std::size_t Batch>
struct Data {
    Values<M> start;
    std::vector<float> x = drawn(M::in, 3), targets = drawn(M::out, 4);

    static std::vector<float> drawn(std::size_t size, std::uint64_t seed) {
        nn::Random random{seed};
        std::vector<float> values(batches_in_turn * Batch * size);
        for (float& value : values) value = random.uniform<float>() * 2 - 1;
        return values;
    }
    const float* inputs_of(std::size_t step) const {
        return x.data() + step % batches_in_turn * Batch * M::in;
    }
    const float* targets_of(std::size_t step) const {
        return targets.data() + step % batches_in_turn * Batch * M::out;
    }
};

/// `make()` gives a step: from inputs and targets to their loss before it.
template <class M, std::size_t Batch, class Make>
Player player(const char* name, const char* variant, const Settings& settings,
              std::shared_ptr<Data<M, Batch>> data, Make make) {
    const auto losses = [data, make] {
        auto step = make();
        std::vector<float> all;
        for (std::size_t i = 0; i < checked_losses; ++i)
            all.push_back(step(data->inputs_of(i), data->targets_of(i)));
        return all;
    };
    const auto work = [data, step = make()](std::size_t n) mutable {
        for (std::size_t i = 0; i < n; ++i) keep(step(data->inputs_of(i), data->targets_of(i)));
    };
    return {.name = name,
            .variant = variant,
            .answer = losses,
            .measure = nanoseconds_of(settings, work, double(Batch))};
}

template <class M, std::size_t Batch>
auto ctnn_step(const Data<M, Batch>& data) {
    using Learner = nn::Learner<typename M::Network, nn::MeanSquaredError, nn::Adam, Batch>;
    const std::shared_ptr<Learner> learner(new Learner({.learning_rate = rate}, 1));
    learner->parameters = data.start.parameters;
    return [learner](const float* x, const float* t) {
        return learner->step(std::span<const float, Batch * M::in>(x, Batch * M::in),
                             std::span<const float, Batch * M::out>(t, Batch * M::out));
    };
}

template <class M, std::size_t Batch, int Order>
auto eigen_step(const Data<M, Batch>& data) {
    using Trainer = EigenTrainer<M, Order, Batch, EigenAdam>;
    const auto trainer = std::make_shared<Trainer>(data.start.model, EigenAdam{.rate = rate});
    return [trainer](const float* x, const float* t) { return trainer->step(x, t); };
}

template <class M, std::size_t Batch>
void add(Suite& suite, const std::string& name, double ratio) {
    Work work = work_of_epoch(M::multiply_adds, M::first::in * M::first::out, M::Network::parameter_count, 2,
                              1, Batch);
    suite.add("training, steps of " + std::to_string(Batch) + ", a sample",
              {{.name = name, .unit = "ns", .work = work, .must = {.ratio = ratio, .against = "Eigen"}}}, {},
              [&suite] {
                  const auto data = std::make_shared<Data<M, Batch>>();
                  const Settings& settings = suite.settings;
                  return std::vector<Player>{
                      player("ctnn", "", settings, data, [data] { return ctnn_step(*data); }),
                      player("Eigen", "rows", settings, data,
                             [data] { return eigen_step<M, Batch, Eigen::RowMajor>(*data); }),
                      player("Eigen", "columns", settings, data,
                             [data] { return eigen_step<M, Batch, Eigen::ColMajor>(*data); })};
              });
}

}  // namespace

void add_small_training(Suite& suite) {
    using enum Act;
    using Critic = Mlp<tanh, linear, 5, 64, 64, 2>;
    add<Critic, 32>(suite, "5-64-64-2 tanh, MSE, Adam", 0.6);
    add<Critic, 256>(suite, "5-64-64-2 tanh, MSE, Adam", 0.6);
    add<Mlp<relu, linear, 12, 32, 32, 4>, 64>(suite, "12-32-32-4 ReLU, MSE, Adam", 0.6);
}

}  // namespace bench
