#include "model/convolution.hpp"

#include <ctnn/core/sizes.hpp>
#include <utility>
#include <vector>

#include "model/refusal.hpp"
#include "model/windows.hpp"

namespace ctnn_tool {

Convolution::Convolution(const Shape& input, const Activation& activation, const ConvolutionOptions& options,
                         Tensor weight, Tensor bias)
    : activation_(activation), has_bias_(!bias.is_nothing()), options_(options) {
    const std::size_t rank = input.size() + 1;
    if (weight.shape.size() != rank || size_of(weight.shape) == 0)
        throw Refusal("the weight is " + text_of(weight.shape) + ", but an input of " + text_of(input) +
                      " takes one of " + std::to_string(rank) + " axes");
    channels_ = input.back();
    filters_ = weight.shape.back();
    const ctnn::Size2D stride = options.stride, dilation = options.dilation;
    if (stride.height == 0 || stride.width == 0 || dilation.height == 0 || dilation.width == 0)
        throw Refusal("a stride or dilation of 0 goes nowhere");
    if (options.groups == 0 || channels_ % options.groups != 0 || filters_ % options.groups != 0)
        throw Refusal(std::to_string(options.groups) + " groups do not divide " + std::to_string(channels_) +
                      " channels and " + std::to_string(filters_) + " filters");
    const ctnn::Padding& p = options.padding;
    Shape whole = weight.shape;
    whole[rank - 2] = channels_ / options.groups;
    if (input.size() == 2) {
        rows_ = ctnn::detail::axis(1, 1, 1, 1, ctnn::Padding::Kind::given, 0, 0);
        columns_ =
            ctnn::detail::axis(input[0], whole[0], stride.width, dilation.width, p.kind, p.left, p.right);
    } else {
        rows_ =
            ctnn::detail::axis(input[0], whole[0], stride.height, dilation.height, p.kind, p.top, p.bottom);
        columns_ =
            ctnn::detail::axis(input[1], whole[1], stride.width, dilation.width, p.kind, p.left, p.right);
    }
    if (rows_.out() == 0 || columns_.out() == 0)
        throw Refusal("the kernel reaches over " + text_of({rows_.reach(), columns_.reach()}) +
                      " of an input that is " + text_of(input));
    add_part("weight", std::move(weight), whole);
    if (has_bias_) add_part("bias", std::move(bias), {filters_});
    if (input.size() == 2)
        place(input, {columns_.out(), filters_});
    else
        place(input, {rows_.out(), columns_.out(), filters_});
}

std::string Convolution::declaration() const {
    const ConvolutionOptions& o = options_;
    const std::string kernel =
        along_sequence() ? std::to_string(columns_.window) : size_text({rows_.window, columns_.window});
    std::vector<std::string> members;
    const auto size = [&](const ctnn::Size2D& both) {
        return along_sequence() ? std::to_string(both.width) : size_text(both);
    };
    if (size(o.stride) != "1") members.push_back(".stride = " + size(o.stride));
    if (o.padding != ctnn::valid) members.push_back(".padding = " + padding_text(o.padding));
    if (size(o.dilation) != "1") members.push_back(".dilation = " + size(o.dilation));
    if (o.groups != 1) members.push_back(".groups = " + std::to_string(o.groups));
    std::string options;
    for (const std::string& member : members) options += (options.empty() ? "" : ", ") + member;

    std::vector<std::string> arguments{std::to_string(filters_), kernel};
    if (!activation_.is_linear() || !members.empty()) arguments.emplace_back(activation_.type);
    const std::string own = along_sequence() ? "ctnn::Conv1D" : "ctnn::Conv2D";
    if (!members.empty())
        arguments.push_back((along_sequence() ? "ctnn::Conv1DOptions{" : "ctnn::ConvOptions{") + options +
                            '}');
    return with_bias(has_bias_, templated(own, arguments));
}

std::size_t Convolution::multiply_adds() const {
    return ctnn::detail::size_product(ctnn::detail::size_product(rows_.out(), columns_.out()),
                                      part(0).size());
}

/// What the kernels see with their corner at this place of the output.
void Convolution::add_at(const Values& x, std::size_t row, std::size_t column, double* y) const {
    const Values& weight = part(0);
    const std::size_t seen = channels_ / options_.groups, own = filters_ / options_.groups;
    for (std::size_t k = 0; k < rows_.window * columns_.window; ++k) {
        const std::size_t r = row * rows_.stride + k / columns_.window * rows_.dilation,
                          c = column * columns_.stride + k % columns_.window * columns_.dilation;
        if (r < rows_.before || r - rows_.before >= rows_.in) continue;
        if (c < columns_.before || c - columns_.before >= columns_.in) continue;
        const double* const pixel =
            x.data() + ((r - rows_.before) * columns_.in + c - columns_.before) * channels_;
        for (std::size_t o = 0; o < filters_; ++o)
            for (std::size_t i = 0; i < seen; ++i)
                y[o] += pixel[o / own * seen + i] * weight[(k * seen + i) * filters_ + o];
    }
}

Values Convolution::run(const Values& x) const {
    Values y;
    const Values bias = has_bias_ ? part(1) : Values(filters_, 0);
    for (std::size_t place = 0; place < rows_.out() * columns_.out(); ++place)
        y.insert(y.end(), bias.begin(), bias.end());
    for (std::size_t place = 0; place < rows_.out() * columns_.out(); ++place)
        add_at(x, place / columns_.out(), place % columns_.out(), y.data() + place * filters_);
    activation_.apply(y, filters_);
    return y;
}

bool Convolution::streams() const {
    return along_sequence() && columns_.after == 0 && options_.padding.kind != ctnn::Padding::Kind::same;
}

}  // namespace ctnn_tool
