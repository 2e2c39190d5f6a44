// A column of a table from the others: reads a CSV file, learns, says how well, saves, and loads again.

#include <cstdio>
#include <ctnn/io/csv.hpp>
#include <ctnn/io/safetensors.hpp>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Prices = nn::Network<nn::Input<2>, nn::Dense<16, nn::ReLU>, nn::Dense<1>>;

// A file to try this with. Yours has other columns: change their names below, and Input<2> to their number.
void write_example(const char* path) {
    std::FILE* const file = std::fopen(path, "w");
    std::fputs("area,town,age,price\n", file);
    for (int i = 0; i < 400; ++i) {
        const int area = 40 + i * 37 % 161, age = i * 53 % 80;
        const int price = 40'000 + 2'500 * area - 10 * age * age;
        std::fprintf(file, "%d,%s,%d,%d\n", area, i % 3 == 0 ? "Bonn" : "Ulm", age, price);
    }
    std::fclose(file);
}

int main() {
    write_example("houses.csv");

    // [read]
    const auto houses = nn::read_csv<Prices>(
        "houses.csv",
        {.header = true, .target = nn::CsvTarget::values, .inputs = {"area", "age"}, .targets = {"price"}});
    const auto [train, test] = nn::split(houses, /*held out*/ 0.2, /*seed*/ 1);
    // [read]

    // Areas, ages and prices are of very different sizes; training wants all of them near 1.
    // [scale]
    const auto inputs = nn::standard_scaling(train);  // measured on what is trained on, and only there
    const auto prices = nn::standard_target_scaling(train);
    const auto scaled = nn::scaled_targets(prices, nn::scaled_inputs(inputs, train));
    // [scale]

    nn::Trainer<Prices, nn::MeanSquaredError, nn::Adam, /*batch*/ 32> trainer{{.learning_rate = 0.01f},
                                                                              /*seed*/ 1};
    trainer.fit(scaled, {.epochs = 200, .schedule = nn::CosineDecay{}, .progress = nullptr});

    // Puts both scalings into the weights: the network now takes m^2 and years, and gives euros.
    // [fold]
    nn::fold_inputs(inputs, trainer.parameters);
    nn::fold_outputs(prices, trainer.parameters);
    // [fold]

    std::printf("of houses held out: R^2 %.3f, off by %.0f on average\n",
                nn::r_squared(trainer.parameters, test), nn::mean_absolute_error(trainer.parameters, test));

    // [save]
    nn::save("prices.safetensors", trainer.parameters);

    nn::Parameters<Prices> loaded;
    nn::load("prices.safetensors", loaded);
    const float price = nn::predict(loaded, {100, 20})[0];
    // [save]
    std::printf("100 m^2, 20 years old: %.0f\n", double(price));
    return nn::r_squared(loaded, test) > 0.99 ? 0 : 1;
}
