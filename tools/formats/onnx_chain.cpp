#include "formats/onnx_chain.hpp"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "model/plain_layers.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

std::vector<std::size_t> first_order(std::size_t rank, bool channels_first) {
    std::vector<std::size_t> order(rank);
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (channels_first && rank > 1) std::rotate(order.begin(), order.begin() + 1, order.end());
    return order;
}

Shape ordered(const Shape& shape, const std::vector<std::size_t>& order) {
    Shape ours;
    for (const std::size_t axis : order) ours.push_back(shape[axis]);
    return ours;
}

}  // namespace

OnnxChain::OnnxChain(const Shape& shape, bool channels_first)
    : seen_(shape), order_(first_order(shape.size(), channels_first)), model_(ordered(shape, order_)) {
    if (!in_rows() && shape.size() > 1)
        model_.notes.push_back("its input is " + text_of(model_.input()) + " here, channels last, and " +
                               text_of(shape) + " there");
}

bool OnnxChain::in_rows() const { return std::is_sorted(order_.begin(), order_.end()); }

Shape OnnxChain::shape() const {
    Shape all = flat_ ? Shape{size_of(seen_)} : seen_;
    all.insert(all.begin(), 1);
    return all;
}

void OnnxChain::require_channels_last(const char* what) const {
    if (flat_ || seen_.size() < 2 || order_.back() != 0 || !std::is_sorted(order_.begin(), order_.end() - 1))
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
    const Shape& input = model_.output();
    if (sums.convolves) {
        model_.add(std::make_unique<Convolution>(input, activation, sums.options, std::move(sums.weight),
                                                 std::move(sums.bias)));
    } else {
        const Shape of = sums.of_all ? input : Shape{input.back()};
        model_.add(on_steps(
            input, std::make_unique<Dense>(of, activation, std::move(sums.weight), std::move(sums.bias))));
    }
}

void OnnxChain::activation(const Activation& activation) { flush(activation); }

void OnnxChain::softmax(std::int64_t axis) {
    const auto last = static_cast<std::int64_t>(flat_ ? 1 : seen_.size());
    if ((axis != -1 && axis != last) || !(flat_ || in_rows()))
        throw Refusal("Softmax along another axis than the last is not translated");
    const Activation& softmax = *activation_named("softmax");
    if (sums_ && !sums_->convolves) return flush(softmax);
    flush();
    const Shape& input = model_.output();
    const Shape of = flat_ ? input : Shape{input.back()};
    if (flat_ && !in_rows()) throw Refusal("Softmax of an image is not translated");
    model_.add(on_steps(input, std::make_unique<ActivationLayer>(of, softmax)));
}

void OnnxChain::convolution(const OnnxConstant& weight, const ConvolutionOptions& options) {
    flush();
    require_channels_last("a Conv");
    const std::size_t rank = weight.shape.size();
    if (rank != seen_.size() + 1)
        throw Refusal("a weight of " + text_of(weight.shape) + " for " + text_of(seen_));
    std::vector<std::size_t> order;
    for (std::size_t axis = 2; axis < rank; ++axis) order.push_back(axis);
    order.push_back(1), order.push_back(0);
    Sums sums{true, false, permuted({weight.shape, *weight.values}, order), filled(weight.shape[0], 0),
              options};
    // It is made once to know its shape and that it can be.
    const Convolution placed(model_.output(), *activation_named(""), options, sums.weight, sums.bias);
    seen_[0] = placed.output().back();
    for (std::size_t axis = 1; axis < seen_.size(); ++axis) seen_[axis] = placed.output()[axis - 1];
    sums_ = std::move(sums);
}

void OnnxChain::dense(Tensor weight) {
    flush();
    if (weight.shape.size() != 2) throw Refusal("a weight of " + text_of(weight.shape) + " is no matrix");
    const std::size_t units = weight.shape[1], inputs = flat_ ? size_of(seen_) : seen_.back();
    const bool of_all = flat_ || seen_.size() == 1;
    if (weight.shape[0] != inputs)
        throw Refusal("a weight of " + text_of(weight.shape) + " for " + std::to_string(inputs) + " values");
    if (flat_) {  // rows of the matrix are in the order of theirs
        weight.shape = seen_;
        weight.shape.push_back(units);
        std::vector<std::size_t> order = order_;
        order.push_back(seen_.size());
        weight = permuted(weight, order);
        weight.shape = {inputs, units};
    } else if (!in_rows()) {
        throw Refusal("a product with channels first is not translated");
    }
    if (of_all)
        seen_ = {units}, order_ = {0}, flat_ = false;
    else
        seen_.back() = units;
    sums_ = Sums{false, of_all, std::move(weight), filled(units, 0), {}};
}

void OnnxChain::bias(const OnnxConstant& bias) {
    if (!sums_) throw Refusal("Add of a constant to what is neither a Conv nor a product is not translated");
    Values& to = sums_->bias.values;
    // Theirs is (..., outputs), or (..., channels, 1, 1).
    const std::size_t behind = sums_->convolves ? seen_.size() - 1 : 0;
    bool fits = bias.values->size() == to.size() && bias.shape.size() > behind;
    for (std::size_t axis = 0; fits && axis < bias.shape.size(); ++axis)
        if (axis + 1 + behind != bias.shape.size()) fits = bias.shape[axis] == 1;
    if (!fits) throw Refusal("Add of " + text_of(bias.shape) + " is no bias of " + std::to_string(to.size()));
    for (std::size_t i = 0; i < to.size(); ++i) to[i] += (*bias.values)[i];
}

void OnnxChain::batch_norm(const std::vector<OnnxConstant>& parts, double epsilon) {
    flush();
    if (flat_ || seen_.size() > 1) require_channels_last("a BatchNormalization");
    std::vector<Tensor> own;
    for (const OnnxConstant& part : parts) own.push_back({part.shape, *part.values});
    model_.add(std::make_unique<BatchNorm>(
        model_.output(),
        BatchNormValues{std::move(own[0]), std::move(own[1]), std::move(own[2]), std::move(own[3])},
        epsilon));
}

void OnnxChain::pooling(const PoolingOptions& options) {
    flush();
    require_channels_last("a pool");
    model_.add(std::make_unique<Pooling>(model_.output(), options));
    for (std::size_t axis = 1; axis < seen_.size(); ++axis) seen_[axis] = model_.output()[axis - 1];
}

void OnnxChain::global_pooling(bool averages) {
    flush();
    require_channels_last("a global pool");
    model_.add(std::make_unique<GlobalPooling>(model_.output(), averages));
    seen_ = {seen_[0]}, order_ = {0};
}

void OnnxChain::transpose(const std::vector<std::int64_t>& order) {
    flush();
    if (flat_ || order.size() != seen_.size() + 1 || order[0] != 0)
        throw Refusal("a Transpose of the batch is not translated");
    Shape seen;
    std::vector<std::size_t> to(seen_.size(), seen_.size());
    for (std::size_t axis = 1; axis < order.size(); ++axis) {
        const auto from = static_cast<std::size_t>(order[axis] - 1);
        if (from >= seen_.size() || to[from] != seen_.size())
            throw Refusal("\"perm\" is no order of the axes");
        to[from] = axis - 1;
        seen.push_back(seen_[from]);
    }
    seen_ = std::move(seen);
    for (std::size_t& axis : order_) axis = to[axis];
}

void OnnxChain::reshape(const Shape& to) {
    if (to == shape()) return;
    flush();
    const bool is_row = to.size() == 2 && to[0] == 1;
    bool is_channels = seen_.size() == 1 && to.size() >= 2 && to[0] == 1 && to[1] == seen_[0];
    if (!is_row && !is_channels)
        throw Refusal("a shape of " + text_of(to) + " of " + text_of(shape()) + " is not translated");
    if (seen_.size() > 1) flat_ = true;
}

Model OnnxChain::finished() {
    flush();
    if (model_.layers().empty()) throw Refusal("it has no layers");
    if (!in_rows())
        model_.notes.push_back("its output is " + text_of(model_.output()) + " here, channels last" +
                               (flat_ ? ", and a row there whose channels come first" : ""));
    return std::move(model_);
}

}  // namespace ctnn_tool
