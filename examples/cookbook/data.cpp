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

}  // namespace

int main() { return describe_columns() && augment_samples() ? 0 : 1; }
