#include <cstdio>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Lenet =
    nn::Network<nn::Input<28, 28, 1>, nn::Conv2D<6, 5, nn::ReLU, nn::ConvOptions{.padding = nn::pad(2)}>,
                nn::MaxPool2D<2>, nn::Conv2D<16, 5, nn::ReLU>, nn::MaxPool2D<2>, nn::Flatten,
                nn::Dense<120, nn::ReLU>, nn::Dense<84, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

static nn::Learner<Lenet, nn::CrossEntropy, nn::Adam, 64> learner{{.learning_rate = 1e-3f}, /*seed*/ 1};
static float images[64 * 784], targets[64 * 10];

int main() {
    while (std::fread(images, sizeof images, 1, stdin) == 1 &&
           std::fread(targets, sizeof targets, 1, stdin) == 1)
        std::printf("%g\n", double(learner.step(images, targets)));
    std::fwrite(&learner.parameters, sizeof learner.parameters, 1, stderr);
}
