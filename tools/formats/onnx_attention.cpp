#include "formats/onnx_attention.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "formats/onnx_heads.hpp"
#include "formats/onnx_uses.hpp"

namespace ctnn_tool {
namespace {

using Axes = std::vector<std::int64_t>;

/// What is added to scores, or put in their place.
struct Mask {
    const OnnxConstant *added = nullptr, *where = nullptr;
    bool hides_where_true = false;

    explicit operator bool() const { return added || where; }
    bool hides(std::size_t at) const {
        constexpr double as_good_as_never = -1e4;
        return where ? ((*where->values)[at] != 0) == hides_where_true
                     : (*added->values)[at] <= as_good_as_never;
    }
    bool shows(std::size_t at) const { return where ? !hides(at) : (*added->values)[at] == 0; }
};

/// Whether a mask hides just what comes later; nothing of one that is neither that nor hides nothing.
std::optional<bool> causal_by(const Mask& mask, std::size_t steps) {
    const std::size_t size = (mask.where ? mask.where : mask.added)->values->size();
    if (steps == 0) steps = static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(size))));
    if (steps == 0 || size / steps != steps || size % steps != 0) return std::nullopt;
    bool is_causal = true, is_nothing = true;
    for (std::size_t i = 0; i < size; ++i) {
        is_nothing = is_nothing && mask.shows(i);
        is_causal = is_causal && (i % steps > i / steps ? mask.hides(i) : mask.shows(i));
    }
    if (!is_nothing && !is_causal) return std::nullopt;
    return is_causal && !is_nothing;
}

/// Queries, keys and values side by side, queries times a number: `rows` of what each projection has by
/// `part`, from its first column on; zeros where it has none.
template <class Part>
Tensor side_by_side(const std::vector<const Projection*>& all, std::size_t rows, double of_queries,
                    Part part) {
    Tensor made{{rows, 3 * all[0]->columns}, {}};
    for (std::size_t i = 0; i < rows; ++i)
        for (const Projection* const one : all) {
            const OnnxConstant* const constant = part(*one);
            const std::size_t width = constant ? constant->values->size() / rows : 0;
            for (std::size_t c = 0; c < one->columns; ++c) {
                const double value = constant ? (*constant->values)[i * width + one->first + c] : 0;
                made.values.push_back(one == all[0] ? value * of_queries : value);
            }
        }
    return made;
}

class AttentionAround {
  public:
    AttentionAround(OnnxNode& softmax, const OnnxUses& uses) : softmax_(softmax), uses_(uses) {}

    /// Turns the last of its nodes into one that stands for all, if it is attention whose values `left` has
    /// room for: nodes may share theirs.
    void gather(std::size_t& left) {
        if (!find_scores() || !find_context() || !alike() || last_->outputs.size() != 1) return;
        const std::size_t made_values = 4 * size_ * (size_ + queries_.projection.rows());
        if (made_values > left) return;
        left -= made_values;
        const double of_queries = factor_ * std::sqrt(static_cast<double>(size_ / heads_));
        OnnxAttention made{queries_.steps, heads_, is_causal_, folded_,
                           values(std::abs(of_queries - 1) < 1e-6 ? 1 : of_queries)};
        for (OnnxNode* const node : nodes_) node->operation = "";
        last_->operation = "MultiHeadAttention";
        last_->inputs = {queries_.projection.of};
        last_->attributes.clear();
        last_->attention = std::make_shared<const OnnxAttention>(std::move(made));
    }

  private:
    /// What goes into the Softmax.
    bool find_scores() {
        if (softmax_.inputs.size() != 1 || softmax_.outputs.size() != 1) return false;
        const std::int64_t axis = softmax_.integer("axis", -1);
        if (axis < -1 || axis == 0 || axis == 1) return false;
        std::string value = softmax_.inputs[0];
        nodes_.push_back(&softmax_);
        const std::optional<Mask> mask = take_mask(value);
        if (!mask) return false;
        factor_ = taken_factor(value, uses_, nodes_);
        OnnxNode* const product = uses_.before(value, "MatMul");
        if (!product || product->inputs.size() != 2) return false;
        nodes_.push_back(product);
        const auto take = [&] {
            queries_ = heads_of(product->inputs[0], turn(), folded_, uses_);
            keys_ = heads_of(product->inputs[1], folded_ ? Axes{1, 2, 0} : Axes{0, 2, 3, 1}, folded_, uses_);
            return queries_ && keys_;
        };
        if (!take()) folded_ = true;
        if (folded_ && !take()) return false;
        if (axis != -1 && axis != (folded_ ? 2 : 3)) return false;
        factor_ *= queries_.factor * keys_.factor;
        const std::optional<bool> causal = *mask ? causal_by(*mask, queries_.steps) : false;
        is_causal_ = causal.value_or(false);
        return causal.has_value();
    }

    /// What masks the scores, whose name takes the value's place; a mask that is none where there is nothing,
    /// nothing where it is computed.
    std::optional<Mask> take_mask(std::string& value) {
        OnnxNode* const add = uses_.before(value, "Add");
        OnnxNode* const where = uses_.before(value, "Where");
        Mask mask;
        if (add && add->inputs.size() == 2) {
            const std::size_t at = uses_.constant(add->inputs[0]) ? 0 : 1;
            mask.added = uses_.constant(add->inputs[at]);
            value = add->inputs[1 - at];
            nodes_.push_back(add);
        } else if (where && where->inputs.size() == 3) {
            mask.where = uses_.constant(where->inputs[0]);
            mask.hides_where_true = uses_.number(where->inputs[1]) <= -1e4;
            value = where->inputs[mask.hides_where_true ? 2 : 1];
            nodes_.push_back(where);
            if (!mask.hides_where_true && !(uses_.number(where->inputs[2]) <= -1e4)) return std::nullopt;
        } else {
            return mask;
        }
        return mask ? std::optional(mask) : std::nullopt;
    }

    /// And what comes out of it.
    bool find_context() {
        OnnxNode* const product = uses_.next(softmax_, "MatMul");
        if (!product || product->inputs[0] != softmax_.outputs[0]) return false;
        values_ = heads_of(product->inputs[1], turn(), folded_, uses_);
        OnnxNode* const back = uses_.alone(*product, "Transpose");
        OnnxNode* const reshape =
            back && back->integers("perm", {}) == turn() ? uses_.next(*back, "Reshape") : nullptr;
        if (!values_ || values_.factor != 1 || !reshape || reshape->outputs.size() != 1) return false;
        size_ = values_.projection.columns;
        nodes_.insert(nodes_.end(), {product, back, reshape});
        if (OnnxNode* const out = uses_.next(*reshape, "MatMul")) {
            return is_size(extent_in(reshape->inputs[1], 3, 2, uses_)) && take_out(*out, *reshape);
        }
        return take_gemm(*reshape);
    }

    /// The last product and what is added to it.
    bool take_out(OnnxNode& out, const OnnxNode& reshape) {
        const OnnxConstant* const weight = uses_.constant(out.inputs[1]);
        if (out.inputs[0] != reshape.outputs[0] || !weight || weight->shape.size() != 2) return false;
        weight_ = {weight->shape, *weight->values};
        nodes_.push_back(last_ = &out);
        OnnxNode* const add = uses_.next(out, "Add");
        if (!add) return true;
        bias_ = uses_.constant(add->inputs[add->inputs[0] == out.outputs[0] ? 1 : 0]);
        if (!bias_ || bias_->values->size() != size_) return bias_ = nullptr, true;
        nodes_.push_back(last_ = add);
        return true;
    }

    /// The same where all steps of all samples are rows on the way.
    bool take_gemm(const OnnxNode& reshape) {
        const std::vector<OnnxNode*>& takers = uses_.takers(reshape.outputs[0]);
        OnnxNode* const gemm = takers.size() == 1 ? takers[0] : nullptr;
        if (!gemm || gemm->operation != "Gemm" || gemm->inputs.size() != 3 ||
            !is_size(extent_in(reshape.inputs[1], 2, 1, uses_)))
            return false;
        OnnxNode* const apart = uses_.next(*gemm, "Reshape");
        const OnnxConstant* const weight = uses_.constant(gemm->inputs[1]);
        bias_ = uses_.constant(gemm->inputs[2]);
        if (!apart || !is_size(extent_in(apart->inputs[1], 3, 2, uses_)) || !weight || !bias_ ||
            weight->shape.size() != 2 || bias_->values->size() != size_ || gemm->real("alpha", 1) != 1 ||
            gemm->real("beta", 1) != 1 || gemm->integer("transA", 0) != 0)
            return false;
        weight_ = {weight->shape, *weight->values};
        if (gemm->integer("transB", 0) != 0) weight_ = permuted(weight_, {1, 0});
        nodes_.insert(nodes_.end(), {gemm, apart});
        last_ = apart;
        return true;
    }

    /// Whether an extent may be that of all heads together: where it is not known, what follows tells.
    bool is_size(std::size_t extent) const { return extent == 0 || extent == size_; }

    /// How steps and heads change places, where they are axes 1 and 2, or samples and heads are one.
    Axes turn() const { return folded_ ? Axes{1, 0, 2} : Axes{0, 2, 1, 3}; }

    /// Whether all are of the same steps and sizes.
    bool alike() {
        heads_ = queries_.heads;
        for (const Heads* const one : {&queries_, &keys_, &values_}) {
            const Projection& own = one->projection;
            if (own.of != queries_.projection.of || one->heads != heads_ || one->steps != queries_.steps ||
                own.columns != size_ || own.rows() != queries_.projection.rows())
                return false;
            nodes_.insert(nodes_.end(), one->nodes.begin(), one->nodes.end());
        }
        return weight_.shape == Shape{size_, size_};
    }

    AttentionValues values(double of_queries) const {
        AttentionValues made;
        const std::vector<const Projection*> all{&queries_.projection, &keys_.projection,
                                                 &values_.projection};
        const bool has_bias =
            std::any_of(all.begin(), all.end(), [](const Projection* one) { return one->bias != nullptr; });
        made.in_weight =
            side_by_side(all, all[0]->rows(), of_queries, [](const Projection& one) { return one.weight; });
        if (has_bias)
            made.in_bias = {{3 * size_}, side_by_side(all, 1, of_queries, [](const Projection& one) {
                                             return one.bias;
                                         }).values};
        made.out_weight = weight_;
        if (bias_) made.out_bias = {{size_}, *bias_->values};
        return made;
    }

    OnnxNode& softmax_;
    const OnnxUses& uses_;
    std::vector<OnnxNode*> nodes_{};
    OnnxNode* last_ = nullptr;
    Heads queries_{}, keys_{}, values_{};
    Tensor weight_{};
    const OnnxConstant* bias_ = nullptr;
    std::size_t heads_ = 0, size_ = 0;
    double factor_ = 1;
    bool is_causal_ = false, folded_ = false;
};

/// Nodes whose values nobody takes, as those that ask for the shape of one that is gone.
void drop_unused(OnnxGraph& graph) {
    std::set<std::string> used(graph.outputs.begin(), graph.outputs.end());
    for (std::size_t i = graph.nodes.size(); i-- > 0;) {
        OnnxNode& node = graph.nodes[i];
        const bool is_used = std::any_of(node.outputs.begin(), node.outputs.end(),
                                         [&](const std::string& one) { return used.contains(one); });
        if (is_used)
            used.insert(node.inputs.begin(), node.inputs.end());
        else
            node.operation = "";
    }
    std::erase_if(graph.nodes, [](const OnnxNode& node) { return node.operation.empty(); });
}

}  // namespace

void gather_attention(OnnxGraph& graph) {
    const OnnxUses uses(graph, OnnxUses::Shapes::are_nothing);
    std::size_t left = std::size_t{1} << 26;
    for (OnnxNode& node : graph.nodes)
        if (node.operation == "Softmax") AttentionAround(node, uses).gather(left);
    const auto is_gone = [](const OnnxNode& node) { return node.operation.empty(); };
    if (std::erase_if(graph.nodes, is_gone) != 0) drop_unused(graph);
}

}  // namespace ctnn_tool
