#include <algorithm>
#include <memory>
#include <utility>

#include "formats/onnx_chain.hpp"
#include "model/border.hpp"
#include "model/plain_layers.hpp"
#include "model/refusal.hpp"

// Layers that are whole as they come: nothing behind them goes into them.

namespace ctnn_tool {

void OnnxChain::batch_norm(const std::vector<OnnxConstant>& parts, double epsilon) {
    flush();
    if (is_flat() || ours_.size() > 1) require_channels_last("a BatchNormalization");
    std::vector<Tensor> own;
    for (const OnnxConstant& part : parts) own.push_back({part.shape, *part.values});
    BatchNormValues values{std::move(own[0]), std::move(own[1]), std::move(own[2]), std::move(own[3])};
    model_.add(std::make_unique<BatchNorm>(model_.output(), std::move(values), epsilon));
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

void OnnxChain::recurrent(Cell cell, bool returns_sequence, CellValues values) {
    flush();
    if (view_ != std::vector<std::size_t>{0, batch, 1})
        throw Refusal("a recurrent layer of what is not steps x batch x features is not translated");
    model_.add(std::make_unique<Recurrent>(model_.output(), cell, returns_sequence, std::move(values)));
    ours_ = model_.output();
    view_ = returns_sequence ? std::vector<std::size_t>{0, unit, batch, 1}
                             : std::vector<std::size_t>{unit, batch, 0};
}

void OnnxChain::bidirectional(Cell cell, bool returns_sequence, CellValues forward, CellValues backward) {
    flush();
    if (view_ != std::vector<std::size_t>{0, batch, 1})
        throw Refusal("a recurrent layer of what is not steps x batch x features is not translated");
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
