#include <atomic>
#include <cstdint>
#include <ctnn/data/distant_rows.hpp>
#include <ctnn/train.hpp>
#include <data/message_of.hpp>
#include <memory>
#include <stdexcept>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<3>, Dense<5, Tanh>, BatchNorm<>, Dense<2, Sigmoid>>;
constexpr std::size_t count = 150;

/// Rows of numbers of 0 to 1; reading one may fail.
class Rows final : public detail::RowSource {
  public:
    Rows(std::size_t width, std::uint64_t seed) : RowSource(count, width), seed_(seed) {}
    void read(std::size_t row, std::size_t first, std::size_t n, float* to) const override {
        take(row, first, n, to);
    }
    void read(std::size_t row, std::size_t first, std::size_t n, double* to) const override {
        take(row, first, n, to);
    }
    std::vector<float> all() const {
        std::vector<float> values(count * width());
        for (std::size_t i = 0; i < count; ++i) take(i, 0, width(), values.data() + i * width());
        return values;
    }
    mutable std::atomic<int> until_it_fails{-1};
    float factor = 1;

  private:
    template <class T>
    void take(std::size_t row, std::size_t first, std::size_t n, T* to) const {
        if (until_it_fails >= 0 && until_it_fails-- == 0) throw std::runtime_error("the disk is gone");
        for (std::size_t k = 0; k < n; ++k)
            to[k] = T(factor * Random{Random{seed_ + row * width() + first + k}()}.uniform<float>());
    }

    std::uint64_t seed_;
};

struct Case {
    std::shared_ptr<Rows> inputs = std::make_shared<Rows>(3u, 1), targets = std::make_shared<Rows>(2u, 1000);
    Dataset<Net> owned{inputs->all(), targets->all()};
    Dataset<Net> distant{DatasetInputs(detail::DistantRows(inputs)),
                         DatasetTargets(detail::DistantRows(targets))};
};

/// In two parts.
using Big = Trainer<Net, BinaryCrossEntropy, Adam, 128>;

template <class AnyTrainer>
bool equal(const AnyTrainer& a, const AnyTrainer& b) {
    return std::equal(std::begin(a.parameters.values), std::end(a.parameters.values),
                      std::begin(b.parameters.values));
}

}  // namespace

TEST_CASE("distant: training is bit for bit that on rows that are held", "[train]") {
    const Case data;
    const auto check = [&]<class AnyTrainer>(std::type_identity<AnyTrainer>, std::size_t threads) {
        const auto held = split(data.owned, 0.2, 1), distant = split(data.distant, 0.2, 1);
        auto a = std::make_unique<AnyTrainer>(Adam{}, 3), b = std::make_unique<AnyTrainer>(Adam{}, 3);
        const auto of_a = a->fit(held.train, {.epochs = 3, .validation = &held.test, .progress = nullptr});
        const auto of_b =
            b->fit(distant.train,
                   {.epochs = 3, .validation = &distant.test, .threads = threads, .progress = nullptr});
        CHECK(equal(*a, *b));
        CHECK(of_a.back().validation_loss == of_b.back().validation_loss);
        CHECK(evaluate<BinaryCrossEntropy>(a->parameters, data.owned).loss ==
              evaluate<BinaryCrossEntropy>(b->parameters, data.distant).loss);
        CHECK(accuracy(a->parameters, data.owned) == accuracy(b->parameters, data.distant));
    };
    check(std::type_identity<Trainer<Net, BinaryCrossEntropy, Adam, 16>>{}, 1);
    check(std::type_identity<Big>{}, 2);
}

TEST_CASE("distant: what a row throws leaves what was trained before the epoch", "[train]") {
    const Case data;
    for (const std::size_t threads : {1u, 2u}) {
        auto whole = std::make_unique<Big>(Adam{}, 3), halted = std::make_unique<Big>(Adam{}, 3),
             before = std::make_unique<Big>(Adam{}, 3);
        whole->fit(data.distant, {.epochs = 3, .threads = threads, .progress = nullptr});
        before->fit(data.distant, {.epochs = 1, .threads = threads, .progress = nullptr});
        data.inputs->until_it_fails = count + 140;  // in the second batch of the second epoch
        CHECK(message_of<std::runtime_error>([&] {
                  halted->fit(data.distant, {.epochs = 3, .threads = threads, .progress = nullptr});
              }) == "the disk is gone");
        CHECK(equal(*halted, *before));
        CHECK(halted->history().size() == 1);
        halted->fit(data.distant, {.epochs = 3, .first_epoch = 2, .threads = threads, .progress = nullptr});
        CHECK(equal(*halted, *whole));
    }
}

TEST_CASE("distant: of what validates, too, and of all samples at once", "[train]") {
    const Case data, others;
    Big trainer(Adam{}, 3);
    others.targets->until_it_fails = 2 * int(count) + 5;  // its class is asked for, too
    CHECK_THROWS_AS(
        trainer.fit(data.owned, {.epochs = 3, .validation = &others.distant, .progress = nullptr}),
        std::runtime_error);
    CHECK(trainer.history().size() == 1);
    using Plain = Network<Input<3>, Dense<2, Sigmoid>>;
    Parameters<Plain> parameters;
    initialize(parameters, 1);
    data.inputs->until_it_fails = 2 * int(count);
    CHECK_THROWS_AS(
        minimize<BinaryCrossEntropy>(parameters, Dataset<Plain>(data.distant), LBFGS{.threads = 2}),
        std::runtime_error);
}

TEST_CASE("distant: so does what a change of a sample throws", "[train]") {
    const Case data;
    auto trainer = std::make_unique<Big>(Adam{}, 3), before = std::make_unique<Big>(Adam{}, 3);
    std::atomic<int> changes = 0;
    const auto change = [&](auto, Random&) {
        if (++changes == 200) throw std::runtime_error("no such change");  // in the second batch
    };
    for (auto* one : {trainer.get(), before.get()}) one->fit(data.owned, {.progress = nullptr});
    CHECK_THROWS_AS(
        trainer->fit(
            data.owned,
            {.epochs = 3, .first_epoch = 2, .augment = Augment{change}, .threads = 2, .progress = nullptr}),
        std::runtime_error);
    CHECK(equal(*trainer, *before));
}

TEST_CASE("distant: targets that the loss does not take are seen as they are taken", "[train]") {
    const Case data;
    data.targets->factor = 1.01f;
    Big trainer(Adam{}, 3);
    const auto said = [](const auto& call) { return message_of<TrainingError>(call); };
    CHECK_THAT(said([&] { trainer.fit(data.distant, {.progress = nullptr}); }),
               Catch::StartsWith("training data, sample ") && Catch::Contains("expected 0 to 1, found 1.0"));
    CHECK(trainer.steps == 0);
    CHECK_THAT(said([&] { evaluate<BinaryCrossEntropy>(trainer.parameters, data.distant); }),
               Catch::StartsWith("data, sample "));
    CHECK(evaluate<MeanSquaredError>(trainer.parameters, data.distant).loss < 1);
}
