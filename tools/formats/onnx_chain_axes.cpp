#include <algorithm>
#include <ctnn/core/sizes.hpp>
#include <memory>
#include <utility>

#include "formats/onnx_chain.hpp"
#include "formats/onnx_constants.hpp"
#include "model/plain_layers.hpp"
#include "model/rearranged.hpp"
#include "model/refusal.hpp"

// Axes in another order or number: of theirs alone where that does, of ours where a layer wants it.

namespace ctnn_tool {

std::vector<std::size_t> OnnxChain::natural_view() const {
    std::vector<std::size_t> view = view_;
    std::size_t next = 0;
    for (std::size_t& axis : view)
        if (axis < ours_.size()) axis = next++;
    return view;
}

void OnnxChain::arrange(std::vector<std::size_t> view, const char* what) {
    if (view == view_) return;
    bool fits = view.size() == view_.size();
    Shape to;
    for (std::size_t p = 0; fits && p < view.size(); ++p) {
        fits = view[p] >= batch ? view[p] == view_[p] : view_[p] < ours_.size() || view_[p] == unit;
        if (view[p] < batch) to.push_back(0);
    }
    if (!fits)
        throw Refusal(std::string(what) + " of an input whose axes are in another order is not translated");
    flush();
    std::vector<std::size_t> order;
    for (std::size_t axis = 0; axis < to.size(); ++axis) {
        const auto at = static_cast<std::size_t>(std::find(view.begin(), view.end(), axis) - view.begin());
        to[axis] = view_[at] == unit ? 1 : ours_[view_[at]];
        if (view_[at] != unit) order.push_back(view_[at]);
    }
    if (!std::is_sorted(order.begin(), order.end())) model_.add(std::make_unique<Permute>(ours_, order));
    if (model_.output() != to) model_.add(std::make_unique<Reshape>(model_.output(), to));
    ours_ = to;
    view_ = std::move(view);
}

void OnnxChain::require_channels_last(const char* what) {
    const std::size_t rank = view_.size() - 1;
    std::vector<std::size_t> wanted{batch, rank - 1};
    for (std::size_t axis = 0; axis + 1 < rank; ++axis) wanted.push_back(axis);
    if (rank < 2) wanted.clear();
    arrange(std::move(wanted), what);
}

const Shape& OnnxChain::pixels() {
    require_channels_last("a window");
    return ours_;
}

void OnnxChain::require_features_last(const char* what) {
    std::vector<std::size_t> view = natural_view();
    if (view.back() == unit) view.back() = ours_.size();
    if (view.back() >= batch)
        throw Refusal(std::string(what) + " along another axis than features is not translated");
    if (view_.back() + 1 != ours_.size()) arrange(std::move(view), what);
}

void OnnxChain::bring_last(std::int64_t axis) {
    const std::size_t at = axis_of(axis, view_.size());
    if (view_[at] < ours_.size() && view_[at] + 1 != ours_.size()) bring_last(at);
}

void OnnxChain::bring_last(std::size_t at) {
    const std::size_t last = view_[at];
    std::vector<std::size_t> view = view_;
    for (std::size_t& axis : view)
        if (axis < ours_.size()) axis = axis == last ? ours_.size() - 1 : axis - (axis > last ? 1 : 0);
    arrange(std::move(view), "what is done");
}

void OnnxChain::transpose(std::vector<std::int64_t> order) {
    if (order.empty())
        for (std::size_t axis = view_.size(); axis-- > 0;) order.push_back(static_cast<std::int64_t>(axis));
    std::vector<std::size_t> view, all;
    for (const std::int64_t axis : order) {
        all.push_back(axis_of(axis, view_.size()));
        view.push_back(view_[all.back()]);
    }
    std::sort(all.begin(), all.end());
    if (all.size() != view_.size() || std::adjacent_find(all.begin(), all.end()) != all.end())
        throw Refusal("\"perm\" is no order of the axes");
    if (is_flat() && view.back() != flat) throw Refusal("a Transpose of a row is not translated");
    view_ = std::move(view);
}

void OnnxChain::become_row() {
    flush();
    if (!is_flat()) {
        flattened_ = Flattened({ours_, axes()});
        view_ = {batch, flat};
    }
    if (ours_.size() == 1) return;
    model_.add(std::make_unique<Reshape>(ours_, Shape{size_of(ours_)}));
    ours_ = model_.output();
}

void OnnxChain::reshape_ours(const Shape& to) {
    flush();
    if (is_flat() && !flattened_.is_in_order()) {
        if (flattened_.pieces().size() != 1)
            throw Refusal("a shape of " + text_of(to) + " of several rows is not translated");
        const Flattened::Piece piece = flattened_.pieces()[0];
        if (ours_ != piece.ours) model_.add(std::make_unique<Reshape>(ours_, piece.ours));
        model_.add(std::make_unique<Permute>(piece.ours, piece.axes));
    } else if (!is_flat()) {
        arrange(natural_view(), "a Reshape");
    }
    if (model_.output() != to) model_.add(std::make_unique<Reshape>(model_.output(), to));
    ours_ = to;
    flattened_ = {};
    view_ = {batch};
    for (std::size_t axis = 0; axis < to.size(); ++axis) view_.push_back(axis);
}

bool OnnxChain::has_shape(const std::vector<std::size_t>& view, const Shape& wanted) const {
    OnnxChain other(ours_, false);
    other.view_ = view;
    return other.shape() == wanted;
}

bool OnnxChain::takes_batch_apart(const Shape& to) {
    const auto at = std::find(view_.begin(), view_.end(), batch);
    if (is_flat()) return false;
    std::vector<std::size_t> view = view_;
    if (at == view_.end())
        view.insert(view.begin(), batch);
    else if (view_.size() > 2)
        view.erase(view.begin() + (at - view_.begin()));
    if (view == view_ || !has_shape(view, to)) return false;
    view_ = std::move(view);
    return true;
}

void OnnxChain::reshape(const Shape& to) {
    if (to == shape()) return;
    flush();
    if (const auto both = std::find(view_.begin(), view_.end(), ways); both != view_.end()) {
        std::vector<std::size_t> joined = view_;
        const auto at = joined.begin() + (both - view_.begin());
        if (at + 1 != joined.end() && at[1] == half) {
            *at = ours_.size() - 1;
            joined.erase(at + 1);
            if (has_shape(joined, to)) return void(view_ = std::move(joined));
        }
    }
    if (takes_batch_apart(to)) return;
    if (std::find(view_.begin(), view_.end(), half) != view_.end())
        throw Refusal("a shape of " + text_of(to) + " of both ways is not translated");
    constexpr std::size_t most_axes = 7;
    if (view_[0] != batch || to.size() < 2 || to.size() > most_axes || to[0] != 1)
        throw Refusal("a shape of " + text_of(to) + " of " + text_of(shape()) + " is not translated");
    const std::vector<std::size_t> order = axes();
    // A row, of whichever axes; or one axis, behind which there are more of 1, or no longer.
    const bool is_channels = order.size() == 1 && to[1] == ours_[order[0]];
    if (is_flat() || (to.size() != 2 && !is_channels)) return reshape_ours({to.begin() + 1, to.end()});
    flattened_ = Flattened({ours_, order});
    view_.assign(to.size(), unit);
    view_[0] = batch;
    view_[1] = order.size() == 1 ? order[0] : flat;
}

void OnnxChain::drop_axis(std::size_t at) {
    const std::size_t gone = view_[at];
    if (gone >= ours_.size() || ours_[gone] != 1 || ours_.size() == 1)
        throw Refusal("a Squeeze of more than axes of 1 is not translated");
    flush();
    Shape to = ours_;
    to.erase(to.begin() + static_cast<std::ptrdiff_t>(gone));
    model_.add(std::make_unique<Reshape>(ours_, to));
    ours_ = to;
    view_.erase(view_.begin() + static_cast<std::ptrdiff_t>(at));
    for (std::size_t& axis : view_)
        if (axis < batch && axis > gone) --axis;
}

void OnnxChain::squeeze(const std::vector<std::int64_t>& axes) {
    if (axes.empty()) throw Refusal("a Squeeze that names no axes is not translated");
    std::vector<bool> gone(view_.size(), false);
    for (const std::int64_t axis : axes) gone[axis_of(axis, view_.size())] = true;
    for (std::size_t at = gone.size(); at-- > 0;) {
        if (!gone[at]) continue;
        if (view_[at] == unit)
            view_.erase(view_.begin() + static_cast<std::ptrdiff_t>(at));
        else
            drop_axis(at);
    }
}

void OnnxChain::unsqueeze(const std::vector<std::int64_t>& axes) {
    if (is_flat()) reshape_ours({size_of(ours_)});
    constexpr std::size_t most_axes = 7;
    const std::size_t rank = view_.size() + axes.size();
    if (rank > most_axes) throw Refusal("an Unsqueeze to so many axes is not translated");
    std::vector<bool> added(rank, false);
    for (const std::int64_t axis : axes) added[axis_of(axis, rank)] = true;
    if (std::count(added.begin(), added.end(), true) != static_cast<std::ptrdiff_t>(axes.size()))
        throw Refusal("an axis is added twice");
    std::vector<std::size_t> view;
    auto next = view_.begin();
    for (const bool is_new : added) view.push_back(is_new ? unit : *next++);
    view_ = std::move(view);
}

void OnnxChain::pick(std::int64_t axis, std::int64_t index) {
    const std::size_t at = axis_of(axis, view_.size());
    if (view_[at] == unit && (index == 0 || index == -1)) return squeeze({axis});
    const auto extent = static_cast<std::int64_t>(shape()[at]);
    if (index < -extent || index >= extent) throw Refusal("there is no index " + std::to_string(index));
    if (index < 0) index += extent;
    if (view_[at] == ways) {
        select_way(static_cast<std::size_t>(index));
        view_.erase(view_.begin() + static_cast<std::ptrdiff_t>(at));
        return;
    }
    auto* const cell = sums_ || affine_ || model_.layers().empty()
                           ? nullptr
                           : dynamic_cast<Recurrent*>(model_.layers().back().get());
    if (!cell || ours_.size() != 2 || view_[at] != 0 || index + 1 != extent) {
        slice(axis, index, index + 1);
        return drop_axis(at);
    }
    cell->give_last();
    ours_ = cell->output();
    view_.erase(view_.begin() + static_cast<std::ptrdiff_t>(at));
    std::replace(view_.begin(), view_.end(), std::size_t{1}, std::size_t{0});
}

bool OnnxChain::takes_less_padding(std::size_t steps) {
    if (!sums_ || !sums_->convolves || sums_->transposes || ours_.size() != 2) return false;
    ctnn::Padding& padding = sums_->options.padding;
    if (padding.kind != ctnn::Padding::Kind::given || padding.right < steps ||
        sums_->options.stride.width != 1)
        return false;
    Sums sums = *std::exchange(sums_, std::nullopt);
    ctnn::Padding& less = sums.options.padding;
    less.right -= steps;
    const std::size_t reach = sums.options.dilation.width * (sums.weight.shape[0] - 1);
    if (less.right == 0 && less.left == reach && reach > 0) less = ctnn::causal;
    begin_sums(std::move(sums));
    return true;
}

void OnnxChain::slice(std::int64_t axis, std::int64_t start, std::int64_t end, std::int64_t step) {
    const std::size_t at = axis_of(axis, view_.size()), of = view_[at];
    const auto extent = static_cast<std::int64_t>(shape()[at]);
    start = std::clamp<std::int64_t>(start < 0 ? start + extent : start, 0, extent);
    end = std::clamp<std::int64_t>(end < 0 ? end + extent : end, 0, extent);
    if (start == 0 && end == extent && step == 1) return;
    if (start >= end) throw Refusal("a Slice leaves nothing");
    if (step != 1) return slice_apart(of, start, end, step);
    if (of == ways) {  // one of two
        select_way(static_cast<std::size_t>(start));
        view_[at] = unit;
        return;
    }
    if (of >= ours_.size()) throw Refusal("a Slice of the batch or a row is not translated");
    const auto before = static_cast<std::size_t>(start), after = static_cast<std::size_t>(extent - end);
    if (of + 1 == ours_.size()) return select(before, static_cast<std::size_t>(end - start));
    if (before == 0 && takes_less_padding(after)) return;
    flush();
    const bool is_row = ours_.size() == 3 && of == 0;
    const ctnn::Padding edges = is_row ? ctnn::pad(before, after, 0, 0) : ctnn::pad(0, 0, before, after);
    model_.add(std::make_unique<Edges>(model_.output(), false, edges));
    ours_ = model_.output();
}

void OnnxChain::select_way(std::size_t way) {
    const std::size_t units = ours_.back() / 2;
    select(way * units, units);
    std::replace(view_.begin(), view_.end(), half, ours_.size() - 1);
}

void OnnxChain::select(std::size_t first, std::size_t count) {
    flush();
    const std::size_t width = ours_.back();
    made_->add(ctnn::detail::size_product(width, count));
    Tensor weight{{width, count}, Values(width * count, 0)};
    for (std::size_t i = 0; i < count; ++i) weight.values[(first + i) * count + i] = 1;
    model_.add(on_steps(
        ours_, std::make_unique<Dense>(Shape{width}, *activation_named(""), std::move(weight), Tensor{})));
    ours_ = model_.output();
}

}  // namespace ctnn_tool
