#include "model/recurrent.hpp"

#include <ctnn/core/sizes.hpp>
#include <utility>

#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

/// Adds x times the rows of a matrix of so many columns.
void add_product(const double* x, std::size_t count, const Values& matrix, Values& to) {
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t o = 0; o < to.size(); ++o) to[o] += x[i] * matrix[i * to.size() + o];
}

}  // namespace

Recurrent::Recurrent(const Shape& input, Cell cell, bool returns_sequence, CellValues values)
    : cell_(cell),
      activation_(values.activation),
      gate_(values.gate),
      returns_sequence_(returns_sequence),
      has_bias_(!values.bias.is_nothing()),
      begins_with_(!values.h0.is_nothing()),
      resets_before_(values.resets_before) {
    if (input.size() != 2)
        throw Refusal("it takes steps x features, but the layer before it gives " + text_of(input));
    if (activation_->takes_rows() || gate_->takes_rows())
        throw Refusal("an activation of whole rows in a recurrent layer is not translated");
    units_ = values.recurrent_kernel.shape.empty() ? 0 : values.recurrent_kernel.shape[0];
    const std::size_t columns = ctnn::detail::size_product(gates_of(cell), units_);
    if (units_ == 0) throw Refusal("it has no units");
    add_part("kernel", std::move(values.kernel), {input[1], columns});
    add_part("recurrent_kernel", std::move(values.recurrent_kernel), {units_, columns});
    if (has_bias_)
        add_part("bias", std::move(values.bias), has_two_biases() ? Shape{2, columns} : Shape{columns});
    if (begins_with_) add_part("h0", std::move(values.h0), {units_});
    if (begins_with_ && cell == Cell::lstm) add_part("c0", std::move(values.c0), {units_});
    place(input, returns_sequence ? Shape{input[0], units_} : Shape{units_});
}

std::string Recurrent::declaration() const {
    std::vector<std::string> arguments{std::to_string(units_)};
    const bool has_usual_gate = cell_ == Cell::simple || gate_->type == "ctnn::Sigmoid";
    const bool is_usual = has_usual_gate && activation_->type == "ctnn::Tanh" && !resets_before_;
    if (returns_sequence_ || !is_usual)
        arguments.emplace_back(returns_sequence_ ? "ctnn::Returns::sequence" : "ctnn::Returns::last");
    if (!is_usual) arguments.emplace_back(activation_->type);
    if (!has_usual_gate || resets_before_) arguments.emplace_back(gate_->type);
    if (resets_before_) arguments.emplace_back("ctnn::Resets::before");
    const char* const name = cell_ == Cell::lstm  ? "ctnn::LSTM"
                             : cell_ == Cell::gru ? "ctnn::GRU"
                                                  : "ctnn::SimpleRNN";
    const std::string layer = with_bias(has_bias_, templated(name, arguments));
    return begins_with_ ? templated("ctnn::WithInitialState", {layer}) : layer;
}

std::size_t Recurrent::multiply_adds() const {
    return ctnn::detail::size_product(input()[0], part(0).size() + part(1).size());
}

void Recurrent::step(const double* x, Values& h, Values& c) const {
    const std::size_t columns = gates_of(cell_) * units_;
    Values a(columns, 0), q(columns, 0);
    if (has_bias_) {
        const Values& bias = part(2);
        a.assign(bias.begin(), bias.begin() + static_cast<std::ptrdiff_t>(columns));
        if (has_two_biases()) q.assign(bias.begin() + static_cast<std::ptrdiff_t>(columns), bias.end());
    }
    add_product(x, input()[1], part(0), a);
    add_product(h.data(), units_, part(1), q);
    if (resets_before_) return step_behind_reset(a, q, h);
    const auto gate = [&](double z) { return gate_->value(z); };
    const auto own = [&](double z) { return activation_->value(z); };
    for (std::size_t u = 0; u < units_; ++u) {
        const std::size_t second = units_ + u, third = 2 * units_ + u, fourth = 3 * units_ + u;
        if (cell_ == Cell::simple) {
            h[u] = own(a[u] + q[u]);
        } else if (cell_ == Cell::gru) {
            const double z = gate(a[u] + q[u]), r = gate(a[second] + q[second]);
            h[u] = z * h[u] + (1 - z) * own(a[third] + r * q[third]);
        } else {
            c[u] = gate(a[second] + q[second]) * c[u] + gate(a[u] + q[u]) * own(a[third] + q[third]);
            h[u] = gate(a[fourth] + q[fourth]) * own(c[u]);
        }
    }
}

void Recurrent::step_behind_reset(const Values& a, const Values& q, Values& h) const {
    Values gated, of_gated(q.size(), 0);
    for (std::size_t u = 0; u < units_; ++u)
        gated.push_back(gate_->value(a[units_ + u] + q[units_ + u]) * h[u]);
    add_product(gated.data(), units_, part(1), of_gated);
    for (std::size_t u = 0; u < units_; ++u) {
        const double z = gate_->value(a[u] + q[u]);
        h[u] = z * h[u] + (1 - z) * activation_->value(a[2 * units_ + u] + of_gated[2 * units_ + u]);
    }
}

void Recurrent::give_last() {
    returns_sequence_ = false;
    place(input(), {units_});
}

Values Recurrent::run(const Values& x) const {
    Values h(units_, 0), c(units_, 0), y;
    const std::size_t first = has_bias_ ? 3 : 2;  // part of what it begins with
    if (begins_with_) h = part(first);
    if (begins_with_ && cell_ == Cell::lstm) c = part(first + 1);
    for (std::size_t t = 0; t < input()[0]; ++t) {
        step(x.data() + t * input()[1], h, c);
        if (returns_sequence_) y.insert(y.end(), h.begin(), h.end());
    }
    return returns_sequence_ ? y : h;
}

namespace {

/// Rows of so many values, from the last to the first.
Values turned_round(const Values& rows, std::size_t width) {
    Values turned;
    for (std::size_t end = rows.size(); end > 0; end -= width)
        turned.insert(turned.end(), rows.begin() + static_cast<std::ptrdiff_t>(end - width),
                      rows.begin() + static_cast<std::ptrdiff_t>(end));
    return turned;
}

}  // namespace

Bidirectional::Bidirectional(std::unique_ptr<Recurrent> forward, std::unique_ptr<Recurrent> backward)
    : forward_(std::move(forward)), backward_(std::move(backward)) {
    if (forward_->declaration() != backward_->declaration())
        throw Refusal("its two ways are " + forward_->declaration() + " and " + backward_->declaration());
    Shape both = forward_->output();
    both.back() *= 2;
    place(forward_->input(), both);
}

std::string Bidirectional::declaration() const {
    return templated("ctnn::Bidirectional", {forward_->declaration()});
}

std::size_t Bidirectional::multiply_adds() const {
    return ctnn::detail::size_product(2, forward_->multiply_adds());
}

Values Bidirectional::run(const Values& x) const {
    const std::size_t units = forward_->output().back();
    const Values forth = forward_->run(x);
    const Values back = turned_round(backward_->run(turned_round(x, input()[1])), units);
    Values y;
    for (std::size_t first = 0; first < forth.size(); first += units)
        for (const Values* const one : {&forth, &back}) {
            const auto row = one->begin() + static_cast<std::ptrdiff_t>(first);
            y.insert(y.end(), row, row + static_cast<std::ptrdiff_t>(units));
        }
    return y;
}

void Bidirectional::each_part(const std::string& path, const Visitor& visit) {
    forward_->each_part(path + ".forward", visit);
    backward_->each_part(path + ".backward", visit);
}

}  // namespace ctnn_tool
