// Which learning rate, which penalty? Many trainings of one network, the worst ended early.

// [headers]
#include <cstdio>
#include <ctnn/io/report.hpp>
#include <ctnn/io/sweep_journal.hpp>
#include <ctnn/train.hpp>
#include <vector>

namespace nn = ctnn;
// [headers]

// [network]
using Net = nn::Network<nn::Input<2>, nn::Dense<16, nn::Tanh>, nn::Dense<1>>;
using Learning = nn::Trainer<Net, nn::MeanSquaredError, nn::Adam, /*batch*/ 16>;
// [network]

/// y = a b on the square from -1 to 1.
nn::Dataset<Net> products(std::uint64_t seed, std::size_t count) {
    nn::Random random{seed};
    std::vector<float> x, y;
    for (std::size_t i = 0; i < count; ++i) {
        const float a = 2 * random.uniform<float>() - 1, b = 2 * random.uniform<float>() - 1;
        x.insert(x.end(), {a, b});
        y.push_back(a * b);
    }
    return nn::Dataset<Net>(x, y);
}

int main(int argc, char** argv) {
    const nn::Dataset<Net> train = products(1, 400), validation = products(2, 200);

    // [candidates]
    std::vector<nn::Candidate<Learning>> candidates;
    for (const float rate : {1e-3f, 3e-3f, 1e-2f, 3e-2f, 1e-1f})
        for (const float l2 : {0.0f, 1e-4f})
            for (const std::uint64_t seed : {1u, 2u})
                candidates.push_back(
                    {.optimizer = {.learning_rate = rate}, .options = {.l2 = l2}, .seed = seed});
    // [candidates]

    // [sweep]
    const auto found =
        nn::sweep(candidates, train, validation, {.epochs = 45, .first_look = 5, .threads = 2});
    std::puts(found.table().c_str());
    // [sweep]

    // [best]
    const float product = nn::predict(found.best(), {0.5f, -0.5f})[0];
    std::printf("0.5 * -0.5 is about %.3f\n", double(product));
    // [best]

    // [report]
    nn::Report report("sweep.html");
    report.add(found).write();
    // [report]

    // [part]
    const nn::SweepPart part = nn::sweep_part(argc, argv);
    nn::SweepJournal<Net> journal("sweep", part);  // sweep.2of8.journal, sweep.2of8.safetensors
    nn::sweep(candidates, train, validation, {.epochs = 45, .part = part, .record = &journal});
    // [part]

    // [merge]
    std::puts(nn::merged_sweep<Net>("sweep", part.count).table().c_str());
    // [merge]
    return product < -0.15f && product > -0.35f ? 0 : 1;
}
