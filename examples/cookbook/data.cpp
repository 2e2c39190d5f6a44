// Data before training: what its columns are like.

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

}  // namespace

int main() { return describe_columns() ? 0 : 1; }
