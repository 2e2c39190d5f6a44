#include "model/composite.hpp"

#include <algorithm>
#include <ctnn/core/sizes.hpp>
#include <utility>

#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

std::vector<std::string> declarations(const std::vector<LayerPointer>& layers) {
    std::vector<std::string> texts;
    for (const LayerPointer& layer : layers) texts.push_back(layer->declaration());
    return texts;
}

std::size_t sum_of_multiply_adds(const std::vector<LayerPointer>& layers) {
    std::size_t sum = 0;
    for (const LayerPointer& layer : layers) sum = ctnn::detail::size_sum(sum, layer->multiply_adds());
    return sum;
}

std::size_t sum_of_work(const std::vector<LayerPointer>& layers) {
    std::size_t sum = 0;
    for (const LayerPointer& layer : layers) sum = ctnn::detail::size_sum(sum, layer->work());
    return sum;
}

bool all_stream(const std::vector<LayerPointer>& layers) {
    return std::all_of(layers.begin(), layers.end(),
                       [](const LayerPointer& layer) { return layer->streams(); });
}

void parts_of_each(const std::vector<LayerPointer>& layers, const std::string& path,
                   const Layer::Visitor& visit) {
    for (std::size_t i = 0; i < layers.size(); ++i)
        layers[i]->each_part(path + '.' + std::to_string(i), visit);
}

Shape with_steps(std::size_t steps, const Shape& shape) {
    Shape all{steps};
    all.insert(all.end(), shape.begin(), shape.end());
    return all;
}

}  // namespace

TimeDistributed::TimeDistributed(std::size_t steps, LayerPointer layer)
    : steps_(steps), layer_(std::move(layer)) {
    place(with_steps(steps, layer_->input()), with_steps(steps, layer_->output()));
}

std::string TimeDistributed::declaration() const {
    return templated("ctnn::TimeDistributed", {layer_->declaration()});
}

std::size_t TimeDistributed::multiply_adds() const {
    return ctnn::detail::size_product(steps_, layer_->multiply_adds());
}

std::size_t TimeDistributed::work() const { return ctnn::detail::size_product(steps_, layer_->work()); }

Values TimeDistributed::run(const Values& x) const {
    const auto size = static_cast<std::ptrdiff_t>(size_of(layer_->input()));
    Values y;
    for (auto at = x.begin(); at != x.end(); at += size) {
        const Values step = layer_->run(Values(at, at + size));
        y.insert(y.end(), step.begin(), step.end());
    }
    return y;
}

void TimeDistributed::each_part(const std::string& path, const Visitor& visit) {
    layer_->each_part(path, visit);
}

Sequential::Sequential(std::vector<LayerPointer> layers) : layers_(std::move(layers)) {
    place(layers_.front()->input(), layers_.back()->output());
}

std::string Sequential::list(const std::string& name) const { return templated(name, declarations(layers_)); }

std::size_t Sequential::multiply_adds() const { return sum_of_multiply_adds(layers_); }

std::size_t Sequential::work() const { return sum_of_work(layers_); }

Values Sequential::run(const Values& x) const {
    Values y = x;
    for (const LayerPointer& layer : layers_) y = layer->run(y);
    return y;
}

void Sequential::each_part(const std::string& path, const Visitor& visit) {
    parts_of_each(layers_, path, visit);
}

bool Sequential::streams() const { return all_stream(layers_); }

Residual::Residual(std::vector<LayerPointer> layers) : Sequential(std::move(layers)) {
    if (input() != output())
        throw Refusal("the input, " + text_of(input()) + ", cannot be added to an output of " +
                      text_of(output()));
}

Values Residual::run(const Values& x) const {
    Values y = Sequential::run(x);
    for (std::size_t i = 0; i < y.size(); ++i) y[i] += x[i];
    return y;
}

Branches::Branches(Join how, std::vector<LayerPointer> branches) : how_(how), branches_(std::move(branches)) {
    const Shape& first = branches_.front()->output();
    Shape all = first;
    all.back() = 0;
    for (const LayerPointer& branch : branches_) {
        Shape own = branch->output();
        const std::size_t last = own.back();
        if (how == Join::concatenation && own.size() == first.size()) own.back() = first.back();
        if (own != first)
            throw Refusal("what is joined is " + text_of(first) + " and " + text_of(branch->output()));
        all.back() += last;
    }
    place(branches_.front()->input(), how == Join::concatenation ? all : first);
}

std::string Branches::declaration() const {
    return templated(how_ == Join::sum       ? "ctnn::Add"
                     : how_ == Join::product ? "ctnn::Multiply"
                                             : "ctnn::Concat",
                     declarations(branches_));
}

std::size_t Branches::multiply_adds() const {
    const std::size_t own = how_ == Join::product ? size_of(output()) * (branches_.size() - 1) : 0;
    return ctnn::detail::size_sum(own, sum_of_multiply_adds(branches_));
}

std::size_t Branches::work() const {
    return ctnn::detail::size_sum(ctnn::detail::size_product(size_of(output()), branches_.size()),
                                  sum_of_work(branches_));
}

Values Branches::run(const Values& x) const {
    if (how_ == Join::concatenation) return concatenated(x);
    Values all(size_of(output()), how_ == Join::sum ? 0 : 1);
    for (const LayerPointer& branch : branches_) {
        const Values y = branch->run(x);
        for (std::size_t i = 0; i < all.size(); ++i) how_ == Join::sum ? all[i] += y[i] : all[i] *= y[i];
    }
    return all;
}

Values Branches::concatenated(const Values& x) const {
    Values all(size_of(output()), 0);
    std::size_t column = 0;
    for (const LayerPointer& branch : branches_) {
        const Values y = branch->run(x);
        const std::size_t own = branch->output().back();
        for (std::size_t i = 0; i < y.size(); ++i) all[i / own * output().back() + column + i % own] = y[i];
        column += own;
    }
    return all;
}

void Branches::each_part(const std::string& path, const Visitor& visit) {
    parts_of_each(branches_, path, visit);
}

bool Branches::streams() const { return all_stream(branches_); }

}  // namespace ctnn_tool
