#include "model/plain_layers.hpp"

#include <charconv>
#include <cmath>
#include <ctnn/data/number_text.hpp>
#include <numeric>
#include <tuple>
#include <utility>

#include "model/refusal.hpp"

namespace ctnn_tool {

Tensor filled(std::size_t count, double value) { return {{count}, Values(count, value)}; }

Dense::Dense(const Shape& input, const Activation& activation, Tensor weight, Tensor bias)
    : activation_(activation), has_bias_(!bias.is_nothing()) {
    const std::size_t units = weight.shape.size() == 2 ? weight.shape[1] : 0;
    if (units == 0)
        throw Refusal("the weight is " + text_of(weight.shape) + ", but it should be inputs x units");
    add_part("weight", std::move(weight), {size_of(input), units});
    if (has_bias_) add_part("bias", std::move(bias), {units});
    place(input, {units});
}

std::string Dense::declaration() const {
    std::vector<std::string> arguments{std::to_string(output()[0])};
    if (!activation_.is_linear()) arguments.emplace_back(activation_.type);
    return with_bias(has_bias_, templated("ctnn::Dense", arguments));
}

std::size_t Dense::multiply_adds() const { return part(0).size(); }

Values Dense::run(const Values& x) const {
    const Values& weight = part(0);
    Values y = has_bias_ ? part(1) : Values(output()[0], 0);
    for (std::size_t i = 0; i < x.size(); ++i)
        for (std::size_t o = 0; o < y.size(); ++o) y[o] += x[i] * weight[i * y.size() + o];
    activation_.apply(y, y.size());
    return y;
}

Embedding::Embedding(const Shape& input, Tensor weight) {
    const Shape table = weight.shape;
    if (table.size() != 2 || size_of(table) == 0)
        throw Refusal("the weight is " + text_of(table) + ", but it should be words x dimensions");
    words_ = table[0];
    add_part("weight", std::move(weight), table);
    Shape output = input;
    output.push_back(table[1]);
    place(input, output);
}

std::string Embedding::declaration() const {
    return templated("ctnn::Embedding", {std::to_string(words_), std::to_string(output().back())});
}

Values Embedding::run(const Values& x) const {
    const std::size_t dimensions = output().back();
    Values y;
    for (const double index : x) {
        const bool is_word = index >= 0 && index < static_cast<double>(words_);
        for (std::size_t d = 0; d < dimensions; ++d)
            y.push_back(is_word ? part(0)[static_cast<std::size_t>(index) * dimensions + d] : 0);
    }
    return y;
}

ActivationLayer::ActivationLayer(const Shape& input, const Activation& activation) : activation_(activation) {
    place(input, input);
}

std::string ActivationLayer::declaration() const {
    return templated("ctnn::Activation", {std::string(activation_.type)});
}

Values ActivationLayer::run(const Values& x) const {
    Values y = x;
    activation_.apply(y, y.size());
    return y;
}

PReLU::PReLU(const Shape& input, Tensor slope) {
    const std::size_t count = slope.values.size();
    if (count != 1 && count != input.back() && count != size_of(input))
        throw Refusal("there are " + std::to_string(count) + " slopes for " + text_of(input) + " values");
    slope.shape = {count};
    add_part("slope", std::move(slope), {count});
    place(input, input);
}

std::string PReLU::declaration() const {
    const std::size_t count = part(0).size();
    if (count == 1) return "ctnn::PReLU<>";
    return templated("ctnn::PReLU",
                     {count == output().back() ? "ctnn::Slopes::by_channel" : "ctnn::Slopes::by_value"});
}

Values PReLU::run(const Values& x) const {
    const Values& slope = part(0);
    Values y = x;
    for (std::size_t i = 0; i < y.size(); ++i)
        if (!(y[i] > 0)) y[i] *= slope[i % slope.size()];
    return y;
}

namespace {

/// The fraction that a float near it is written as in decimal, in lowest terms: 1 / 1000 of
/// 0.0010000000474974513.
std::pair<long long, long long> fraction_of(double number) {
    if (!(number >= 1e-9 && number <= 1e6))
        throw Refusal("an epsilon of " + ctnn::detail::number_text(number) +
                      " is not translated; ctnn takes fractions from 1e-9 to 1e6");
    const std::string text = ctnn::detail::number_text(static_cast<float>(number));
    // The digits before and after the point, and the power of ten that follows them.
    long long digits = 0;
    int after_point = 0, exponent = 0;
    bool behind_point = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '.') {
            behind_point = true;
        } else if (text[i] == 'e') {
            const char* const first = text.data() + i + 1 + (text[i + 1] == '+' ? 1 : 0);
            std::from_chars(first, text.data() + text.size(), exponent);
            break;
        } else {
            digits = digits * 10 + (text[i] - '0');
            after_point += behind_point ? 1 : 0;
        }
    }
    long long denominator = 1;
    for (int power = exponent - after_point; power > 0; --power) digits *= 10;
    for (int power = after_point - exponent; power > 0; --power) denominator *= 10;
    const long long common = std::gcd(digits, denominator);
    return {digits / common, denominator / common};
}

std::string ratio_text(long long numerator, long long denominator) {
    return "std::ratio<" + std::to_string(numerator) +
           (denominator == 1 ? "" : ", " + std::to_string(denominator)) + '>';
}

}  // namespace

BatchNorm::BatchNorm(const Shape& input, BatchNormValues values, double epsilon) {
    const std::size_t channels = input.back();
    add_part("gamma", std::move(values.gamma), {channels});
    add_part("beta", std::move(values.beta), {channels});
    add_part("mean", std::move(values.mean), {channels}, true);
    add_part("variance", std::move(values.variance), {channels}, true);
    std::tie(numerator_, denominator_) = fraction_of(epsilon);
    for (const double variance : part(3))  // Keras lets one be negative, if only epsilon is greater
        if (!(variance + epsilon > 0))
            throw Refusal("a variance and epsilon are " + ctnn::detail::number_text(variance + epsilon) +
                          ", of which there is no root");
    place(input, input);
}

std::string BatchNorm::declaration() const {
    return "ctnn::BatchNorm<std::ratio<1, 10>, " + ratio_text(numerator_, denominator_) + '>';
}

Values BatchNorm::run(const Values& x) const {
    const double epsilon = static_cast<double>(numerator_) / static_cast<double>(denominator_);
    Values y = x;
    const std::size_t channels = part(0).size();
    for (std::size_t i = 0; i < y.size(); ++i) {
        const std::size_t c = i % channels;
        y[i] = (y[i] - part(2)[c]) / std::sqrt(part(3)[c] + epsilon) * part(0)[c] + part(1)[c];
    }
    return y;
}

LayerNorm::LayerNorm(const Shape& input, Tensor gamma, Tensor beta, double epsilon) {
    add_part("gamma", std::move(gamma), {input.back()});
    add_part("beta", std::move(beta), {input.back()});
    std::tie(numerator_, denominator_) = fraction_of(epsilon);
    place(input, input);
}

std::string LayerNorm::declaration() const {
    const std::string epsilon = ratio_text(numerator_, denominator_);
    if (epsilon == "std::ratio<1, 100000>") return "ctnn::LayerNorm<>";  // by default
    return templated("ctnn::LayerNorm", {epsilon});
}

Values LayerNorm::run(const Values& x) const {
    const std::size_t features = input().back();
    Values y = x;
    for (std::size_t first = 0; first < y.size(); first += features) {
        double sum = 0, squares = 0;
        for (std::size_t i = 0; i < features; ++i) sum += x[first + i];
        const double mean = sum / static_cast<double>(features);
        for (std::size_t i = 0; i < features; ++i) squares += std::pow(x[first + i] - mean, 2);
        const double variance = squares / static_cast<double>(features),
                     epsilon = static_cast<double>(numerator_) / static_cast<double>(denominator_);
        for (std::size_t i = 0; i < features; ++i)
            y[first + i] = (x[first + i] - mean) / std::sqrt(variance + epsilon) * part(0)[i] + part(1)[i];
    }
    return y;
}

}  // namespace ctnn_tool
