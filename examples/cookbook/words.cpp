// Words among the inputs of a CSV file.

#include <array>
#include <cmath>
#include <cstdio>
#include <ctnn/io/csv.hpp>
#include <ctnn/train.hpp>
#include <span>
#include <string>
#include <vector>

namespace nn = ctnn;

namespace {

// A file to try this with: what flats cost in three cities.
void write_flats(const char* path, std::size_t count, std::uint64_t seed) {
    static constexpr std::array<const char*, 3> cities{"Bern", "Oslo", "Rome"};
    static constexpr std::array<double, 3> prices{1.2, 0.9, 0.5};
    std::FILE* const file = std::fopen(path, "w");
    std::fputs("city,area,price\n", file);
    nn::Random random{seed};
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t city = random.below(cities.size());
        const double area = 0.2 + double(random.uniform<float>());  // in hundreds of square metres
        std::fprintf(file, "%s,%.3f,%.3f\n", cities[city], area, area * prices[city]);
    }
    std::fclose(file);
}

}  // namespace

int main() {
    write_flats("flats.csv", 500, 1);
    write_flats("more_flats.csv", 100, 2);
    // [words]
    // An input for each of three cities, and the area.
    using Flats = nn::Network<nn::Input<4>, nn::Dense<16, nn::Tanh>, nn::Dense<1>>;
    std::vector<nn::CsvCategory> words{{.column = "city"}};
    const nn::CsvOptions options{
        .header = true, .target = nn::CsvTarget::values, .targets = {"price"}, .categories = &words};
    const auto train = nn::read_csv<Flats>("flats.csv", options);      // learns the words
    const auto test = nn::read_csv<Flats>("more_flats.csv", options);  // is read with the same ones
    nn::Trainer<Flats, nn::MeanSquaredError, nn::Adam> trainer{{.learning_rate = 0.01f}, 1};
    trainer.fit(train, {.epochs = 60, .validation = &test, .progress = nullptr});

    std::array<float, 4> flat{0, 0, 0, /*area*/ 0.8f};
    words[0].write("Oslo", std::span(flat).first<3>());
    std::printf("a flat in Oslo: %.2f\n", double(nn::predict(trainer.parameters, flat)[0]));
    // [words]
    return std::fabs(nn::predict(trainer.parameters, flat)[0] - 0.72f) < 0.05f ? 0 : 1;
}
