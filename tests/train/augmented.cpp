#include <algorithm>
#include <cstdio>
#include <ctnn/io/checkpoint.hpp>
#include <ctnn/train.hpp>
#include <string>
#include <vector>

#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <testing.hpp>

// Samples that a training changes as it takes them.

using namespace ctnn;

namespace {

using Net = Network<Input<4, 4, 1>, Flatten, Dense<6, Tanh>, Dropout<std::ratio<1, 4>>, Dense<2, Softmax>>;
using Learns = Trainer<Net, CrossEntropy, Adam, 128>;  // in two parts

/// Bars that lie or stand.
Dataset<Net> bars(std::size_t count) {
    Random random{5};
    std::vector<float> inputs(count * 16);
    std::vector<int> classes(count);
    for (std::size_t i = 0; i < count; ++i) {
        classes[i] = int(i % 2);
        const std::size_t at = random.below(std::size_t{4});
        for (std::size_t k = 0; k < 4; ++k) inputs[i * 16 + (i % 2 ? at * 4 + k : k * 4 + at)] = 1;
    }
    return Dataset<Net>(std::move(inputs), classes);
}

const Augmentation<Net> augment = Augment{Shift{1}, Rotate{10}, Noise{0.1f}, Mixup{0.2f}};

std::vector<float> trained(const Dataset<Net>& data, const FitOptions<Net>& how) {
    Learns trainer{{.learning_rate = 0.01f}, 3};
    trainer.fit(data, how);
    return {std::begin(trainer.parameters.values), std::end(trainer.parameters.values)};
}

}  // namespace

TEST_CASE("augmented training: other samples in each epoch, the same for all threads and callbacks",
          "[train]") {
    const auto data = bars(300), validation = bars(50);
    FitOptions<Net> how{.epochs = 2, .validation = &validation, .progress = nullptr};
    const auto plain = trained(data, how);
    how.augment = augment;
    const auto changed = trained(data, how);
    CHECK(changed != plain);
    how.threads = 2;
    CHECK(trained(data, how) == changed);
    how.on_batch = [](const Progress&, double) {};
    CHECK(trained(data, how) == changed);
    how.augment = Augment{Shift{0}, Gain{0}};
    CHECK(trained(data, how) == plain);  // it draws from a stream of its own
    how.augment = nullptr;
    CHECK(trained(data, how) == plain);
}

TEST_CASE("augmented training: each sample of each epoch is changed anew, and what is validated is not",
          "[train]") {
    const auto data = bars(200), validation = bars(50);
    std::vector<float> seen;
    const auto look = [&](auto view, Random& random) {
        seen.push_back(random.uniform<float>());
        for (auto& value : view.values) value = 0;
    };
    Learns trainer{{.learning_rate = 0.01f}, 3};
    const auto history = trainer.fit(
        data, {.epochs = 2, .validation = &validation, .augment = Augment{look}, .progress = nullptr});
    REQUIRE(seen.size() == 2 * 2 * 128);  // two batches, the second filled up
    std::sort(seen.begin(), seen.end());
    CHECK(std::unique(seen.begin(), seen.end()) - seen.begin() > 510);  // of 2^24
    CHECK(history.back().validation_loss == evaluate<CrossEntropy>(trainer.parameters, validation).loss);
    CHECK(data.input(7) == bars(200).input(7));
}

TEST_CASE("augmented training: goes on from a checkpoint, bit for bit", "[train]") {
    const auto data = bars(300);
    const ScratchFile file("", ".safetensors");
    Learns whole{{.learning_rate = 0.01f}, 3}, begun = whole, resumed{{.learning_rate = 0.01f}, 8};
    whole.fit(data, {.epochs = 4, .augment = augment, .progress = nullptr});
    begun.fit(data, {.epochs = 2, .augment = augment, .progress = nullptr});
    save_checkpoint(file.path(), begun);
    resumed.fit(
        data,
        {.epochs = 4, .first_epoch = resume(file.path(), resumed), .augment = augment, .progress = nullptr});
    CHECK(std::equal(std::begin(whole.parameters.values), std::end(whole.parameters.values),
                     std::begin(resumed.parameters.values)));
}

TEST_CASE("augmented training: settings that make no sense", "[train]") {
    const auto message = [](const Augmentation<Net>& by) {
        return message_of<TrainingError>([&] { trained(bars(10), {.augment = by, .progress = nullptr}); });
    };
    CHECK(message(Augment{Rotate{-1}}) == "Rotate::degrees: expected 0 to 180, found -1");
    CHECK(message(Augment{Shift{1}, Zoom{1}}) == "Zoom::most: expected 0 or more and less than 1, found 1");
    CHECK(message(Augment{Flip{1.5f}}) == "Flip::columns: expected 0 to 1, found 1.5");
    CHECK(message(Augment{Noise{-0.5f}}) == "Noise::deviation: expected 0 or more, found -0.5");
    CHECK(message(Augment{Mixup{0}}) == "Mixup::alpha: expected more than 0, at most 1, found 0");
    CHECK(message(Augment{Cutout{.size = 2, .fill = detail::not_a_number<float>}}) ==
          "Cutout::fill: expected a finite number, found nan");
}
