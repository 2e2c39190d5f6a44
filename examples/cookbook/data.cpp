// Data before training: what its columns are like, and samples that are changed as they are taken.

#include <ctnn/train.hpp>
#include <iostream>
#include <utility>
#include <vector>

namespace nn = ctnn;

namespace {

using Prices = nn::Network<nn::Input<2>, nn::Dense<16, nn::ReLU>, nn::Dense<1>>;

nn::Dataset<Prices> some_houses() {
    std::vector<float> inputs, prices;
    for (int i = 0; i < 400; ++i) {
        const int area = 40 + i * 37 % 161, age = i * 53 % 80;
        inputs.insert(inputs.end(), {float(area), float(age)});
        prices.push_back(float(40'000 + 2'500 * area - 10 * age * age));
    }
    return {std::move(inputs), std::move(prices)};
}

bool describe_columns() {
    const auto houses = some_houses();
    // [describe]
    std::cout << nn::describe(houses);  // a row of statistics for each column
    const nn::CorrelationMatrix r = nn::pearson(houses);
    std::cout << "area and price: " << r(0, 2) << ", age and price: " << r(1, 2) << '\n';
    // [describe]
    return r(0, 2) > 0.9 && r(1, 2) < 0;
}

bool find_components() {
    using Few = nn::Network<nn::Input<3>, nn::Dense<2>>;
    std::vector<float> readings;  // three sensors that tell of two things
    for (int i = 0; i < 200; ++i) {
        const float a = float(i * 37 % 101) / 50 - 1, b = float(i * 53 % 97) / 48 - 1;
        readings.insert(readings.end(), {a + b, a - b, 2 * a});
    }
    const nn::Dataset<Few> data(readings, std::vector<float>(400));
    // [components]
    const nn::PrincipalComponents found = nn::principal_components(data);
    std::cout << 100 * found.explained(2) << " % of all variance is along two directions\n";
    nn::Parameters<Few> parameters;  // of a Network<Input<3>, Dense<2>>
    found.whiten(parameters.layer<0>());
    const auto two = nn::predict(parameters, data.input(0));  // what the first sample is along these
    // [components]
    return found.explained(2) > 0.999 && two[0] == two[0];
}

using Digits =
    nn::Network<nn::Input<8, 8, 1>, nn::Flatten, nn::Dense<16, nn::ReLU>, nn::Dense<2, nn::Softmax>>;

// Upright and lying strokes.
nn::Dataset<Digits> some_strokes(std::size_t count) {
    std::vector<float> pixels(64 * count);
    std::vector<int> classes(count);
    for (std::size_t i = 0; i < count; ++i) {
        classes[i] = static_cast<int>(i % 2);
        for (std::size_t k = 1; k < 7; ++k) pixels[64 * i + (i % 2 == 0 ? 8 * k + 4 : 8 * 4 + k)] = 1;
    }
    return {std::move(pixels), classes};
}

bool augment_samples() {
    const auto train = some_strokes(200), test = some_strokes(50);
    nn::Trainer<Digits, nn::CrossEntropy, nn::Adam> trainer{{.learning_rate = 0.01f}, /*seed*/ 1};
    // [augment]
    trainer.fit(train, {.epochs = 20,
                        .validation = &test,  // stays as it is
                        .augment = nn::Augment{nn::Shift{2}, nn::Rotate{10}, nn::Noise{0.1f}},
                        .progress = nullptr});
    // [augment]
    return nn::accuracy(trainer.parameters, test) > 0.95;
}

using Alarm = nn::Network<nn::Input<2>, nn::Dense<8, nn::Tanh>, nn::Dense<2, nn::Softmax>>;

// One sample in twenty is an alarm.
nn::Dataset<Alarm> some_readings() {
    std::vector<float> inputs;
    std::vector<int> alarms;
    nn::Random random{7};
    for (int i = 0; i < 1000; ++i) {
        const bool alarm = i % 20 == 0;
        inputs.push_back(random.uniform<float>() + (alarm ? 0.9f : 0));
        inputs.push_back(random.uniform<float>());
        alarms.push_back(alarm);
    }
    return {inputs, alarms};
}

bool weigh_a_rare_class() {
    const auto readings = some_readings();
    // [rare]
    auto [train, test] = nn::stratified_split(readings, /*held out*/ 0.25, /*seed*/ 1);
    train.weigh_classes(nn::balanced_weights(train));  // both classes count alike, however rare
    nn::Trainer<Alarm, nn::LabelSmoothing<std::ratio<1, 20>>, nn::Adam> trainer{{.learning_rate = 0.01f}, 1};
    trainer.fit(train, {.epochs = 20, .progress = nullptr});
    std::cout << nn::confusion_matrix(trainer.parameters, test);
    // [rare]
    return nn::confusion_matrix(trainer.parameters, test).recall(1) > 0.8;
}

bool validate_by_folds() {
    const auto readings = some_readings();
    // [folds]
    const auto recall =
        nn::cross_validate(readings, {.count = 5, .seed = 1, .stratified = true}, [](nn::Split<Alarm> fold) {
            fold.train.weigh_classes(nn::balanced_weights(fold.train));
            nn::Trainer<Alarm, nn::CrossEntropy, nn::Adam> trainer{{.learning_rate = 0.01f}, 1};
            trainer.fit(fold.train, {.epochs = 20, .progress = nullptr});
            return nn::confusion_matrix(trainer.parameters, fold.test).recall(1);
        });
    std::cout << "recall " << recall.mean << " +- " << recall.deviation << '\n';
    // [folds]
    return recall.mean > 0.8;
}

bool a_class_for_each_pixel() {
    // [pixels]
    using Edges =
        nn::Network<nn::Input<4, 4, 1>, nn::Conv2D<8, 3, nn::ReLU, nn::ConvOptions{.padding = nn::same}>,
                    nn::Conv2D<3, 1, nn::Softmax>>;
    std::vector<float> images(2 * 16);
    std::vector<std::uint32_t> classes(2 * 16, 0);  // one for each pixel of each image
    images[5] = 1;
    classes[5] = 2;
    classes[31] = nn::ignored;  // nobody knows
    nn::Dataset<Edges> data(images, classes);
    nn::Trainer<Edges, nn::CrossEntropy, nn::Adam, 2> trainer{{.learning_rate = 0.05f}, 1};
    trainer.fit(data, {.epochs = 100, .progress = nullptr});
    std::cout << "right pixels: " << nn::accuracy(trainer.parameters, data) << '\n';
    // [pixels]
    return nn::accuracy(trainer.parameters, data) == 1;
}

bool learn_sequences_of_different_lengths() {
    // [lengths]
    using Gestures = nn::Network<nn::Input<20, 2>, nn::GRU<8, nn::Returns::sequence>,
                                 nn::TimeDistributed<nn::Dense<2, nn::Softmax>>>;
    std::vector<float> steps(100 * 20 * 2, -99.0f);  // what is behind a sequence's end is never looked at
    std::vector<std::uint32_t> classes(100), lengths(100);
    for (std::size_t i = 0; i < 100; ++i) {
        classes[i] = i % 2;  // up or down
        lengths[i] = std::uint32_t(5 + i % 16);
        for (std::size_t t = 0; t < lengths[i]; ++t) {
            steps[i * 40 + t * 2] = float(t) / 20;
            steps[i * 40 + t * 2 + 1] = classes[i] == 1 ? -float(t) / 20 : float(t) / 20;
        }
    }
    nn::Dataset<Gestures> data(steps, nn::at_last_steps<Gestures>(classes, lengths));
    nn::stop_at(data, lengths);
    nn::Trainer<Gestures, nn::CrossEntropy, nn::Adam> trainer{{.learning_rate = 0.01f}, 1};
    trainer.fit(data, {.epochs = 30, .progress = nullptr});
    // [lengths]
    return nn::accuracy(trainer.parameters, data) > 0.95;
}

bool read_sequences_both_ways() {
    std::vector<std::vector<float>> sequences(100);
    std::vector<int> classes(100);
    for (std::size_t i = 0; i < 100; ++i) {
        classes[i] = int(i % 2);
        for (std::size_t t = 0; t < 5 + i % 16; ++t)
            sequences[i].insert(sequences[i].end(),
                                {float(t) / 20, classes[i] == 1 ? -float(t) / 20 : float(t) / 20});
    }
    // [ragged]
    using Gestures =
        nn::Network<nn::RaggedInput<20, 2>, nn::Bidirectional<nn::GRU<8>>, nn::Dense<2, nn::Softmax>>;
    nn::Dataset<Gestures> data(nn::pad_sequences<Gestures>(sequences), classes);  // rows of any length
    nn::Trainer<Gestures, nn::CrossEntropy, nn::Adam> trainer{{.learning_rate = 0.01f}, 1};
    trainer.fit(data, {.epochs = 20, .progress = nullptr});
    const std::size_t gesture = nn::classify(trainer.parameters, nn::pad_sequence<Gestures>(sequences[0]));
    // [ragged]
    return nn::accuracy(trainer.parameters, data) > 0.95 && gesture == 0;
}

}  // namespace

int main() {
    return describe_columns() && find_components() && augment_samples() && weigh_a_rare_class() &&
                   validate_by_folds() && a_class_for_each_pixel() &&
                   learn_sequences_of_different_lengths() && read_sequences_both_ways()
               ? 0
               : 1;
}
