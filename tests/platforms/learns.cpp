// Trains XOR, and a reader of digits.

#include <ctnn/io/csv.hpp>
#include <ctnn/train.hpp>

#include "expect.hpp"

namespace {

namespace nn = ctnn;

using Xor = nn::Network<nn::Input<2>, nn::Dense<4, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;
using Digits = nn::Network<nn::Input<64>, nn::Dense<32, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

}  // namespace

void learns(const std::string& digits) {
    const nn::Dataset<Xor> truth({{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {1}, {1}, {0}});
    nn::Trainer<Xor, nn::BinaryCrossEntropy, nn::Adam, 4> gates{{.learning_rate = 0.1f}, 1};
    gates.fit(truth, {.epochs = 200, .progress = nullptr});
    for (std::size_t i = 0; i < 4; ++i) {
        const float answer = nn::predict(gates.parameters, truth.input(i))[0];
        expect(i == 1 || i == 2 ? answer > 0.9f : answer < 0.1f, "XOR is learnt");
    }

    const auto all = nn::read_csv<Digits>(digits);
    expect(all.size() == 1797, "1,797 digits are read");
    const auto [train, test] = nn::split(nn::scaled_inputs(nn::min_max_scaling(all), all), 0.2, 1);
    static nn::Trainer<Digits, nn::CrossEntropy, nn::Adam, 32> reader{{.learning_rate = 3e-3f}, 1};
    reader.fit(train, {.epochs = 8, .progress = nullptr});
    expect(nn::accuracy(reader.parameters, test) > 0.93, "digits are learnt");
}
