#include "formats/onnx_chain.hpp"

#include <algorithm>
#include <ctnn/core/sizes.hpp>
#include <memory>
#include <utility>

#include "formats/onnx_constants.hpp"
#include "model/plain_layers.hpp"
#include "model/refusal.hpp"
#include "model/transposed.hpp"

namespace ctnn_tool {
namespace {

Shape first_shape(Shape shape, bool channels_first) {
    if (channels_first) std::rotate(shape.begin(), shape.begin() + 1, shape.end());
    return shape;
}

}  // namespace

OnnxChain::OnnxChain(const Shape& shape, bool channels_first)
    : ours_(first_shape(shape, channels_first && shape.size() > 1)), view_{batch}, model_(ours_) {
    const bool turned = channels_first && shape.size() > 1;
    if (turned) view_.push_back(shape.size() - 1);
    for (std::size_t axis = 0; axis + (turned ? 1 : 0) < shape.size(); ++axis) view_.push_back(axis);
    if (turned)
        model_.notes.push_back("its input is " + text_of(ours_) + " here, channels last, and " +
                               text_of(shape) + " there");
}

Shape OnnxChain::shape() const {
    Shape all;
    for (const std::size_t axis : view_)
        all.push_back(axis < ours_.size() ? ours_[axis]
                      : axis == flat      ? size_of(ours_)
                      : axis == ways      ? 2
                      : axis == half      ? ours_.back() / 2
                                          : 1);
    return all;
}

std::vector<std::size_t> OnnxChain::axes() const {
    std::vector<std::size_t> found;
    for (const std::size_t axis : view_)
        if (axis < ours_.size()) found.push_back(axis);
    return found;
}

void OnnxChain::flush() { flush(*activation_named("")); }

void OnnxChain::flush(const Activation& activation) {
    if (!sums_) {
        flush_affine();
        if (!activation.is_linear())
            model_.add(std::make_unique<ActivationLayer>(model_.output(), activation));
        return;
    }
    Sums sums = std::move(*sums_);
    sums_.reset();
    model_.add(layer_of(std::move(sums), activation));
}

LayerPointer OnnxChain::layer_of(Sums sums, const Activation& activation) const {
    const Shape& input = model_.output();
    if (sums.transposes)
        return std::make_unique<TransposedConvolution>(input, activation, sums.options, sums.output_padding,
                                                       std::move(sums.weight), std::move(sums.bias));
    if (sums.convolves)
        return std::make_unique<Convolution>(input, activation, sums.options, std::move(sums.weight),
                                             std::move(sums.bias));
    return on_steps(input, std::make_unique<Dense>(sums.of_all ? input : Shape{input.back()}, activation,
                                                   std::move(sums.weight), std::move(sums.bias)));
}

void OnnxChain::softmax(std::int64_t axis) {
    const std::size_t at = axis_of(axis, view_.size()), of = view_[at];
    if (of != flat && of >= ours_.size())
        throw Refusal("Softmax along another axis than features or channels is not translated");
    const Activation& softmax = *activation_named("softmax");
    if (sums_ && !sums_->convolves && of + 1 == ours_.size()) return flush(softmax);
    flush();
    if (of != flat && of + 1 != ours_.size()) bring_last(at);
    const Shape input = model_.output();
    model_.add(
        on_steps(input, std::make_unique<ActivationLayer>(is_flat() ? input : Shape{input.back()}, softmax)));
}

void OnnxChain::softmax_of_sample() {
    if (view_[0] != batch) throw Refusal("Softmax over several axes is not translated");
    flush();
    model_.add(std::make_unique<ActivationLayer>(model_.output(), *activation_named("softmax")));
}

void OnnxChain::convolution(const OnnxConstant& weight, const ConvolutionOptions& options) {
    flush();
    require_channels_last("a Conv");
    const std::size_t rank = weight.shape.size();
    if (rank != ours_.size() + 1)
        throw Refusal("a weight of " + text_of(weight.shape) + " for " + text_of(ours_));
    std::vector<std::size_t> order;
    for (std::size_t axis = 2; axis < rank; ++axis) order.push_back(axis);
    order.push_back(1), order.push_back(0);
    begin_sums({.convolves = true,
                .weight = permuted({weight.shape, *weight.values}, order),
                .options = options,
                .filters = weight.shape[0]});
}

void OnnxChain::transposed(const OnnxConstant& weight, const ConvolutionOptions& options,
                           ctnn::Size2D output_padding) {
    flush();
    require_channels_last("a ConvTranspose");
    const std::size_t rank = weight.shape.size();
    if (rank != ours_.size() + 1)
        throw Refusal("a weight of " + text_of(weight.shape) + " for " + text_of(ours_));
    std::vector<std::size_t> order;
    for (std::size_t axis = 2; axis < rank; ++axis) order.push_back(axis);
    order.push_back(1), order.push_back(0);
    begin_sums({.convolves = true,
                .transposes = true,
                .weight = permuted({weight.shape, *weight.values}, order),
                .options = options,
                .output_padding = output_padding,
                .filters = ctnn::detail::size_product(weight.shape[1], options.groups)});
}

/// A layer is made once to know its shape and that it can be.
void OnnxChain::begin_sums(Sums sums) {
    ours_ = layer_of(sums, *activation_named(""))->output();
    sums_ = std::move(sums);
}

void OnnxChain::dense(Tensor weight) {
    const bool may_take_in = !sums_ && !is_flat() && view_.back() + 1 == ours_.size();
    const std::optional<Affine> before =
        may_take_in ? std::exchange(affine_, std::nullopt) : std::optional<Affine>{};
    flush();
    if (weight.shape.size() != 2) throw Refusal("a weight of " + text_of(weight.shape) + " is no matrix");
    const std::size_t units = weight.shape[1], inputs = shape().back();
    if (!is_flat()) require_features_last("a product");
    if (weight.shape[0] != inputs)
        throw Refusal("a weight of " + text_of(weight.shape) + " for " + std::to_string(inputs) + " values");
    const bool of_all = is_flat() || ours_.size() == 1;
    if (is_flat()) {
        weight.values = flattened_.ordered(weight.values, units);
        view_.back() = 0;
    }
    if (of_all)
        ours_ = {units};
    else
        ours_.back() = units;
    sums_ = Sums{.of_all = of_all, .weight = std::move(weight), .filters = units};
    if (before) take_in(*before);
}

OnnxChain OnnxChain::begun_here() {
    flush();
    OnnxChain begun(ours_, false);
    begun.view_ = view_;
    begun.flattened_ = flattened_;
    begun.made_ = made_;
    return begun;
}

void OnnxChain::join_with(const OnnxChain& other, bool concatenates, std::int64_t axis) {
    const bool may_turn = view_.size() == other.view_.size() && !is_flat() && !other.is_flat();
    if (!concatenates) widen(other);
    if (may_turn) arrange(other.view_, "what it joins");
    if (view_ != other.view_ || (is_flat() && flattened_ != other.flattened_) ||
        ours_.size() != other.ours_.size() || (!concatenates && ours_ != other.ours_))
        throw Refusal("what it joins is " + text_of(other.shape()) + " and " + text_of(shape()) +
                      ": not translated");
    if (concatenates && view_[axis_of(axis, view_.size())] + 1 != ours_.size())
        throw Refusal("a Concat along another axis than channels or features is not translated");
}

std::vector<LayerPointer> OnnxChain::take_layers() {
    flush();
    return model_.take_from(0);
}

void OnnxChain::join(LayerPointer layer, const OnnxChain& as) {
    flush();
    model_.add(std::move(layer));
    ours_ = model_.output();
    view_ = as.view_;
    flattened_ = as.flattened_;
}

void OnnxChain::join_rows(LayerPointer layer, Flattened flattened) {
    flush();
    model_.add(std::move(layer));
    ours_ = model_.output();
    view_ = {batch, flattened.is_in_order() ? 0 : flat};
    flattened_ = std::move(flattened);
}

Model OnnxChain::finished() {
    flush();
    if (model_.layers().empty()) throw Refusal("it has no layers");
    note_order_of_output();
    return std::move(model_);
}

void OnnxChain::note_order_of_output() {
    const bool has_pieces = is_flat() && flattened_.pieces().size() != 1;
    if (is_flat() && flattened_.is_in_order()) return;
    std::string note = "its output is " + text_of(model_.output()) + " here, ";
    if (has_pieces) return model_.notes.push_back(note + "and a row there whose values are in another order");
    const Shape& shape = is_flat() ? flattened_.pieces()[0].ours : ours_;
    const std::vector<std::size_t> order = is_flat() ? flattened_.pieces()[0].axes : axes();
    if (std::is_sorted(order.begin(), order.end())) return;
    std::vector<std::size_t> channels_first{shape.size() - 1};
    for (std::size_t axis = 0; axis + 1 < shape.size(); ++axis) channels_first.push_back(axis);
    if (order == channels_first) {
        note += is_flat() ? "channels last, and a row there whose channels come first" : "channels last";
    } else {
        for (const std::size_t axis : order)
            note += (axis == order[0] ? "whose axes " : ", ") + std::to_string(axis);
        note += is_flat() ? " are a row there, one in the other" : " are those there, one by one";
    }
    model_.notes.push_back(note);
}

}  // namespace ctnn_tool
