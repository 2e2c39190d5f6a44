#include <algorithm>
#include <cmath>
#include <ctnn/core/sizes.hpp>
#include <memory>
#include <utility>

#include "formats/onnx_chain.hpp"
#include "formats/onnx_constants.hpp"
#include "model/attention.hpp"
#include "model/composite.hpp"
#include "model/norms.hpp"
#include "model/plain_layers.hpp"
#include "model/rearranged.hpp"
#include "model/refusal.hpp"

// What constants do to values: one number for all, one for each channel, or one for each value.

namespace ctnn_tool {
namespace {

/// A BatchNorm that only scales and shifts.
LayerPointer affine_layer(const Shape& input, Values times, Values plus) {
    const std::size_t channels = times.size();
    BatchNormValues values{{{channels}, std::move(times)},
                           {{channels}, std::move(plus)},
                           filled(channels, 0),
                           filled(channels, 1)};
    constexpr double least_epsilon = 1e-9;  // of which 1 in float knows nothing
    return std::make_unique<BatchNorm>(input, std::move(values), least_epsilon);
}

LayerPointer linear(const Shape& input) {
    return std::make_unique<ActivationLayer>(input, *activation_named(""));
}

LayerPointer product_of_inputs(const Shape& input, std::size_t count) {
    std::vector<LayerPointer> factors;
    for (std::size_t i = 0; i < count; ++i) factors.push_back(linear(input));
    return std::make_unique<Branches>(Join::product, std::move(factors));
}

template <class... Layers>
std::vector<LayerPointer> list_of(Layers... layers) {
    std::vector<LayerPointer> list;
    (list.push_back(std::move(layers)), ...);
    return list;
}

}  // namespace

template <class F>
void OnnxChain::as_rows(std::size_t before, const F& change) {
    flush();
    if (is_flat()) {
        become_row();
        change();
        return flush();
    }
    arrange(natural_view(), "what is done");
    const Shape own = ours_;
    const std::vector<std::size_t> view = view_;
    Shape rows(own.begin(), own.begin() + static_cast<std::ptrdiff_t>(before));
    rows.push_back(size_of({own.begin() + static_cast<std::ptrdiff_t>(before), own.end()}));
    reshape_ours(rows);
    change();
    flush();
    if (own != ours_) model_.add(std::make_unique<Reshape>(ours_, own));
    ours_ = own;
    view_ = view;
}

std::size_t OnnxChain::Sums::filter_of(std::size_t at) const {
    if (!transposes) return at % filters;
    const std::size_t channels = weight.shape.back(), own = filters / options.groups;
    const std::size_t group = at % channels / (channels / options.groups);
    return group * own + at / channels % own;
}

void OnnxChain::affine_of_channels(const Values& times, const Values& plus) {
    if (sums_) {
        for (std::size_t i = 0; i < sums_->weight.values.size(); ++i)
            sums_->weight.values[i] *= times[sums_->filter_of(i)];
        const bool shifts = std::any_of(plus.begin(), plus.end(), [](double value) { return value != 0; });
        if (shifts && sums_->bias.is_nothing()) sums_->bias = filled(sums_->filters, 0);
        for (std::size_t i = 0; i < sums_->bias.values.size(); ++i)
            sums_->bias.values[i] = sums_->bias.values[i] * times[i] + plus[i];
        return;
    }
    if (!affine_) affine_ = Affine{Values(times.size(), 1), Values(times.size(), 0)};
    for (std::size_t i = 0; i < times.size(); ++i) {
        affine_->times[i] *= times[i];
        affine_->plus[i] = affine_->plus[i] * times[i] + plus[i];
    }
}

void OnnxChain::take_in(const Affine& before) {
    Tensor bias = filled(sums_->filters, 0);
    Values& weight = sums_->weight.values;
    for (std::size_t i = 0; i < weight.size(); ++i) {
        const std::size_t input = i / sums_->filters;
        bias.values[i % sums_->filters] += before.plus[input] * weight[i];
        weight[i] *= before.times[input];
    }
    if (std::any_of(bias.values.begin(), bias.values.end(), [](double value) { return value != 0; }))
        sums_->bias = std::move(bias);
}

void OnnxChain::flush_affine() {
    if (!affine_) return;
    Affine affine = *std::exchange(affine_, std::nullopt);
    model_.add(affine_layer(model_.output(), std::move(affine.times), std::move(affine.plus)));
}

void OnnxChain::affine(double times, double plus) {
    const std::size_t channels = ours_.back();
    if (!sums_) made_->add(4 * channels);
    affine_of_channels(Values(channels, times), Values(channels, plus));
}

Values OnnxChain::spread(const OnnxConstant& constant) {
    const Shape theirs = shape(), &own = constant.shape;
    const auto refuse = [&] {
        throw Refusal("a constant of " + text_of(own) + " for " + text_of(theirs) + " is not translated");
    };
    if (own.size() > theirs.size()) refuse();
    std::size_t at = 0;
    const std::size_t more = theirs.size() - own.size();
    for (std::size_t axis = 0; axis < own.size(); ++axis) {
        if (own[axis] != 1 && own[axis] != theirs[axis + more]) refuse();
        if (own[axis] != 1) at = axis + more;
    }
    if (constant.values->size() == 1) {
        made_->add(ours_.back());
        return Values(ours_.back(), constant.values->front());
    }
    if (view_[at] == flat) {
        become_row();
        return flattened_.ordered(*constant.values);
    }
    if (view_[at] >= ours_.size()) refuse();
    if (view_[at] + 1 != ours_.size()) bring_last(at);
    return *constant.values;
}

Values OnnxChain::spread_over_whole(const OnnxConstant& constant) {
    const Shape theirs = shape();
    const std::size_t more = theirs.size() - constant.shape.size();
    made_->add(size_of(theirs));
    Values all;
    std::vector<std::size_t> index(theirs.size(), 0);
    for (std::size_t i = 0; i < size_of(theirs); ++i) {
        std::size_t at = 0;
        for (std::size_t axis = more; axis < theirs.size(); ++axis) {
            const std::size_t extent = constant.shape[axis - more];
            at = at * extent + (extent == 1 ? 0 : index[axis]);
        }
        all.push_back((*constant.values)[at]);
        for (std::size_t axis = theirs.size(); axis-- > 0;) {
            if (++index[axis] < theirs[axis]) break;
            index[axis] = 0;
        }
    }
    return all;
}

void OnnxChain::apply(const OnnxConstant& constant, bool scales) {
    const auto put = [&](const Values& values) {
        made_->add(3 * values.size());
        const Values others(values.size(), scales ? 0 : 1);
        affine_of_channels(scales ? values : others, scales ? others : values);
    };
    const auto extents = static_cast<std::size_t>(std::count_if(constant.shape.begin(), constant.shape.end(),
                                                                [](std::size_t one) { return one != 1; }));
    if (extents <= 1) return put(spread(constant));
    const Shape theirs = shape();
    bool fits = constant.shape.size() <= theirs.size();
    for (std::size_t i = 1; fits && i <= constant.shape.size(); ++i) {
        const std::size_t own = constant.shape[constant.shape.size() - i];
        fits = own == 1 || own == theirs[theirs.size() - i];
    }
    if (!fits || is_flat())
        throw Refusal("a constant of " + text_of(constant.shape) + " for " + text_of(theirs) +
                      " is not translated");
    const Values all = spread_over_whole(constant);
    if (!scales && view_ == std::vector<std::size_t>{batch, 0, 1}) {  // a row for each step
        flush();
        return model_.add(std::make_unique<Positions>(ours_, Tensor{ours_, all}));
    }
    as_rows(0, [&] { put(all); });
}

void OnnxChain::scale(const OnnxConstant& times) { apply(times, true); }

void OnnxChain::shift(const OnnxConstant& plus) { apply(plus, false); }

void OnnxChain::power(std::size_t exponent) {
    flush();
    model_.add(product_of_inputs(model_.output(), exponent));
}

void OnnxChain::gelu_by_tanh() {
    flush();
    const Shape input = model_.output();
    const std::size_t channels = input.back();
    made_->add(8 * channels);
    const auto times = [&](double factor) {
        return affine_layer(input, Values(channels, factor), Values(channels, 0));
    };
    constexpr double pi = 3.14159265358979323846;
    // (1 + tanh z) / 2 is sigmoid(2 z).
    LayerPointer cubic = std::make_unique<Residual>(list_of(product_of_inputs(input, 3), times(0.044715)));
    LayerPointer gate = std::make_unique<Sequential>(
        list_of(std::move(cubic), times(2 * std::sqrt(2 / pi)),
                LayerPointer(std::make_unique<ActivationLayer>(input, *activation_named("sigmoid")))));
    model_.add(std::make_unique<Branches>(Join::product, list_of(std::move(gate), linear(input))));
}

void OnnxChain::row_norm(bool has_mean, std::int64_t axis, double epsilon, const OnnxConstant& gamma,
                         const OnnxConstant& beta) {
    flush();
    const std::size_t at = axis_of(axis, view_.size());
    const auto add = [&] {
        const std::size_t width = ours_.back();
        made_->add(2 * width);
        const auto own = [&](const OnnxConstant& constant, double otherwise) {
            if (!constant.values) return filled(width, otherwise);
            if (constant.values->size() == 1) return filled(width, constant.values->front());
            if (constant.values->size() != width)
                throw Refusal("a norm of " + std::to_string(width) + " values by " + text_of(constant.shape));
            return Tensor{{width}, is_flat() ? flattened_.ordered(*constant.values) : *constant.values};
        };
        model_.add(std::make_unique<RowNorm>(ours_, has_mean, own(gamma, 1),
                                             has_mean ? own(beta, 0) : Tensor{}, epsilon));
    };
    if (at + 1 == view_.size() && !is_flat()) {
        require_features_last("a norm");
        return add();
    }
    const bool has_units = std::find(view_.begin(), view_.end(), unit) != view_.end();
    if (at == 0 || view_[0] != batch || (at > 1 && has_units))
        throw Refusal("a norm over these axes is not translated");
    as_rows(at - 1, add);
}

}  // namespace ctnn_tool
