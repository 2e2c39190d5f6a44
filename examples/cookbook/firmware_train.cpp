// On the desk: learns, and writes the weights as a C++ header for firmware.cpp.

// [whole]
#include <cmath>
#include <cstdio>
#include <ctnn/io/header.hpp>
#include <ctnn/train.hpp>
#include <vector>

namespace nn = ctnn;

using Net = nn::Network<nn::Input<8>, nn::Dense<8, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;

int main() {
    std::vector<float> readings, shaking;  // eight readings of a sensor in a row, and whether it is shaken
    nn::Random random{1};
    for (int i = 0; i < 400; ++i) {
        const bool is_shaken = i % 2 != 0;
        const float phase = 6 * random.uniform<float>();
        for (int t = 0; t < 8; ++t)
            readings.push_back(is_shaken ? std::sin(2 * float(t) + phase)
                                         : 0.4f * random.uniform<float>() - 0.2f);
        shaking.push_back(is_shaken ? 1.0f : 0.0f);
    }
    const nn::Dataset<Net> data(readings, shaking);
    nn::Trainer<Net, nn::BinaryCrossEntropy, nn::Adam, /*batch*/ 20> trainer{{.learning_rate = 0.01f},
                                                                             /*seed*/ 1};
    trainer.fit(data, {.epochs = 60, .progress = nullptr});

    // The sample is stored with its answer, so that the compiler and the device can check both.
    nn::save_header("shake_weights.hpp", trainer.parameters, data.input(1), {.name = "shake"});
    return nn::accuracy(trainer.parameters, data) > 0.98 ? 0 : 1;
}
// [whole]
