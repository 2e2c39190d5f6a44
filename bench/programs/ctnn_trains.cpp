#include <cstdio>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Digits = nn::Network<nn::Input<784>, nn::Dense<128, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

static nn::Learner<Digits, nn::CrossEntropy, nn::Adam, 64> learner{{.learning_rate = 1e-3f}, /*seed*/ 1};
static float images[64 * 784], targets[64 * 10];

int main() {
    while (std::fread(images, sizeof images, 1, stdin) == 1 &&
           std::fread(targets, sizeof targets, 1, stdin) == 1)
        std::printf("%g\n", double(learner.step(images, targets)));
    std::fwrite(&learner.parameters, sizeof learner.parameters, 1, stderr);
}
