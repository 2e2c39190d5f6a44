// NaN goes through activations and pools whichever version of xsimd compares the lanes, at every place of a
// vector and behind it, and touches nothing else.

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <ctnn/ctnn.hpp>
#include <limits>

namespace nn = ctnn;

namespace {

int mistakes = 0;

void expect(bool right, const char* what, std::size_t place) {
    if (right) return;
    std::printf("%s: NaN at %zu is lost, or has spread\n", what, place);
    ++mistakes;
}

template <class Act, class Real>
void goes_through(const char* name) {
    constexpr std::size_t count = 37;
    using Net = nn::Network<nn::Input<count>, nn::Activation<Act>>;
    for (std::size_t place = 0; place < count; ++place) {
        std::array<Real, count> x{};
        x.fill(Real(0.5));
        x[place] = std::numeric_limits<Real>::quiet_NaN();
        const std::array<Real, count> y = nn::predict(nn::Parameters<Net, Real>{}, x);
        bool right = true;
        for (std::size_t at = 0; at < count; ++at) right &= std::isnan(y[at]) == (at == place);
        expect(right, name, place);
    }
}

/// Windows of 2 x 2 of an image with so many channels: NaN is in the window of its pixel, of its channel
// alone.
template <std::size_t Channels, class Real>
void is_the_largest_of_its_window() {
    using Net = nn::Network<nn::Input<4, 4, Channels>, nn::MaxPool2D<2>>;
    for (std::size_t place = 0; place < Net::input_size; ++place) {
        std::array<Real, Net::input_size> x{};
        x.fill(1);
        x[place] = std::numeric_limits<Real>::quiet_NaN();
        const std::array<Real, Net::output_size> y = nn::predict(nn::Parameters<Net, Real>{}, x);
        const std::size_t row = place / Channels / 4, column = place / Channels % 4;
        const std::size_t window = (row / 2 * 2 + column / 2) * Channels + place % Channels;
        bool right = true;
        for (std::size_t at = 0; at < y.size(); ++at)
            right &= at == window ? std::isnan(y[at]) : y[at] == Real(1);
        expect(right, "MaxPool2D", place);
    }
}

/// Of a whole image, likewise.
template <std::size_t Channels, class Real>
void is_the_largest_of_all() {
    using Net = nn::Network<nn::Input<3, 3, Channels>, nn::GlobalMaxPool2D>;
    for (std::size_t place = 0; place < Net::input_size; ++place) {
        std::array<Real, Net::input_size> x{};
        x.fill(1);
        x[place] = std::numeric_limits<Real>::quiet_NaN();
        const std::array<Real, Channels> y = nn::predict(nn::Parameters<Net, Real>{}, x);
        bool right = true;
        for (std::size_t at = 0; at < Channels; ++at)
            right &= at == place % Channels ? std::isnan(y[at]) : y[at] == Real(1);
        expect(right, "GlobalMaxPool2D", place);
    }
}

template <class Real>
void all() {
    goes_through<nn::ReLU, Real>("ReLU");
    goes_through<nn::LeakyReLU, Real>("LeakyReLU");
    goes_through<nn::Tanh, Real>("Tanh");
    is_the_largest_of_its_window<1, Real>();
    is_the_largest_of_its_window<21, Real>();
    is_the_largest_of_all<19, Real>();
}

}  // namespace

int main() {
    all<float>();
    all<double>();
    goes_through<nn::ELU, float>("ELU");
    goes_through<nn::SELU, float>("SELU");
    goes_through<nn::GELU, float>("GELU");
    goes_through<nn::Softplus, float>("Softplus");
    goes_through<nn::Softsign, float>("Softsign");
    goes_through<nn::Exponential, float>("Exponential");
    goes_through<nn::SiLU, float>("SiLU");
    goes_through<nn::Mish, float>("Mish");
    goes_through<nn::HardSwish, float>("HardSwish");
    goes_through<nn::HardSigmoid, float>("HardSigmoid");
    goes_through<nn::HardTanh, float>("HardTanh");
    goes_through<nn::ReLU6, float>("ReLU6");
    goes_through<nn::Sigmoid, float>("Sigmoid");
    goes_through<nn::Fast<nn::Sigmoid>, float>("Fast<Sigmoid>");
    goes_through<nn::Fast<nn::Tanh>, float>("Fast<Tanh>");
    is_the_largest_of_its_window<3, float>();
    is_the_largest_of_its_window<16, float>();
    return mistakes == 0 ? 0 : 1;
}
