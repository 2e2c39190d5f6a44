#include "model/transposed.hpp"

#include <ctnn/core/sizes.hpp>
#include <utility>
#include <vector>

#include "model/refusal.hpp"
#include "model/windows.hpp"

namespace ctnn_tool {

TransposedConvolution::Axis TransposedConvolution::axis_of(std::size_t in, std::size_t window,
                                                           std::size_t stride, std::size_t dilation,
                                                           std::size_t before, std::size_t after,
                                                           std::size_t more) {
    using ctnn::detail::size_product, ctnn::detail::size_sum;
    if (in == 0 || window == 0 || stride == 0 || dilation == 0) throw Refusal("a kernel or stride of 0");
    if (more >= stride && more > 0) throw Refusal("an output_padding that reaches the stride");
    const std::size_t painted =
        size_sum(size_sum(size_product(in - 1, stride), size_product(window - 1, dilation)), 1 + more);
    if (painted > std::size_t{1} << 32) throw Refusal("its output is too long");
    if (size_sum(before, after) >= painted) throw Refusal("its pads leave nothing of its output");
    return {in, painted - before - after, window, stride, dilation, before};
}

TransposedConvolution::TransposedConvolution(const Shape& input, const Activation& activation,
                                             const ConvolutionOptions& options, ctnn::Size2D output_padding,
                                             Tensor weight, Tensor bias)
    : activation_(activation),
      has_bias_(!bias.is_nothing()),
      options_(options),
      output_padding_(output_padding) {
    const std::size_t rank = input.size() + 1;
    if (input.size() < 2 || weight.shape.size() != rank || size_of(weight.shape) == 0)
        throw Refusal("the weight is " + text_of(weight.shape) + ", but an input of " + text_of(input) +
                      " takes one of " + std::to_string(rank) + " axes");
    channels_ = input.back();
    filters_ = ctnn::detail::size_product(weight.shape[rank - 2], options.groups);
    if (options.groups == 0 || channels_ % options.groups != 0)
        throw Refusal(std::to_string(options.groups) + " groups do not divide " + std::to_string(channels_) +
                      " channels");
    Shape whole = weight.shape;
    whole[rank - 1] = channels_;
    const ctnn::Padding& p = options.padding;
    if (input.size() == 3)
        rows_ = axis_of(input[0], whole[0], options.stride.height, options.dilation.height, p.top, p.bottom,
                        output_padding.height);
    columns_ = axis_of(input[input.size() - 2], whole[rank - 3], options.stride.width, options.dilation.width,
                       p.left, p.right, output_padding.width);
    add_part("weight", std::move(weight), whole);
    if (has_bias_) add_part("bias", std::move(bias), {filters_});
    place(input,
          input.size() == 2 ? Shape{columns_.out, filters_} : Shape{rows_.out, columns_.out, filters_});
}

std::string TransposedConvolution::declaration() const {
    const auto size = [&](const ctnn::Size2D& both) {
        return along_sequence() ? std::to_string(both.width) : size_text(both);
    };
    std::string options;
    const auto add = [&](const std::string& member) { options += (options.empty() ? "" : ", ") + member; };
    if (size(options_.stride) != "1") add(".stride = " + size(options_.stride));
    if (options_.padding != ctnn::valid) add(".padding = " + padding_text(options_.padding));
    if (size(output_padding_) != "0") add(".output_padding = " + size(output_padding_));
    if (size(options_.dilation) != "1") add(".dilation = " + size(options_.dilation));
    if (options_.groups != 1) add(".groups = " + std::to_string(options_.groups));
    std::vector<std::string> arguments{std::to_string(filters_), size({rows_.window, columns_.window})};
    if (!activation_.is_linear() || !options.empty()) arguments.emplace_back(activation_.type);
    if (!options.empty())
        arguments.push_back(
            (along_sequence() ? "ctnn::Conv1DTransposeOptions{" : "ctnn::ConvTransposeOptions{") + options +
            '}');
    return with_bias(
        has_bias_,
        templated(along_sequence() ? "ctnn::Conv1DTranspose" : "ctnn::Conv2DTranspose", arguments));
}

std::size_t TransposedConvolution::multiply_adds() const {
    return ctnn::detail::size_product(rows_.in * columns_.in, part(0).size());
}

void TransposedConvolution::paint(const double* pixel, std::size_t window, double* y) const {
    const std::size_t seen = channels_ / options_.groups, own = filters_ / options_.groups;
    const double* const weight = part(0).data() + window * own * channels_;
    for (std::size_t i = 0; i < channels_; ++i)
        for (std::size_t o = 0; o < own; ++o) y[i / seen * own + o] += pixel[i] * weight[o * channels_ + i];
}

Values TransposedConvolution::run(const Values& x) const {
    Values y;
    const Values bias = has_bias_ ? part(1) : Values(filters_, 0);
    for (std::size_t place = 0; place < rows_.out * columns_.out; ++place)
        y.insert(y.end(), bias.begin(), bias.end());
    for (std::size_t place = 0; place < rows_.in * columns_.in; ++place) {
        const std::size_t r = place / columns_.in, c = place % columns_.in;
        for (std::size_t k = 0; k < rows_.window * columns_.window; ++k) {
            const std::size_t down = k / columns_.window, along = k % columns_.window;
            if (!rows_.paints(r, down) || !columns_.paints(c, along)) continue;
            const std::size_t to = rows_.at(r, down) * columns_.out + columns_.at(c, along);
            paint(x.data() + place * channels_, k, y.data() + to * filters_);
        }
    }
    activation_.apply(y, filters_);
    return y;
}

}  // namespace ctnn_tool
