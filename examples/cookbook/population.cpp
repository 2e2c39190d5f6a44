// From how many seeds does a network learn? Thousands of small trainings, side by side in the lanes of the
// registers.

// [headers]
#include <cstdio>
#include <ctnn/train.hpp>

namespace nn = ctnn;
// [headers]

int main() {
    // [population]
    using Xor = nn::Network<nn::Input<2>, nn::Dense<3, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;
    const nn::Dataset<Xor> truth({{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {1}, {1}, {0}});

    nn::Population<Xor, 16, nn::BinaryCrossEntropy, nn::Adam, /*batch*/ 4> population{
        {.learning_rate = 0.1f}};
    const nn::PopulationResult found =
        population.train(truth, {.networks = 10'000, .epochs = 500, .goal = 0.05, .threads = 2});
    std::printf("%.1f %% of the seeds learn it, half of them in %zu epochs, 9 of 10 in %zu\n",
                100 * found.share_reached(), found.epochs(0.5), found.epochs(0.9));
    // [population]

    // [best]
    const float best = nn::predict(population.best(), {0, 1})[0];
    const auto all = population.predict(std::array<float, 2>{0, 1});
    std::printf("the best says %.3f, the 16 best %.3f +- %.3f\n", double(best), double(all.mean[0]),
                double(all.deviation[0]));
    // [best]
    return found.share_reached() > 0.7 && best > 0.9f ? 0 : 1;
}
