#include "model/norms.hpp"

#include <algorithm>
#include <cmath>
#include <ctnn/data/number_text.hpp>
#include <memory>
#include <utility>

#include "model/refusal.hpp"

namespace ctnn_tool {
BatchNorm::BatchNorm(const Shape& input, BatchNormValues values, double epsilon) {
    const std::size_t channels = input.back();
    add_part("gamma", std::move(values.gamma), {channels});
    add_part("beta", std::move(values.beta), {channels});
    add_part("mean", std::move(values.mean), {channels}, true);
    add_part("variance", std::move(values.variance), {channels}, true);
    epsilon_ = fraction_of(epsilon, "an epsilon");
    for (const double variance : part(3))  // Keras lets one be negative, if only epsilon is greater
        if (!(variance + epsilon > 0))
            throw Refusal("a variance and epsilon are " + ctnn::detail::number_text(variance + epsilon) +
                          ", of which there is no root");
    place(input, input);
}

std::string BatchNorm::declaration() const {
    return "ctnn::BatchNorm<std::ratio<1, 10>, " + epsilon_.text() + '>';
}

Values BatchNorm::run(const Values& x) const {
    const double epsilon = epsilon_.value();
    Values y = x;
    const std::size_t channels = part(0).size();
    for (std::size_t i = 0; i < y.size(); ++i) {
        const std::size_t c = i % channels;
        y[i] = (y[i] - part(2)[c]) / std::sqrt(part(3)[c] + epsilon) * part(0)[c] + part(1)[c];
    }
    return y;
}

LayerPointer affine(const Shape& input, Values times, Values plus) {
    const Shape channels{input.back()};
    const Tensor nothing{channels, Values(input.back(), 0)};
    return std::make_unique<BatchNorm>(
        input, BatchNormValues{{channels, std::move(times)}, {channels, std::move(plus)}, nothing, nothing},
        1);
}

GroupNorm::GroupNorm(const Shape& input, std::size_t groups, Tensor gamma, Tensor beta, double epsilon)
    : groups_(groups), epsilon_(fraction_of(epsilon, "an epsilon")) {
    const std::size_t channels = input.back();
    if (groups == 0 || channels % groups != 0 || size_of(input) == groups)
        throw Refusal("a norm of " + std::to_string(groups) + " groups of " + text_of(input) +
                      " is not translated");
    const auto all = [](const Tensor& tensor, double number) {
        return std::all_of(tensor.values.begin(), tensor.values.end(),
                           [&](double value) { return value == number; });
    };
    is_plain_ = all(gamma, 1) && all(beta, 0);
    if (!is_plain_) {
        add_part("gamma", std::move(gamma), {channels});
        add_part("beta", std::move(beta), {channels});
    }
    place(input, input);
}

std::string GroupNorm::declaration() const {
    const std::string own = input().size() > 1 && groups_ == input().back()
                                ? templated("ctnn::InstanceNorm", {epsilon_.text()})
                                : templated("ctnn::GroupNorm", {std::to_string(groups_), epsilon_.text()});
    return is_plain_ ? templated("ctnn::NoAffine", {own}) : own;
}

Values GroupNorm::run(const Values& x) const {
    const std::size_t channels = input().back(), each = channels / groups_;
    const double count = static_cast<double>(x.size() / groups_);
    Values y = x;
    for (std::size_t group = 0; group < groups_; ++group) {
        const auto every = [&](auto visit) {
            for (std::size_t i = group * each; i < x.size(); i += channels)
                for (std::size_t c = 0; c < each; ++c) visit(i + c, group * each + c);
        };
        double mean = 0, squares = 0;
        every([&](std::size_t i, std::size_t) { mean += x[i] / count; });
        every([&](std::size_t i, std::size_t) { squares += (x[i] - mean) * (x[i] - mean); });
        const double root = std::sqrt(squares / count + epsilon_.value());
        every([&](std::size_t i, std::size_t c) {
            y[i] = (x[i] - mean) / root * (is_plain_ ? 1 : part(0)[c]) + (is_plain_ ? 0 : part(1)[c]);
        });
    }
    return y;
}

RowNorm::RowNorm(const Shape& input, bool has_mean, Tensor gamma, Tensor beta, double epsilon)
    : has_mean_(has_mean), epsilon_(fraction_of(epsilon, "an epsilon")) {
    add_part("gamma", std::move(gamma), {input.back()});
    if (has_mean) add_part("beta", std::move(beta), {input.back()});
    place(input, input);
}

std::string RowNorm::declaration() const {
    return templated(has_mean_ ? "ctnn::LayerNorm" : "ctnn::RMSNorm", {epsilon_.text()});
}

Values RowNorm::run(const Values& x) const {
    const std::size_t width = part(0).size();
    Values y = x;
    for (std::size_t first = 0; first + width <= y.size(); first += width) {
        double sum = 0, squares = 0;
        for (std::size_t i = 0; i < width; ++i) sum += y[first + i];
        const double mean = has_mean_ ? sum / static_cast<double>(width) : 0;
        for (std::size_t i = 0; i < width; ++i) squares += (y[first + i] - mean) * (y[first + i] - mean);
        const double root = std::sqrt(squares / static_cast<double>(width) + epsilon_.value());
        for (std::size_t i = 0; i < width; ++i)
            y[first + i] = (y[first + i] - mean) / root * part(0)[i] + (has_mean_ ? part(1)[i] : 0);
    }
    return y;
}

}  // namespace ctnn_tool
