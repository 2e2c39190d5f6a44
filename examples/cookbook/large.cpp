// Samples that memory does not hold: in files that are mapped.

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

}  // namespace

int main() {
    write_readings(2000);
    const double accuracy = train_on_files();
    std::printf("accuracy %.3f\n", accuracy);
    return accuracy > 0.9 ? 0 : 1;
}
