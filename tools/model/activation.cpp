#include "model/activation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "model/fraction.hpp"

namespace ctnn_tool {
namespace {

double sigmoid(double z) { return 1 / (1 + std::exp(-z)); }
double softplus(double z) { return std::max(z, 0.0) + std::log1p(std::exp(-std::abs(z))); }
double hard_sigmoid(double z) { return std::clamp(z / 6 + 0.5, 0.0, 1.0); }
double selu(double z) {
    constexpr double scale = 1.0507009873554805, alpha = 1.6732632423543772;
    return z > 0 ? scale * z : scale * alpha * std::expm1(z);
}

const Activation linear{"ctnn::Linear", [](double z) { return z; }};
const Activation silu{"ctnn::SiLU", [](double z) { return z * sigmoid(z); }};

const std::array<std::pair<std::string_view, Activation>, 20> table{{
    {"", linear},
    {"linear", linear},
    {"tanh", {"ctnn::Tanh", [](double z) { return std::tanh(z); }}},
    {"sigmoid", {"ctnn::Sigmoid", sigmoid}},
    {"relu", {"ctnn::ReLU", [](double z) { return z > 0 ? z : 0; }}},
    {"relu6", {"ctnn::ReLU6", [](double z) { return std::clamp(z, 0.0, 6.0); }}},
    {"elu", {"ctnn::ELU", [](double z) { return z > 0 ? z : std::expm1(z); }}},
    {"selu", {"ctnn::SELU", selu}},
    {"softplus", {"ctnn::Softplus", softplus}},
    {"softsign", {"ctnn::Softsign", [](double z) { return z / (1 + std::abs(z)); }}},
    {"exponential", {"ctnn::Exponential", [](double z) { return std::exp(z); }}},
    {"gelu", {"ctnn::GELU", [](double z) { return z / 2 * (1 + std::erf(z / std::sqrt(2.0))); }}},
    {"silu", silu},
    {"swish", silu},
    {"mish", {"ctnn::Mish", [](double z) { return z * std::tanh(softplus(z)); }}},
    {"hard_tanh", {"ctnn::HardTanh", [](double z) { return std::clamp(z, -1.0, 1.0); }}},
    {"hard_sigmoid", {"ctnn::HardSigmoid", hard_sigmoid}},
    {"hard_swish", {"ctnn::HardSwish", [](double z) { return z * hard_sigmoid(z); }}},
    {"step", {"ctnn::Step", [](double z) { return z > 0    ? 1.0
                                                  : z <= 0 ? 0.0
                                                           : z; }}},
    {"softmax", {"ctnn::Softmax", nullptr}},
}};

void softmax(double* row, std::size_t width) {
    const double greatest = *std::max_element(row, row + width);
    double sum = 0;
    for (std::size_t i = 0; i < width; ++i) sum += row[i] = std::exp(row[i] - greatest);
    for (std::size_t i = 0; i < width; ++i) row[i] /= sum;
}

}  // namespace

void Activation::apply(Values& values, std::size_t width) const {
    if (takes_rows())
        for (std::size_t first = 0; first + width <= values.size(); first += width)
            softmax(values.data() + first, width);
    else
        for (double& z : values) z = value(z);
}

const Activation* activation_named(std::string_view name) {
    for (const auto& [own, activation] : table)
        if (own == name) return &activation;
    return nullptr;
}

Activation leaky_relu(double slope) {
    const Fraction fraction = fraction_of(slope, "a LeakyReLU's slope");
    const bool is_usual = fraction.numerator == 1 && fraction.denominator == 100;
    return {is_usual ? "ctnn::LeakyReLU" : "ctnn::LeakyReLUOf<" + fraction.text() + '>',
            [slope](double z) { return z > 0 ? z : slope * z; }};
}

}  // namespace ctnn_tool
