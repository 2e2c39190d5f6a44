#include "formats/onnx_chain.hpp"

#include <algorithm>
#include <ctnn/core/sizes.hpp>
#include <memory>
#include <utility>

#include "model/plain_layers.hpp"
#include "model/refusal.hpp"
#include "model/transposed.hpp"

namespace ctnn_tool {
namespace {

Shape first_shape(Shape shape, bool channels_first) {
    if (channels_first) std::rotate(shape.begin(), shape.begin() + 1, shape.end());
    return shape;
}

std::size_t axis_of(std::int64_t axis, std::size_t rank) {
    if (axis < 0) axis += static_cast<std::int64_t>(rank);
    if (axis < 0 || axis >= static_cast<std::int64_t>(rank))
        throw Refusal("there is no axis " + std::to_string(axis));
    return static_cast<std::size_t>(axis);
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
    if (is_flat()) return flattened_;
    std::vector<std::size_t> found;
    for (const std::size_t axis : view_)
        if (axis < ours_.size()) found.push_back(axis);
    return found;
}

void OnnxChain::require_channels_last(const char* what) const {
    std::vector<std::size_t> wanted{batch, ours_.size() - 1};
    for (std::size_t axis = 0; axis + 1 < ours_.size(); ++axis) wanted.push_back(axis);
    if (ours_.size() < 2 || view_ != wanted)
        throw Refusal(std::string(what) + " of an input whose axes are in another order is not translated");
}

void OnnxChain::flush() { flush(*activation_named("")); }

void OnnxChain::flush(const Activation& activation) {
    if (!sums_) {
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
    const std::vector<std::size_t> order = axes();
    if (axis_of(axis, view_.size()) + 1 != view_.size() || !std::is_sorted(order.begin(), order.end()) ||
        (!is_flat() && view_.back() + 1 != ours_.size()))
        throw Refusal("Softmax along another axis than the last of features is not translated");
    const Activation& softmax = *activation_named("softmax");
    if (sums_ && !sums_->convolves) return flush(softmax);
    flush();
    const Shape input = model_.output();
    const Shape of = is_flat() ? input : Shape{input.back()};
    model_.add(on_steps(input, std::make_unique<ActivationLayer>(of, softmax)));
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
    flush();
    if (weight.shape.size() != 2) throw Refusal("a weight of " + text_of(weight.shape) + " is no matrix");
    const std::size_t units = weight.shape[1], inputs = shape().back();
    if (!is_flat() && view_.back() + 1 != ours_.size())
        throw Refusal("a product along another axis than features is not translated");
    if (weight.shape[0] != inputs)
        throw Refusal("a weight of " + text_of(weight.shape) + " for " + std::to_string(inputs) + " values");
    const bool of_all = is_flat() || ours_.size() == 1;
    if (is_flat()) {  // rows of the matrix are in the order of their axes
        std::vector<std::size_t> order(ours_.size());
        weight.shape.clear();
        for (std::size_t i = 0; i < flattened_.size(); ++i) {
            weight.shape.push_back(ours_[flattened_[i]]);
            order[flattened_[i]] = i;
        }
        weight.shape.push_back(units), order.push_back(ours_.size());
        weight = permuted(weight, order);
        weight.shape = {inputs, units};
        view_.back() = 0;
    }
    if (of_all)
        ours_ = {units};
    else
        ours_.back() = units;
    sums_ = Sums{.of_all = of_all, .weight = std::move(weight), .filters = units};
}

void OnnxChain::bias(const OnnxConstant& bias) {
    if (!sums_) throw Refusal("Add of a constant to what is neither a Conv nor a product is not translated");
    if (sums_->bias.is_nothing()) sums_->bias = filled(sums_->filters, 0);
    Values& to = sums_->bias.values;
    // Theirs is (..., outputs), or (..., channels, 1, 1).
    const std::size_t behind = sums_->convolves ? ours_.size() - 1 : 0;
    bool fits = bias.values->size() == to.size() && bias.shape.size() > behind;
    for (std::size_t axis = 0; fits && axis < bias.shape.size(); ++axis)
        if (axis + 1 + behind != bias.shape.size()) fits = bias.shape[axis] == 1;
    if (!fits) throw Refusal("Add of " + text_of(bias.shape) + " is no bias of " + std::to_string(to.size()));
    for (std::size_t i = 0; i < to.size(); ++i) to[i] += (*bias.values)[i];
}

OnnxChain OnnxChain::begun_here() {
    flush();
    OnnxChain begun(ours_, false);
    begun.view_ = view_;
    begun.flattened_ = flattened_;
    return begun;
}

void OnnxChain::require_joins(const OnnxChain& other, bool concatenates, std::int64_t axis) const {
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

void OnnxChain::transpose(const std::vector<std::int64_t>& order) {
    std::vector<std::size_t> view, all;
    for (const std::int64_t axis : order) {
        all.push_back(axis_of(axis, view_.size()));
        view.push_back(view_[all.back()]);
    }
    std::sort(all.begin(), all.end());
    if (all.size() != view_.size() || std::adjacent_find(all.begin(), all.end()) != all.end())
        throw Refusal("\"perm\" is no order of the axes");
    view_ = std::move(view);
}

void OnnxChain::reshape(const Shape& to) {
    if (to == shape()) return;
    flush();
    if (view_ == std::vector<std::size_t>{0, batch, ways, half} && to == Shape{ours_[0], 1, ours_[1]}) {
        view_ = {0, batch, 1};
        return;
    }
    if (std::find(view_.begin(), view_.end(), half) != view_.end())
        throw Refusal("a shape of " + text_of(to) + " of both ways is not translated");
    const std::vector<std::size_t> order = axes();
    // A row, of whichever axes; or one axis, behind which there are more of 1, or no longer.
    const bool is_row = to.size() == 2 && to[0] == 1;
    const bool is_channels = order.size() == 1 && to.size() >= 2 && to[0] == 1 && to[1] == ours_[order[0]];
    if (view_[0] != batch || is_flat() || (!is_row && !is_channels))
        throw Refusal("a shape of " + text_of(to) + " of " + text_of(shape()) + " is not translated");
    flattened_ = order;
    view_.assign(to.size(), unit);
    view_[0] = batch;
    view_[1] = order.size() == 1 ? order[0] : flat;
}

void OnnxChain::squeeze(const std::vector<std::int64_t>& axes) {
    std::vector<bool> gone(view_.size(), false);
    for (const std::int64_t axis : axes) gone[axis_of(axis, view_.size())] = true;
    std::vector<std::size_t> view;
    for (std::size_t axis = 0; axis < view_.size(); ++axis) {
        if (gone[axis] && view_[axis] != unit)
            throw Refusal("a Squeeze of more than axes of 1 is not translated");
        if (!gone[axis]) view.push_back(view_[axis]);
    }
    view_ = std::move(view);
}

void OnnxChain::pick(std::int64_t axis, std::int64_t index) {
    const std::size_t at = axis_of(axis, view_.size());
    if (view_[at] == unit && (index == 0 || index == -1)) return squeeze({axis});
    auto* const cell =
        sums_ || model_.layers().empty() ? nullptr : dynamic_cast<Recurrent*>(model_.layers().back().get());
    const bool is_last = index == -1 || index + 1 == static_cast<std::int64_t>(ours_[0]);
    if (!cell || ours_.size() != 2 || view_[at] != 0 || !is_last)
        throw Refusal("a Gather of other things than the last step of a recurrent layer is not translated");
    cell->give_last();
    ours_ = cell->output();
    view_.erase(view_.begin() + static_cast<std::ptrdiff_t>(at));
    std::replace(view_.begin(), view_.end(), std::size_t{1}, std::size_t{0});
}

Model OnnxChain::finished() {
    flush();
    if (model_.layers().empty()) throw Refusal("it has no layers");
    const std::vector<std::size_t> order = axes();
    if (!std::is_sorted(order.begin(), order.end()))
        model_.notes.push_back("its output is " + text_of(model_.output()) + " here, channels last" +
                               (is_flat() ? ", and a row there whose channels come first" : ""));
    return std::move(model_);
}

}  // namespace ctnn_tool
