// Learning on the device itself: a fixed amount of memory, a step for each sample that comes.

// [headers]
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctnn/ctnn.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/optimizers/sgd.hpp>

namespace nn = ctnn;
// [headers]

// [learner]
// What a heater will do, from temperature, power and the last change.
using Model = nn::Network<nn::Input<3>, nn::Dense<6, nn::Tanh>, nn::Dense<1>>;
using ModelLearner = nn::Learner<Model, nn::MeanSquaredError, nn::SGD, /*batch*/ 1>;

static_assert(sizeof(ModelLearner) <= 1024);  // all that learning needs: weights, gradient, workspace

// Made by the compiler: the device starts with these weights, and nothing runs before main.
constinit ModelLearner learner{{.learning_rate = 0.05f}, /*seed*/ 1};

/// A measurement and what came of it. Never allocates, cannot fail. Returns the squared error before the
/// step.
float learn(const std::array<float, 3>& measured, float change) {
    return learner.step(measured, std::array{change});
}
// [learner]

// [keep]
using Image = std::array<unsigned char, sizeof learner.parameters>;  // for flash or EEPROM

Image kept() {
    Image bytes;
    std::memcpy(bytes.data(), &learner.parameters, sizeof bytes);  // trivially copyable, no padding
    return bytes;
}
void bring_back(const Image& bytes) { std::memcpy(&learner.parameters, bytes.data(), sizeof bytes); }
// [keep]

// [main]
int main() {
    if (const char* setting = learner.senseless_setting()) {  // once, before it starts
        std::printf("%s makes no sense\n", setting);
        return 1;
    }
    float first = 0, last = 0;
    for (int i = 0; i < 20'000; ++i) {
        const float temperature = std::sin(0.01f * float(i)), power = std::cos(0.013f * float(i));
        const float error =
            learn({temperature, power, 0.1f}, 0.4f * power - 0.2f * temperature * temperature);
        if (i < 20) first += error / 20;
        if (i >= 19'000) last += error / 1000;
    }
    const Image image = kept();
    learner.parameters = {};
    bring_back(image);
    std::printf("squared error: %.4f at first, %.6f at last; the learner takes %zu bytes\n", double(first),
                double(last), sizeof learner);
    return last < 0.01f * first ? 0 : 1;
}
// [main]
