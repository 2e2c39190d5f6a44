#include "formats/onnx_cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "model/plain_layers.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

/// (1, gates units, columns) as (columns, gates units), with the gates in another order.
Tensor turned(const OnnxConstant& from, const std::vector<std::size_t>& gates) {
    if (from.shape.size() != 3 || from.shape[0] != 1 || from.shape[1] % gates.size() != 0)
        throw Refusal("a weight of " + text_of(from.shape) + " is not translated");
    const std::size_t rows = from.shape[1], columns = from.shape[2], units = rows / gates.size();
    Tensor ordered{{rows, columns}, {}};
    for (const std::size_t gate : gates) {
        const auto first = from.values->begin() + static_cast<std::ptrdiff_t>(gate * units * columns);
        ordered.values.insert(ordered.values.end(), first,
                              first + static_cast<std::ptrdiff_t>(units * columns));
    }
    return permuted(ordered, {1, 0});
}

/// Both biases, (1, 2 gates units), with the gates in another order; nothing where there are none.
Tensor biases(const OnnxConstant& from, const std::vector<std::size_t>& gates, std::size_t rows) {
    if (!from.values) return {};
    if (from.values->size() != 2 * rows)
        throw Refusal("a bias of " + text_of(from.shape) + " is not translated");
    Tensor both{{2, rows}, {}};
    const std::size_t units = rows / gates.size();
    for (const std::size_t half : {std::size_t{0}, rows})
        for (const std::size_t gate : gates) {
            const auto first = from.values->begin() + static_cast<std::ptrdiff_t>(half + gate * units);
            both.values.insert(both.values.end(), first, first + static_cast<std::ptrdiff_t>(units));
        }
    return both;
}

bool is_zero(const OnnxConstant& constant) {
    return !constant.values || std::all_of(constant.values->begin(), constant.values->end(),
                                           [](double value) { return value == 0; });
}

bool goes_both_ways(const OnnxNode& node) { return node.text("direction", "forward") == "bidirectional"; }

/// What a tensor has for one way of two, as if there were no other.
OnnxConstant of_way(const OnnxConstant& both, std::size_t way) {
    if (!both.values || both.shape.empty() || both.shape[0] != 2 || both.values->size() % 2 != 0) return both;
    OnnxConstant one{both.shape, nullptr};
    one.shape[0] = 1;
    const auto half = static_cast<std::ptrdiff_t>(both.values->size() / 2);
    const auto first = both.values->begin() + (way == 0 ? 0 : half);
    one.values = std::make_shared<const Values>(first, first + half);
    return one;
}

void require_usual(const OnnxNode& node, const std::vector<OnnxConstant>& inputs) {
    if (const auto way = node.text("direction", "forward");
        way != "forward" && way != "reverse" && way != "bidirectional")
        throw Refusal("another direction of a cell than forward, reverse and both is not translated");
    if (node.attributes.contains("clip")) throw Refusal("\"clip\" of a cell is not translated");
    if (node.integer("layout", 0) != 0 || node.integer("input_forget", 0) != 0)
        throw Refusal("another layout of a cell is not translated");
    if (inputs.size() > 3 && inputs[3].values) throw Refusal("lengths of sequences are not translated");
    if (inputs.size() > 6 && !is_zero(inputs[6])) throw Refusal("peepholes of an LSTM are not translated");
}

/// An activation of a cell by ONNX's name; null if there is none here. Takes the numbers that it has off
/// `alphas` and `betas`, which are in the order of the activations that have such.
const Activation* cell_activation(std::string_view name, std::vector<double>& alphas,
                                  std::vector<double>& betas) {
    const auto take = [](std::vector<double>& from, double otherwise) {
        if (from.empty()) return otherwise;
        const double first = from.front();
        from.erase(from.begin());
        return first;
    };
    if (name == "Affine")
        return take(alphas, 1) == 1 && take(betas, 0) == 0 ? activation_named("linear") : nullptr;
    if (name == "Elu") return take(alphas, 1) == 1 ? activation_named("elu") : nullptr;
    if (name == "HardSigmoid") {
        const double alpha = take(alphas, 0.2), beta = take(betas, 0.5);
        return std::abs(alpha * 6 - 1) < 1e-6 && beta == 0.5 ? activation_named("hard_sigmoid") : nullptr;
    }
    for (const auto& [own, ours] : {std::pair{"Tanh", "tanh"},
                                    {"Sigmoid", "sigmoid"},
                                    {"Relu", "relu"},
                                    {"Softsign", "softsign"},
                                    {"Softplus", "softplus"}})
        if (name == own) return activation_named(ours);
    return nullptr;
}

/// Those of each way are the same; an LSTM has its activation twice.
void set_activations(const OnnxNode& node, CellValues& values) {
    const auto told = node.attributes.find("activations");
    if (told == node.attributes.end()) return;
    const auto numbers = [&](const char* name) {
        const auto at = node.attributes.find(name);
        return at == node.attributes.end() ? std::vector<double>{} : at->second.reals;
    };
    std::vector<double> alphas = numbers("activation_alpha"), betas = numbers("activation_beta");
    std::vector<const Activation*> all;
    std::string_view rest = told->second.texts;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        all.push_back(cell_activation(rest.substr(0, end), alphas, betas));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    const std::size_t gates = node.operation == "RNN" ? 0 : 1,
                      each = gates + (node.operation == "LSTM" ? 2 : 1);
    bool fits = all.size() == each * (goes_both_ways(node) ? 2 : 1);
    for (std::size_t i = 0; fits && i < all.size(); ++i)
        fits = all[i] && all[i] == all[gates == 1 && i % each == 0 ? 0 : gates];
    if (!fits) throw Refusal("these activations of a cell are not translated");
    if (gates == 1) values.gate = all[0];
    values.activation = all[gates];
}

/// (1, 1, units), one state for the batch.
Tensor first_state(const OnnxConstant& from, std::size_t units) {
    if (!from.values) return filled(units, 0);
    if (from.values->size() != units)
        throw Refusal("a first state of " + text_of(from.shape) + " for " + std::to_string(units) +
                      " units is not translated");
    return {{units}, *from.values};
}

/// Those of one way, but for what it begins with.
CellValues values_of(Cell cell, const OnnxNode& node, const std::vector<OnnxConstant>& inputs) {
    // Theirs are i o f c and z r h.
    const std::vector<std::size_t> gates = cell == Cell::lstm  ? std::vector<std::size_t>{0, 2, 3, 1}
                                           : cell == Cell::gru ? std::vector<std::size_t>{0, 1, 2}
                                                               : std::vector<std::size_t>{0};
    const auto input = [&](std::size_t i) { return inputs.size() > i ? inputs[i] : OnnxConstant{}; };
    CellValues values;
    set_activations(node, values);
    values.kernel = turned(inputs[0], gates);
    values.recurrent_kernel = turned(inputs[1], gates);
    const std::size_t rows = values.kernel.shape[1];
    values.bias = biases(input(2), gates, rows);
    values.resets_before = cell == Cell::gru && node.integer("linear_before_reset", 0) == 0;
    if ((cell != Cell::gru || values.resets_before) && !values.bias.is_nothing()) {
        Tensor& bias = values.bias;
        for (std::size_t i = 0; i < rows; ++i) bias.values[i] += bias.values[rows + i];
        bias.values.resize(rows);
        bias.shape = {rows};
    }
    return values;
}

void begin_with(CellValues& values, const OnnxConstant& h0, const OnnxConstant& c0) {
    const std::size_t units = values.recurrent_kernel.shape[0];
    values.h0 = first_state(h0, units);
    values.c0 = first_state(c0, units);
}

}  // namespace

bool is_onnx_cell(const OnnxNode& node) {
    return node.operation == "LSTM" || node.operation == "GRU" || node.operation == "RNN";
}

void add_onnx_cell(OnnxChain& chain, const OnnxNode& node, const std::vector<OnnxConstant>& inputs,
                   bool returns_sequence) {
    if (inputs.size() < 2 || !inputs[0].values || !inputs[1].values) throw Refusal("a cell without weights");
    require_usual(node, inputs);
    const Cell cell = node.operation == "LSTM"  ? Cell::lstm
                      : node.operation == "GRU" ? Cell::gru
                                                : Cell::simple;
    const auto input = [&](std::size_t i) { return inputs.size() > i ? inputs[i] : OnnxConstant{}; };
    const bool begins = !is_zero(input(4)) || !is_zero(input(5));
    if (!goes_both_ways(node)) {
        CellValues values = values_of(cell, node, inputs);
        if (begins) begin_with(values, input(4), input(5));
        if (node.text("direction", "forward") == "reverse")
            return chain.backward(cell, returns_sequence, std::move(values));
        return chain.recurrent(cell, returns_sequence, std::move(values));
    }
    std::array<CellValues, 2> ways;
    for (std::size_t way = 0; way < 2; ++way) {
        std::vector<OnnxConstant> own;
        for (std::size_t i = 0; i < std::min<std::size_t>(inputs.size(), 3); ++i)
            own.push_back(of_way(inputs[i], way));
        ways[way] = values_of(cell, node, own);
        if (begins) begin_with(ways[way], of_way(input(4), way), of_way(input(5), way));
    }
    chain.bidirectional(cell, returns_sequence, std::move(ways[0]), std::move(ways[1]));
}

}  // namespace ctnn_tool
