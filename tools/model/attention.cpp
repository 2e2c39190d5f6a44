#include "model/attention.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/plain_layers.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

/// x W + b for each of `rows` rows; of no biases, `bias` is null.
Values projected(const Values& x, std::size_t rows, const Values& weight, const Values* bias) {
    const std::size_t inputs = x.size() / rows, outputs = weight.size() / inputs;
    Values y(rows * outputs, 0);
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t o = 0; o < outputs; ++o) {
            double sum = bias ? (*bias)[o] : 0;
            for (std::size_t i = 0; i < inputs; ++i) sum += x[r * inputs + i] * weight[i * outputs + o];
            y[r * outputs + o] = sum;
        }
    return y;
}

}  // namespace

Attention::Attention(const Shape& input, std::size_t heads, bool is_causal, AttentionValues values)
    : heads_(heads),
      is_causal_(is_causal),
      has_bias_(!values.in_bias.is_nothing() || !values.out_bias.is_nothing()) {
    if (input.size() != 2) throw Refusal("attention on " + text_of(input) + " is not translated");
    if (values.out_weight.shape.size() != 2 || values.out_weight.shape[0] == 0)
        throw Refusal("attention by weights of " + text_of(values.out_weight.shape) + " is not translated");
    const std::size_t size = values.out_weight.shape[0];
    if (heads == 0 || size % heads != 0)
        throw Refusal(std::to_string(heads) + " heads of " + std::to_string(size) + " values");
    if (values.in_bias.is_nothing()) values.in_bias = filled(3 * size, 0);
    if (values.out_bias.is_nothing()) values.out_bias = filled(size, 0);
    add_part("in_proj_weight", std::move(values.in_weight), {input[1], 3 * size});
    if (has_bias_) add_part("in_proj_bias", std::move(values.in_bias), {3 * size});
    add_part("out_proj_weight", std::move(values.out_weight), {size, size});
    if (has_bias_) add_part("out_proj_bias", std::move(values.out_bias), {size});
    place(input, {input[0], size});
}

std::string Attention::declaration() const {
    std::vector<std::string> arguments{std::to_string(heads_), std::to_string(output()[1])};
    if (is_causal_) arguments.push_back("ctnn::Causal");
    return with_bias(has_bias_, templated("ctnn::MultiHeadAttention", arguments));
}

std::size_t Attention::multiply_adds() const {
    const std::size_t steps = output()[0], size = output()[1];
    return steps * size * (3 * input()[1] + size + 2 * steps);
}

Values Attention::run(const Values& x) const {
    const std::size_t steps = output()[0], size = output()[1], width = size / heads_;
    const Values all = projected(x, steps, part(0), has_bias_ ? &part(1) : nullptr);
    Values context(steps * size, 0), p(steps, 0);
    for (std::size_t t = 0; t < steps; ++t)
        for (std::size_t first = 0; first < size; first += width) {
            const std::size_t seen = is_causal_ ? t + 1 : steps;
            for (std::size_t j = 0; j < seen; ++j) {
                p[j] = 0;
                for (std::size_t i = first; i < first + width; ++i)
                    p[j] += all[t * 3 * size + i] * all[(3 * j + 1) * size + i];
                p[j] /= std::sqrt(static_cast<double>(width));
            }
            const double most = *std::max_element(p.begin(), p.begin() + static_cast<std::ptrdiff_t>(seen));
            double total = 0;
            for (std::size_t j = 0; j < seen; ++j) total += p[j] = std::exp(p[j] - most);
            for (std::size_t j = 0; j < seen; ++j)
                for (std::size_t i = first; i < first + width; ++i)
                    context[t * size + i] += p[j] / total * all[(3 * j + 2) * size + i];
        }
    return projected(context, steps, part(has_bias_ ? 2 : 1), has_bias_ ? &part(3) : nullptr);
}

Positions::Positions(const Shape& input, Tensor weight) {
    if (input.size() != 2) throw Refusal("positions on " + text_of(input) + " are not translated");
    add_part("weight", std::move(weight), input);
    place(input, input);
}

Values Positions::run(const Values& x) const {
    Values y = x;
    for (std::size_t i = 0; i < y.size(); ++i) y[i] += part(0)[i];
    return y;
}

}  // namespace ctnn_tool
