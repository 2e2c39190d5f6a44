#include <algorithm>
#include <memory>
#include <utility>

#include "formats/onnx_attention.hpp"
#include "formats/onnx_chain.hpp"
#include "formats/onnx_constants.hpp"
#include "formats/onnx_wave_net.hpp"
#include "model/border.hpp"
#include "model/norms.hpp"
#include "model/plain_layers.hpp"
#include "model/rearranged.hpp"
#include "model/refusal.hpp"

// Layers that are whole as they come: nothing behind them goes into them.

namespace ctnn_tool {

void OnnxChain::batch_norm(const std::vector<OnnxConstant>& parts, double epsilon) {
    flush();
    if (is_flat())
        become_row();
    else if (ours_.size() > 1 || view_.size() < 2 || view_[1] != 0)
        require_channels_last("a BatchNormalization");
    std::vector<Tensor> own;
    for (const OnnxConstant& part : parts) {
        const bool is_row = is_flat() && part.values->size() == ours_[0];
        own.push_back({part.shape, is_row ? flattened_.ordered(*part.values) : *part.values});
    }
    BatchNormValues values{std::move(own[0]), std::move(own[1]), std::move(own[2]), std::move(own[3])};
    model_.add(std::make_unique<BatchNorm>(model_.output(), std::move(values), epsilon));
}

void OnnxChain::zeros(const ctnn::Padding& padding) {
    flush();
    require_channels_last("a Pad");
    if (ours_.size() == 2) {  // as a convolution of each channel with 1 puts them there
        const std::size_t channels = ours_.back();
        made_->add(channels);
        const ConvolutionOptions options{.padding = padding, .groups = channels};
        model_.add(std::make_unique<Convolution>(ours_, *activation_named(""), options,
                                                 Tensor{{1, 1, channels}, Values(channels, 1)}, Tensor{}));
    } else {
        model_.add(std::make_unique<Edges>(ours_, true, padding));
    }
    ours_ = model_.output();
}

void OnnxChain::upsample(ctnn::Size2D factor, ctnn::Interpolation mode) {
    flush();
    require_channels_last("a Resize");
    model_.add(std::make_unique<Upsample>(ours_, factor, mode));
    ours_ = model_.output();
}

void OnnxChain::border(bool reflects, const ctnn::Padding& padding) {
    flush();
    require_channels_last("a Pad");
    model_.add(std::make_unique<BorderPad>(model_.output(), reflects, padding));
    ours_ = model_.output();
}

void OnnxChain::embedding(const OnnxConstant& table) {
    flush();
    const std::vector<std::size_t> own = axes();
    if (is_flat() || own.size() != ours_.size() || !std::is_sorted(own.begin(), own.end()))
        throw Refusal("a Gather of rows by indices in another order is not translated");
    model_.add(std::make_unique<Embedding>(model_.output(), Tensor{table.shape, *table.values}));
    view_.push_back(ours_.size());
    ours_ = model_.output();
}

void OnnxChain::pooling(const PoolingOptions& options) {
    flush();
    require_channels_last("a pool");
    model_.add(std::make_unique<Pooling>(model_.output(), options));
    ours_ = model_.output();
}

void OnnxChain::global_pooling(bool averages) {
    flush();
    require_channels_last("a global pool");
    model_.add(std::make_unique<GlobalPooling>(model_.output(), averages));
    view_.assign(view_.size(), unit);
    view_[0] = batch, view_[1] = 0;
    ours_ = model_.output();
}

void OnnxChain::wave_net(const OnnxWaveNet& net) {
    flush();
    require_channels_last("a WaveNet");
    if (ours_.size() != 2) throw Refusal("a WaveNet of " + text_of(ours_) + " is not translated");
    model_.add(std::make_unique<WaveNet>(ours_, net.stacks, net.parts));
    ours_ = model_.output();
}

void OnnxChain::attention(const OnnxAttention& attention) {
    flush();
    const std::vector<std::size_t> of_sample{batch, 0, 1}, by_step{0, batch, 1};
    const bool fits = attention.of_steps_first ? view_ == by_step : view_ == of_sample;
    if (!fits || (attention.steps != 0 && ours_[0] != attention.steps))
        throw Refusal("attention on " + text_of(shape()) + " is not translated");
    model_.add(std::make_unique<Attention>(ours_, attention.heads, attention.is_causal, attention.values));
    ours_ = model_.output();
}

void OnnxChain::depth_to_space(std::size_t block, bool blocks_first) {
    const Shape own = shape();
    if (own.size() != 4 || block == 0 || block > own[1] || own[1] % (block * block) != 0)
        throw Refusal("a DepthToSpace of " + text_of(own) + " is not translated");
    const std::size_t channels = own[1] / (block * block);
    reshape(blocks_first ? Shape{1, block, block, channels, own[2], own[3]}
                         : Shape{1, channels, block, block, own[2], own[3]});
    transpose(blocks_first ? std::vector<std::int64_t>{0, 3, 4, 1, 5, 2}
                           : std::vector<std::int64_t>{0, 1, 4, 2, 5, 3});
    reshape({1, channels, own[2] * block, own[3] * block});
}

void OnnxChain::widen(const OnnxChain& other) {
    const std::vector<std::size_t> image{batch, 2, 0, 1}, channels{batch, 0, unit, unit};
    const Shape pixel{1, 1, ours_.back()};
    if (other.view_ != image || other.ours_.back() != ours_.back() || other.ours_ == pixel ||
        !(view_ == channels || (view_ == image && ours_ == pixel)))
        return;
    flush();
    if (ours_ != pixel) model_.add(std::make_unique<Reshape>(ours_, pixel));
    model_.add(std::make_unique<Upsample>(pixel, ctnn::Size2D{other.ours_[0], other.ours_[1]}));
    ours_ = model_.output();
    view_ = image;
}

void OnnxChain::reduce(JoinedAxis::Join join, const std::vector<std::int64_t>& axes, bool keeps) {
    flush();
    if (is_flat()) become_row();
    std::vector<bool> gone(view_.size(), false);
    for (const std::int64_t axis : axes) gone[axis_of(axis, view_.size())] = true;
    std::vector<std::size_t> kept;
    bool all_ours = !axes.empty();
    for (std::size_t at = 0; at < view_.size(); ++at) {
        if (!gone[at] && view_[at] != unit && view_[at] != batch) kept.push_back(at);
        all_ours = all_ours && (!gone[at] || view_[at] == unit || view_[at] < ours_.size());
    }
    const bool is_joined = join == JoinedAxis::Join::mean || join == JoinedAxis::Join::greatest;
    const bool is_global = all_ours && is_joined && kept.size() == 1 && ours_.size() >= 2;
    if (!all_ours || (kept.empty() && !keeps))
        throw Refusal("what joins the batch, or all there is to one number, is not translated");
    if (!is_global) return reduce_each(join, gone, keeps);
    bring_last(kept[0]);
    model_.add(std::make_unique<GlobalPooling>(model_.output(), join == JoinedAxis::Join::mean));
    ours_ = model_.output();
    std::vector<std::size_t> view;
    for (std::size_t at = 0; at < view_.size(); ++at)
        if (!gone[at] || keeps) view.push_back(gone[at] ? unit : at == kept[0] ? 0 : view_[at]);
    view_ = std::move(view);
}

void OnnxChain::slice_apart(std::size_t axis, std::int64_t start, std::int64_t end, std::int64_t step) {
    flush();
    if (axis >= ours_.size() || step < 1)
        throw Refusal("a Slice with steps of the batch or a row, or backwards, is not translated");
    const auto of = [](std::int64_t number) { return static_cast<std::size_t>(number); };
    model_.add(std::make_unique<Slice>(ours_, axis, of(start), of(end), of(step)));
    ours_ = model_.output();
}

void OnnxChain::reduce_each(JoinedAxis::Join join, const std::vector<bool>& gone, bool keeps) {
    for (std::size_t at = gone.size(); at-- > 0;) {
        const std::size_t axis = view_[at];
        if (!gone[at]) continue;
        if (axis != unit) {
            const bool is_last = ours_.size() == 1;
            model_.add(std::make_unique<JoinedAxis>(ours_, axis, join));
            ours_ = model_.output();
            if (is_last) continue;  // an axis of 1 is left, which is the one that stays
            for (std::size_t& other : view_)
                if (other < batch && other > axis) --other;
        }
        if (keeps)
            view_[at] = unit;
        else
            view_.erase(view_.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

void OnnxChain::group_norm(std::size_t groups, double epsilon, const OnnxConstant& gamma,
                           const OnnxConstant& beta) {
    flush();
    if (is_flat()) become_row();
    if (ours_.size() > 1) require_channels_last("a norm");
    const std::size_t channels = ours_.back();
    if (groups == 0) groups = channels;
    const auto own = [&](const OnnxConstant& constant, double otherwise) {
        if (!constant.values) return filled(channels, otherwise);
        const std::size_t count = constant.values->size();
        if (count == 0 || channels % count != 0)
            throw Refusal("a norm of " + std::to_string(channels) + " channels by " +
                          text_of(constant.shape));
        Tensor spread{{channels}, {}};
        for (std::size_t c = 0; c < channels; ++c)
            spread.values.push_back((*constant.values)[c / (channels / count)]);
        return spread;
    };
    model_.add(std::make_unique<GroupNorm>(ours_, groups, own(gamma, 1), own(beta, 0), epsilon));
}

void OnnxChain::backward(Cell cell, bool returns_sequence, CellValues values) {
    CellValues none;
    none.activation = values.activation;
    none.gate = values.gate;
    none.resets_before = values.resets_before;
    const std::size_t units = values.recurrent_kernel.shape[0];
    none.kernel = {values.kernel.shape, Values(values.kernel.values.size(), 0)};
    none.recurrent_kernel = {values.recurrent_kernel.shape, Values(values.recurrent_kernel.values.size(), 0)};
    if (!values.bias.is_nothing()) none.bias = {values.bias.shape, Values(values.bias.values.size(), 0)};
    if (!values.h0.is_nothing()) none.h0 = {values.h0.shape, Values(values.h0.values.size(), 0)};
    if (!values.c0.is_nothing()) none.c0 = {values.c0.shape, Values(values.c0.values.size(), 0)};
    bidirectional(cell, returns_sequence, std::move(none), std::move(values));
    select(units, units);
    view_ = returns_sequence ? std::vector<std::size_t>{0, unit, batch, 1}
                             : std::vector<std::size_t>{unit, batch, 0};
}

void OnnxChain::recurrent(Cell cell, bool returns_sequence, CellValues values) {
    flush();
    arrange({0, batch, 1}, "a recurrent layer");
    model_.add(std::make_unique<Recurrent>(model_.output(), cell, returns_sequence, std::move(values)));
    ours_ = model_.output();
    view_ = returns_sequence ? std::vector<std::size_t>{0, unit, batch, 1}
                             : std::vector<std::size_t>{unit, batch, 0};
}

void OnnxChain::bidirectional(Cell cell, bool returns_sequence, CellValues forward, CellValues backward) {
    flush();
    arrange({0, batch, 1}, "a recurrent layer");
    const auto one = [&](CellValues& values) {
        return std::make_unique<Recurrent>(model_.output(), cell, returns_sequence, std::move(values));
    };
    auto forth = one(forward), back = one(backward);
    model_.add(std::make_unique<Bidirectional>(std::move(forth), std::move(back)));
    ours_ = model_.output();
    view_ = returns_sequence ? std::vector<std::size_t>{0, ways, batch, half}
                             : std::vector<std::size_t>{ways, batch, half};
}

void OnnxChain::prelu(const OnnxConstant& slope) {
    flush();
    const std::size_t count = slope.values->size();
    const Shape theirs = shape();
    if (count > 1 && !is_flat() && count == size_of(ours_) && ours_.size() > 1 &&
        slope.shape.size() <= theirs.size() &&
        std::equal(slope.shape.rbegin(), slope.shape.rend(), theirs.rbegin())) {
        const Values own = Flattened({ours_, axes()}).ordered(*slope.values);
        model_.add(std::make_unique<PReLU>(model_.output(), Tensor{{count}, own}));
        return;
    }
    bool fits = count == 1 || (!is_flat() && slope.shape.size() <= view_.size());
    for (std::size_t behind = 1; fits && count > 1 && behind <= slope.shape.size(); ++behind)
        fits =
            slope.shape[slope.shape.size() - behind] == 1 || view_[view_.size() - behind] + 1 == ours_.size();
    if (!fits || (count > 1 && count != ours_.back()))
        throw Refusal("slopes of " + text_of(slope.shape) + " for " + text_of(shape()) +
                      " are not translated");
    model_.add(std::make_unique<PReLU>(model_.output(), Tensor{{count}, *slope.values}));
}

}  // namespace ctnn_tool
