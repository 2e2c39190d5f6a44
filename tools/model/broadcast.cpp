#include "model/broadcast.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "model/plain_layers.hpp"
#include "model/rearranged.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

void reshape(Model& model, const Shape& to) {
    if (model.output() != to) model.add(std::make_unique<Reshape>(model.output(), to));
}

/// A product with ones.
void repeat_last(Model& model, std::size_t times) {
    Tensor ones{{1, times}, Values(times, 1)};
    model.add(on_steps(model.output(),
                       std::make_unique<Dense>(Shape{1}, *activation_named(""), std::move(ones), Tensor{})));
}

}  // namespace

Shape broadcast_shape(const std::vector<Shape>& shapes) {
    Shape all;
    for (const Shape& shape : shapes) {
        if (shape.size() > all.size()) all.insert(all.begin(), shape.size() - all.size(), 1);
        for (std::size_t behind = 1; behind <= shape.size(); ++behind) {
            std::size_t& extent = all[all.size() - behind];
            const std::size_t own = shape[shape.size() - behind];
            if (extent != 1 && own != 1 && extent != own)
                throw Refusal("what is joined is " + text_of(shapes[0]) + " and " + text_of(shape));
            extent = std::max(extent, own);
        }
    }
    return all;
}

void broadcast(Model& model, const Shape& to) {
    if (model.output() == to) return;
    if (to.size() > 3) throw Refusal("repeating values along four axes is not translated");
    Shape own(to.size() - model.output().size(), 1);
    own.insert(own.end(), model.output().begin(), model.output().end());
    reshape(model, own);
    if (own.back() != to.back()) repeat_last(model, to.back());
    own.back() = to.back();
    if (own == to) return;
    const bool is_sequence = to.size() == 2;
    if (is_sequence) reshape(model, {own[0], 1, own[1]});
    const std::size_t across = is_sequence || own[1] == to[1] ? 1 : to[1];
    model.add(std::make_unique<Upsample>(model.output(), ctnn::Size2D{own[0] == to[0] ? 1 : to[0], across}));
    reshape(model, to);
}

}  // namespace ctnn_tool
