#include "formats/torch_cells.hpp"

#include <algorithm>
#include <ctnn/io/safetensors_header.hpp>
#include <memory>
#include <utility>

#include "model/plain_layers.hpp"
#include "model/recurrent.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

/// Exchanges the first two of the three parts of each row.
void exchange_first_gates(Tensor& of_gru) {
    const std::size_t columns = of_gru.shape.back(), units = columns / 3;
    for (std::size_t first = 0; first + columns <= of_gru.values.size(); first += columns)
        std::swap_ranges(of_gru.values.begin() + static_cast<std::ptrdiff_t>(first),
                         of_gru.values.begin() + static_cast<std::ptrdiff_t>(first + units),
                         of_gru.values.begin() + static_cast<std::ptrdiff_t>(first + units));
}

Tensor matrix_of(const TorchModule& module, const std::string& name) {
    const Tensor* const found = module.find(name);
    if (!found) throw Refusal("it has no " + in_quotes(name));
    if (found->shape.size() != 2)
        throw Refusal(in_quotes(name) + " is " + text_of(found->shape) + ", not a matrix");
    return permuted(*found, {1, 0});
}

Tensor bias_of(const TorchModule& module, const std::string& name, std::size_t columns) {
    const Tensor* const found = module.find(name);
    Tensor bias = found ? *found : filled(columns, 0);
    if (bias.shape != Shape{columns})
        throw Refusal(in_quotes(name) + " is " + text_of(bias.shape) + ", but it should be " +
                      std::to_string(columns));
    return bias;
}

Cell cell_of(const Tensor& recurrent_kernel) {
    const std::size_t units = recurrent_kernel.shape[0], columns = recurrent_kernel.shape[1];
    for (const Cell cell : {Cell::simple, Cell::gru, Cell::lstm})
        if (units > 0 && columns % units == 0 && columns / units == gates_of(cell)) return cell;
    throw Refusal("a recurrent weight of " + std::to_string(columns) + " x " + std::to_string(units) +
                  " is neither an RNN's nor a GRU's nor an LSTM's");
}

void add_layer(Model& model, const TorchModule& module, const std::string& suffix) {
    Tensor kernel = matrix_of(module, "weight_ih" + suffix),
           recurrent_kernel = matrix_of(module, "weight_hh" + suffix);
    const Cell cell = cell_of(recurrent_kernel);
    const std::size_t columns = recurrent_kernel.shape[1];
    if (kernel.shape[1] != columns)
        throw Refusal("weight_ih" + suffix + " has " + std::to_string(kernel.shape[1]) + " rows, weight_hh" +
                      suffix + " has " + std::to_string(columns));
    Tensor bias = bias_of(module, "bias_ih" + suffix, columns);
    const Tensor second = bias_of(module, "bias_hh" + suffix, columns);
    const bool has_bias = module.find("bias_ih" + suffix) || module.find("bias_hh" + suffix);
    if (cell == Cell::gru) {
        bias.values.insert(bias.values.end(), second.values.begin(), second.values.end());
        bias.shape = {2, columns};
        for (Tensor* const one : {&kernel, &recurrent_kernel, &bias}) exchange_first_gates(*one);
    } else {
        for (std::size_t i = 0; i < columns; ++i) bias.values[i] += second.values[i];
    }
    CellValues values{
        std::move(kernel), std::move(recurrent_kernel), has_bias ? std::move(bias) : Tensor{}, {}, {}};
    model.add(std::make_unique<Recurrent>(model.output(), cell, true, std::move(values)));
}

}  // namespace

bool is_recurrent(const TorchModule& module) {
    const Tensor* const kernel = module.find("weight_ih_l0");
    return kernel && !kernel->shape.empty();
}

void add_recurrent(Model& model, const TorchModule& module) {
    for (const NamedTensor& one : module.tensors)
        if (one.name.ends_with("_reverse") || one.name.starts_with("weight_hr"))
            throw Refusal(in_quotes(one.name) + ", of " +
                          (one.name.ends_with("_reverse") ? "two directions" : "a projection") +
                          ", is not translated");
    std::size_t used = 0;
    for (std::size_t layer = 0; module.find("weight_ih_l" + std::to_string(layer)); ++layer) {
        const std::string suffix = "_l" + std::to_string(layer);
        add_layer(model, module, suffix);
        for (const NamedTensor& one : module.tensors) used += one.name.ends_with(suffix);
    }
    if (used != module.tensors.size()) throw Refusal("it has more tensors than those of its layers");
}

}  // namespace ctnn_tool
