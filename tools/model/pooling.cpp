#include "model/pooling.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "model/refusal.hpp"
#include "model/windows.hpp"

namespace ctnn_tool {

Pooling::Pooling(const Shape& input, const PoolingOptions& options) : options_(options) {
    if (input.size() != 2 && input.size() != 3)
        throw Refusal("it goes over an image or a sequence, not " + text_of(input));
    const ctnn::Size2D window = options.window, stride = options.stride;
    if (window.height == 0 || window.width == 0 || stride.height == 0 || stride.width == 0)
        throw Refusal("a window or stride of 0");
    const ctnn::Padding& p = options.padding;
    const bool along_sequence = input.size() == 2;
    rows_ = along_sequence
                ? ctnn::detail::axis(1, 1, 1, 1, ctnn::Padding::Kind::given, 0, 0)
                : ctnn::detail::axis(input[0], window.height, stride.height, 1, p.kind, p.top, p.bottom);
    columns_ =
        ctnn::detail::axis(input[input.size() - 2], window.width, stride.width, 1, p.kind, p.left, p.right);
    if (rows_.out() == 0 || columns_.out() == 0)
        throw Refusal("a window of " + text_of({window.height, window.width}) + " is larger than " +
                      text_of(input));
    place(input,
          along_sequence ? Shape{columns_.out(), input[1]} : Shape{rows_.out(), columns_.out(), input[2]});
}

std::string Pooling::declaration() const {
    const bool along_sequence = input().size() == 2;
    const auto size = [&](const ctnn::Size2D& both) {
        return along_sequence ? std::to_string(both.width) : size_text(both);
    };
    std::string members;
    const auto add = [&](const std::string& member) { members += (members.empty() ? "" : ", ") + member; };
    if (size(options_.stride) != size(options_.window)) add(".stride = " + size(options_.stride));
    if (options_.padding != ctnn::valid) add(".padding = " + padding_text(options_.padding));
    if (options_.averages && options_.counts_padding) add(".count_padding = true");
    std::vector<std::string> arguments{size(options_.window)};
    const std::string dimensions = along_sequence ? "1D" : "2D";
    if (!members.empty())
        arguments.push_back((along_sequence ? "ctnn::Pool1DOptions{" : "ctnn::PoolOptions{") + members + '}');
    return templated((options_.averages ? "ctnn::AvgPool" : "ctnn::MaxPool") + dimensions, arguments);
}

double Pooling::window_at(const Values& x, std::size_t row, std::size_t column, std::size_t channel) const {
    double sum = 0, greatest = -std::numeric_limits<double>::infinity();
    std::size_t count = 0;
    for (std::size_t k = 0; k < rows_.window * columns_.window; ++k) {
        const std::size_t r = row * rows_.stride + k / columns_.window,
                          c = column * columns_.stride + k % columns_.window;
        if (r < rows_.before || r - rows_.before >= rows_.in) continue;
        if (c < columns_.before || c - columns_.before >= columns_.in) continue;
        const double value =
            x[((r - rows_.before) * columns_.in + c - columns_.before) * input().back() + channel];
        sum += value, ++count;
        greatest = std::max(greatest, value);
    }
    if (!options_.averages) return greatest;
    return sum / static_cast<double>(options_.counts_padding ? rows_.window * columns_.window : count);
}

std::size_t Pooling::work() const {
    using ctnn::detail::size_product;
    constexpr std::size_t of_one = 32;  // as it takes longer than a multiply-add
    return size_product(of_one * size_of(output()), size_product(rows_.window, columns_.window));
}

Values Pooling::run(const Values& x) const {
    Values y;
    for (std::size_t row = 0; row < rows_.out(); ++row)
        for (std::size_t column = 0; column < columns_.out(); ++column)
            for (std::size_t channel = 0; channel < input().back(); ++channel)
                y.push_back(window_at(x, row, column, channel));
    return y;
}

bool Pooling::streams() const { return input().size() == 2 && columns_.after == 0; }

GlobalPooling::GlobalPooling(const Shape& input, bool averages) : averages_(averages) {
    if (input.size() != 2 && input.size() != 3)
        throw Refusal("it goes over an image or a sequence, not " + text_of(input));
    place(input, {input.back()});
}

std::string GlobalPooling::declaration() const {
    std::string name = averages_ ? "ctnn::GlobalAvgPool" : "ctnn::GlobalMaxPool";
    name += input().size() == 2 ? "1D" : "2D";
    return name;
}

Values GlobalPooling::run(const Values& x) const {
    const std::size_t channels = input().back();
    Values y(channels, averages_ ? 0 : -std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < x.size(); ++i)
        y[i % channels] = averages_ ? y[i % channels] + x[i] : std::max(y[i % channels], x[i]);
    if (averages_)
        for (double& value : y) value /= static_cast<double>(x.size() / channels);
    return y;
}

}  // namespace ctnn_tool
