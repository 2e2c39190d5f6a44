// Samples that memory does not hold: in files that are mapped, or made by a function.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctnn/io/map_npy.hpp>
#include <ctnn/train.hpp>
#include <fstream>
#include <string>
#include <vector>

namespace nn = ctnn;

namespace {

using Net = nn::Network<nn::Input<4>, nn::Dense<16, nn::ReLU>, nn::Dense<2, nn::Softmax>>;

// What NumPy's save would write.
template <class Number>
void save_npy(const char* path, const char* type, const std::string& shape, const std::vector<Number>& all) {
    std::string header =
        "{'descr': '" + std::string(type) + "', 'fortran_order': False, 'shape': " + shape + "}";
    header.resize(117, ' ');
    std::ofstream file(path, std::ios::binary);
    file.write("\x93NUMPY\x01\x00\x76\x00", 10) << header << '\n';
    file.write(reinterpret_cast<const char*>(all.data()), std::streamsize(all.size() * sizeof(Number)));
}

void write_readings(std::size_t count) {
    std::vector<float> readings;
    std::vector<unsigned char> classes;
    nn::Random random{1};
    for (std::size_t i = 0; i < count; ++i) {
        for (int k = 0; k < 4; ++k) readings.push_back(random.uniform<float>());
        classes.push_back(readings[4 * i] + readings[4 * i + 1] > 1);
    }
    save_npy("readings.npy", "<f4", "(" + std::to_string(count) + ", 4)", readings);
    save_npy("classes.npy", "|u1", "(" + std::to_string(count) + ",)", classes);
}

double train_on_files() {
    // [mapped]
    const auto data = nn::map_npy<Net>("readings.npy", "classes.npy");
    const auto [train, test] = nn::split(data, 0.2, 42);  // these stay in the file, too
    nn::Trainer<Net, nn::CrossEntropy, nn::Adam> trainer{{.learning_rate = 0.01f}, 1};
    trainer.fit(train, {.epochs = 5, .validation = &test, .progress = nullptr});
    // [mapped]
    return nn::accuracy(trainer.parameters, test);
}

using Pitch = nn::Network<nn::Input<64>, nn::Dense<16, nn::Tanh>, nn::Dense<1>>;

double train_on_what_is_made() {
    // [generated]
    // Noisy tones, and how high they are.
    const auto tone = [](nn::Random& random, auto x, auto pitch) {
        pitch[0] = random.uniform<float>();
        const float phase = 6.28f * random.uniform<float>();
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] = std::sin(0.4f * (1 + pitch[0]) * float(i) + phase) + 0.1f * random.uniform<float>();
    };
    const auto train = nn::generated<Pitch>(20'000, /*seed*/ 1, tone),
               test = nn::generated<Pitch>(500, 2, tone);
    nn::Trainer<Pitch, nn::MeanSquaredError, nn::Adam> trainer{{.learning_rate = 3e-3f}, 1};
    trainer.fit(train, {.epochs = 5, .validation = &test, .progress = nullptr});
    // [generated]
    return nn::mean_absolute_error(trainer.parameters, test);
}

// The inputs of a file, scaled as they are taken.
double scale_what_is_mapped() {
    // [scaled]
    const auto data = nn::map_npy<Net>("readings.npy", "classes.npy");
    const auto scaling = nn::standard_scaling(data);
    const auto scaled = nn::generated<Net>(data.size(), [data, scaling](std::size_t i, auto x) {
        const auto sample = scaling(data.input(i));
        std::copy(sample.begin(), sample.end(), x.begin());
        return data.class_of(i);
    });
    // [scaled]
    double sum = 0;
    for (std::size_t i = 0; i < scaled.size(); ++i) sum += double(scaled.input(i)[0]);
    return sum / double(scaled.size());
}

}  // namespace

int main() {
    write_readings(2000);
    const double accuracy = train_on_files();
    const double error = train_on_what_is_made(), mean = scale_what_is_mapped();
    std::printf("accuracy %.3f, a pitch off by %.3f, scaled to a mean of %.5f\n", accuracy, error, mean);
    return accuracy > 0.9 && error < 0.1 && std::fabs(mean) < 1e-4 ? 0 : 1;
}
