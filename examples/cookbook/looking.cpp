// What a training came to, as one page of HTML: curves, a confusion matrix, the boundary, the network.

// [whole]
#include <cmath>
#include <cstdio>
#include <ctnn/io/report.hpp>
#include <ctnn/io/tensorboard.hpp>
#include <ctnn/train.hpp>
#include <vector>

namespace nn = ctnn;

using Rings =
    nn::Network<nn::Input<2>, nn::Dense<12, nn::Tanh>, nn::Dense<12, nn::Tanh>, nn::Dense<2, nn::Softmax>>;

/// Two rings, one in the other.
nn::Dataset<Rings> rings(int samples, std::uint64_t seed) {
    nn::Random random{seed};
    std::vector<float> points;
    std::vector<int> classes;
    for (int i = 0; i < samples; ++i) {
        const float angle = 6.2832f * random.uniform<float>();
        const float radius = (i % 2 == 0 ? 0.4f : 1.0f) + 0.3f * random.uniform<float>();
        points.insert(points.end(), {radius * std::cos(angle), radius * std::sin(angle)});
        classes.push_back(i % 2);
    }
    return {points, classes};
}

int main() {
    const auto train = rings(400, 1), test = rings(200, 2);
    nn::Trainer<Rings, nn::CrossEntropy, nn::Adam, /*batch*/ 20> trainer{{.learning_rate = 0.01f},
                                                                         /*seed*/ 1};
    nn::Report report("rings.html", {.classes = {"inner", "outer"}});

    const auto history = trainer.fit(
        train,
        {.epochs = 40, .validation = &test, .on_epoch = report.live(trainer, 10), .progress = nullptr});

    report.add(history, "accuracy").add(nn::confusion_matrix(trainer.parameters, test));
    report.add_boundary(trainer.parameters, test).add_network<Rings>();
    report.write();

    // [tensorboard]
    nn::TensorBoard board("runs/rings");
    board.add(history).add_histograms(trainer.parameters, history.size());
    board.write();
    // [tensorboard]
    std::printf("open %s\n", report.path().c_str());
    return nn::accuracy(trainer.parameters, test) > 0.95 ? 0 : 1;
}
// [whole]
