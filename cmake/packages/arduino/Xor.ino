// A board learns XOR: a step whenever `loop` comes round, and what it has learnt every hundred.
#include <ctnn.h>

namespace nn = ctnn;
using Xor = nn::Network<nn::Input<2>, nn::Dense<4, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;
using Learner = nn::Learner<Xor, nn::BinaryCrossEntropy, nn::Momentum, /*batch*/ 4>;

static Learner learner{{.learning_rate = 0.3f}, /*seed*/ 1};
static constexpr float inputs[8] = {0, 0, 0, 1, 1, 0, 1, 1};
static constexpr float targets[4] = {0, 1, 1, 0};

void setup() { Serial.begin(115200); }

void loop() {
    learner.step(inputs, targets);
    if (learner.steps % 100 != 0) return;
    for (int i = 0; i < 8; i += 2) {
        const std::array<float, 2> x{inputs[i], inputs[i + 1]};
        Serial.print(nn::predict(learner.parameters, x)[0]);
        Serial.print(i < 6 ? ' ' : '\n');
    }
}
