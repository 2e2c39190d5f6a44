#include "model/plain_layers.hpp"

#include <cmath>
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
    return templated("ctnn::Activation", {activation_.type});
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

}  // namespace ctnn_tool
