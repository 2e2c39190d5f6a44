// A class out of a table: words as classes, a confusion matrix, the decision boundary as text.

#include <array>
#include <cstdio>
#include <ctnn/io/csv.hpp>
#include <ctnn/train.hpp>
#include <iostream>
#include <string>
#include <vector>

namespace nn = ctnn;

using Flowers = nn::Network<nn::Input<2>, nn::Dense<8, nn::Tanh>, nn::Dense<3, nn::Softmax>>;

// A file to try this with: three kinds of flowers, whose leaves differ in length and width.
void write_example(const char* path) {
    std::FILE* const file = std::fopen(path, "w");
    std::fputs("length,width,species\n", file);
    nn::Random random{3};
    const auto about = [&](double centre) {
        return centre + 1.5 * double(random.uniform<float>() + random.uniform<float>() - 1);
    };
    for (int i = 0; i < 150; ++i) {
        std::fprintf(file, "%.2f,%.2f,daisy\n", about(2), about(1.5));
        std::fprintf(file, "%.2f,%.2f,rose\n", about(3), about(3.5));
        std::fprintf(file, "%.2f,%.2f,tulip\n", about(4.5), about(2));
    }
    std::fclose(file);
}

int main() {
    write_example("flowers.csv");

    // [read]
    std::vector<std::string> species;  // becomes the list of words, the first for class 0
    const auto flowers = nn::read_csv<Flowers>(
        "flowers.csv", {.header = true, .class_names = &species, .targets = {"species"}});
    const auto [train, test] = nn::stratified_split(flowers, /*held out*/ 0.25, /*seed*/ 1);
    // [read]

    // [validate]
    const auto scaling = nn::min_max_scaling(train);
    const auto scaled_test = nn::scaled_inputs(scaling, test);
    nn::Trainer<Flowers, nn::CrossEntropy, nn::Adam, /*batch*/ 16> trainer{{.learning_rate = 0.02f},
                                                                           /*seed*/ 1};
    const auto history = trainer.fit(
        nn::scaled_inputs(scaling, train),
        {.epochs = 100, .validation = &scaled_test, .early_stopping = {.patience = 10}, .progress = nullptr});
    history.write_csv("history.csv");
    nn::fold_inputs(scaling, trainer.parameters);  // from here on lengths and widths as measured
    // [validate]

    // [judge]
    for (std::size_t c = 0; c < species.size(); ++c) std::printf("%zu is %s\n", c, species[c].c_str());
    std::cout << nn::confusion_matrix(trainer.parameters, test);
    // [judge]

    // [boundary]
    for (float width = 5; width > 0; width -= 0.25f) {
        for (float length = 0.5f; length < 6; length += 0.125f) {
            const std::size_t c = nn::classify(trainer.parameters, std::array{length, width});
            std::putchar(species[c][0]);  // d, r or t
        }
        std::putchar('\n');
    }
    // [boundary]
    return nn::accuracy(trainer.parameters, test) > 0.95 ? 0 : 1;
}
