#pragma once

#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/engine/placed/recurrence.hpp>
#include <ctnn/io/onnx_layer.hpp>
#include <ctnn/kernels/recurrence/gru.hpp>
#include <ctnn/kernels/recurrence/gru_reset_before.hpp>
#include <ctnn/kernels/recurrence/lstm.hpp>
#include <ctnn/kernels/recurrence/simple_rnn.hpp>
#include <ctnn/layers/bidirectional.hpp>

// In ONNX: recurrent layers. A sequence is (steps, batch, features) there, kernels are (columns, inputs), one
// for each direction, gates have their own order, and there is a bias for the input's sums and one for those
// of the step before.

namespace ctnn::detail::inline CTNN_CODE {

/// What InCell made of an activation.
template <class Act>
struct OutOfCell : std::type_identity<Act> {};
template <>
struct OutOfCell<kernels::QuickTanh> : std::type_identity<Tanh> {};
template <>
struct OutOfCell<kernels::QuickSigmoid> : std::type_identity<Sigmoid> {};

/// Activations in a cell; one that recurrent layers do not know is unknown.
template <class Act>
struct OnnxInCell : OnnxKnows<Act> {};
template <class Act>
    requires requires { OnnxActivation<Act>::in_cell; }
struct OnnxInCell<Act> : OnnxKnows<> {
    static constexpr OnnxCellFunction function = OnnxActivation<Act>::in_cell;
};
template <class Act>
using InOnnxCell = OnnxInCell<typename OutOfCell<Act>::type>;

struct OnnxCell {
    const char* op = nullptr;
    std::size_t features = 0, units = 0;
    std::vector<std::size_t> gates{};  // of ours, in the file's order
    bool one_bias = true;
    std::vector<OnnxCellFunction> functions{};
    bool has_bias = true;
    std::vector<const char*> remembered{};  // before the first step, where that is not zero
    bool is_state = false;                  // what is remembered
};

template <class Cell>
struct OnnxCellOf : OnnxKnows<Cell> {};

template <std::size_t U, class Act>
struct OnnxCellOf<kernels::SimpleCell<U, Act>> : OnnxKnows<typename InOnnxCell<Act>::unknown> {
    static OnnxCell describe(std::size_t features) {
        return {"RNN", features, U, {0}, true, {InOnnxCell<Act>::function}};
    }
};

/// i, f, g, o become i, o, f, g.
template <std::size_t U, class Act, class Gate>
struct OnnxCellOf<kernels::LstmCell<U, Act, Gate>>
    : OnnxKnows<typename FirstUnknown<InOnnxCell<Act>, InOnnxCell<Gate>>::type> {
    static OnnxCell describe(std::size_t features) {
        constexpr OnnxCellFunction act = InOnnxCell<Act>::function;
        return {"LSTM", features, U, {0, 3, 1, 2}, true, {InOnnxCell<Gate>::function, act, act}};
    }
};

template <std::size_t U, class Act, class Gate>
struct OnnxCellOf<kernels::GruCell<U, Act, Gate>>
    : OnnxKnows<typename FirstUnknown<InOnnxCell<Act>, InOnnxCell<Gate>>::type> {
    static OnnxCell describe(std::size_t features) {
        return {"GRU",     features, U,
                {0, 1, 2}, false,    {InOnnxCell<Gate>::function, InOnnxCell<Act>::function}};
    }
};

template <std::size_t U, class Act, class Gate>
struct OnnxCellOf<kernels::ResetBeforeGruCell<U, Act, Gate>>
    : OnnxKnows<typename FirstUnknown<InOnnxCell<Act>, InOnnxCell<Gate>>::type> {
    static OnnxCell describe(std::size_t features) {
        return {"GRU", features, U, {0, 1, 2}, true, {InOnnxCell<Gate>::function, InOnnxCell<Act>::function}};
    }
};

template <class Cell>
struct OnnxCellOf<kernels::WithoutBias<Cell>> : OnnxCellOf<Cell> {};

/// Appends a kernel of `rows` rows of gates turned: gate by gate, unit by unit, all rows.
inline void append_turned(std::vector<double>& to, const double* from, std::size_t rows,
                          const OnnxCell& cell) {
    for (const std::size_t gate : cell.gates)
        for (std::size_t unit = 0; unit < cell.units; ++unit)
            for (std::size_t row = 0; row < rows; ++row)
                to.push_back(from[(row * cell.gates.size() + gate) * cell.units + unit]);
}

inline std::vector<OnnxAttribute> cell_attributes(const OnnxCell& cell, std::size_t directions) {
    std::vector<const char*> names;
    std::vector<float> alphas, betas;
    for (std::size_t i = 0; i < directions; ++i)
        for (const OnnxCellFunction& function : cell.functions) {
            names.push_back(function.name);
            if (function.count > 0) alphas.push_back(function.alpha);
            if (function.count > 1) betas.push_back(function.beta);
        }
    std::vector<OnnxAttribute> attributes{{"activations", names}};
    if (!alphas.empty()) attributes.emplace_back("activation_alpha", alphas);
    if (!betas.empty()) attributes.emplace_back("activation_beta", betas);
    attributes.emplace_back("direction", directions == 1 ? "forward" : "bidirectional");
    attributes.emplace_back("hidden_size", cell.units);
    if (!cell.one_bias) attributes.emplace_back("linear_before_reset", 1);
    return attributes;
}

/// The blocks of parameters of all directions, as inputs of the node.
inline std::vector<std::string> cell_constants(OnnxGraph& graph, const OnnxPlace& at, const OnnxCell& cell,
                                               std::size_t directions) {
    const std::size_t columns = cell.gates.size() * cell.units;
    std::vector<double> kernel, recurrent, bias;
    const double* w = at.parameters;
    for (std::size_t i = 0; i < directions; ++i) {
        append_turned(kernel, w, cell.features, cell);
        append_turned(recurrent, w += cell.features * columns, cell.units, cell);
        w += cell.units * columns;
        for (std::size_t n = cell.has_bias ? cell.one_bias ? 1 : 2 : 0; n > 0; --n, w += columns)
            append_turned(bias, w, 1, cell);
        if (cell.one_bias) bias.resize((i + 1) * 2 * columns, 0.0);
        if (!cell.is_state) w += cell.remembered.size() * cell.units;
    }
    const std::int64_t count = signed_of(directions), rows = signed_of(columns);
    return {graph.constant(at.layer + ".kernel", {count, rows, signed_of(cell.features)}, kernel),
            graph.constant(at.layer + ".recurrent_kernel", {count, rows, signed_of(cell.units)}, recurrent),
            cell.has_bias ? graph.constant(at.layer + ".bias", {count, 2 * rows}, bias) : ""};
}

/// What is remembered before the first step of each sample of `x`, which is (steps, batch, features).
inline std::vector<std::string> remembered(OnnxGraph& graph, const OnnxPlace& at, const std::string& x,
                                           const OnnxCell& cell, std::size_t directions) {
    if (cell.remembered.empty()) return {};
    const std::size_t states = cell.remembered.size(), columns = cell.gates.size() * cell.units;
    const std::size_t biases = cell.has_bias ? (cell.one_bias ? 1 : 2) * columns : 0;
    const std::size_t before = cell.is_state ? 0 : (cell.features + cell.units) * columns + biases;
    const double* const from = (cell.is_state ? at.state : at.parameters) + before;
    const std::string batch = graph.node("Shape", at.layer, {x}, {{"start", 1}, {"end", 2}});
    const std::string count = graph.integers(at.layer + ".directions", {signed_of(directions)});
    const std::string units = graph.integers(at.layer + ".units", {signed_of(cell.units)});
    const std::string shape = graph.node("Concat", at.layer, {count, batch, units}, {{"axis", 0}});
    std::vector<std::string> inputs{""};  // sequences are all of one length
    for (std::size_t state = 0; state < states; ++state) {
        std::vector<double> values;
        for (std::size_t i = 0; i < directions; ++i) {
            const double* const first = from + i * (before + states * cell.units) + state * cell.units;
            values.insert(values.end(), first, first + cell.units);
        }
        const std::string name = graph.constant(at.layer + '.' + cell.remembered[state],
                                                {signed_of(directions), 1, signed_of(cell.units)}, values);
        inputs.push_back(graph.node("Expand", at.layer, {name, shape}));
    }
    return inputs;
}

/// The node gives (steps, directions, batch, units), or of the last step (directions, batch, units).
inline OnnxValue recurred(OnnxGraph& graph, const OnnxPlace& at, OnnxValue x, const OnnxCell& cell,
                          std::size_t directions, bool all) {
    const std::size_t steps = x.extents[0], width = directions * cell.units;
    const OnnxIntegers by_time{1, 0, 2};
    x = channels_last(graph, at.layer, x);
    std::vector<std::string> inputs{graph.node("Transpose", at.layer, {x.name}, {{"perm", by_time}})};
    std::vector<std::string> first = remembered(graph, at, inputs[0], cell, directions);
    for (std::string& name : cell_constants(graph, at, cell, directions)) inputs.push_back(std::move(name));
    for (std::string& name : first) inputs.push_back(std::move(name));
    if (inputs.back().empty()) inputs.pop_back();
    x.name =
        graph.node_with(cell.op, at.layer, std::move(inputs), cell_attributes(cell, directions), all ? 0 : 1);
    x.extents = all ? std::vector<std::size_t>{steps, width} : std::vector<std::size_t>{width};
    if (directions == 1) {
        x.name =
            graph.node("Squeeze", at.layer, {x.name, graph.integers(at.layer + ".direction", {all ? 1 : 0})});
        if (all) x.name = graph.node("Transpose", at.layer, {x.name}, {{"perm", by_time}});
        return x;
    }
    const OnnxIntegers by_sample = all ? OnnxIntegers{2, 0, 1, 3} : OnnxIntegers{1, 0, 2};
    x.name = graph.node("Transpose", at.layer, {x.name}, {{"perm", by_sample}});
    return reshaped(graph, at.layer, x, x.extents);
}

template <class In, class Cell, Returns R, Initial I>
struct OnnxLayer<RecurrentOn<In, Cell, R, I>> : OnnxKnows<typename OnnxCellOf<Cell>::unknown> {
    static OnnxCell cell() {
        OnnxCell cell = OnnxCellOf<Cell>::describe(In::extents[1]);
        cell.has_bias = Cell::biases > 0;
        if (I != Initial::zero) cell.remembered = {"h0", "c0"};
        cell.remembered.resize(I == Initial::zero ? 0 : Cell::states);
        cell.is_state = I == Initial::given;
        return cell;
    }
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        return recurred(graph, at, x, cell(), 1, R == Returns::sequence);
    }
};

template <class Layer>
struct OnnxLayer<BidirectionalOn<Layer>> : OnnxKnows<typename OnnxLayer<Layer>::unknown> {
    static OnnxValue write(OnnxGraph& graph, const OnnxPlace& at, const OnnxValue& x) {
        return recurred(graph, at, x, OnnxLayer<Layer>::cell(), 2, Layer::returns == Returns::sequence);
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
