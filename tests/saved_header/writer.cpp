// Writes small.hpp, doubles.hpp and big.hpp into the folder that the argument names.

#include <array>
#include <cmath>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/header.hpp>
#include <limits>
#include <memory>
#include <string>

namespace nn = ctnn;

using Small =
    nn::Network<nn::Input<8>, nn::Dense<16, nn::Tanh>, nn::BatchNorm<>, nn::Residual<nn::Dense<16, nn::GELU>>,
                nn::Dropout<std::ratio<1, 5>>, nn::Dense<3, nn::Softmax>>;
using Doubles = nn::Network<nn::Input<3, 3>, nn::Flatten, nn::Dense<5, nn::Softplus, nn::HeNormal>,
                            nn::Concat<nn::Dense<2>, nn::Sequential<nn::Dense<3, nn::ELU>, nn::Dense<1>>>>;
using Big = nn::Network<nn::Input<784>, nn::Dense<128, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

template <class Net, class T>
void write(const std::string& path, const nn::HeaderOptions& options) {
    const auto parameters = std::make_unique<nn::Parameters<Net, T>>();
    nn::initialize(*parameters, 7);
    // Values that text might lose; unseen by the sample, whose first inputs are zero.
    using Limits = std::numeric_limits<T>;
    parameters->values[0] = Limits::denorm_min();
    parameters->values[1] = -T(0);
    parameters->values[2] = std::nextafter(Limits::min(), T(0));
    parameters->values[3] = std::nextafter(T(1), T(2));
    parameters->values[4] = -Limits::max();
    std::array<T, Net::input_size> sample;
    for (std::size_t i = 0; i < sample.size(); ++i) sample[i] = i == 0 ? T(0) : T(std::sin(double(i)));
    nn::save_header(path, *parameters, sample, options);
}

int main(int, char** argv) {
    const std::string folder = std::string(argv[1]) + '/';
    write<Small, float>(folder + "small.hpp",
                        {.name = "small", .origin = "tests\nof what a header holds \\"});
    write<Doubles, double>(folder + "doubles.hpp", {.name = "doubles"});
    write<Big, float>(folder + "big.hpp", {.name = "big", .origin = "101,770 values"});
}
