#!/usr/bin/env python3
"""Writes recurrence.hpp: recurrent layers by PyTorch, in float64.

python3 recurrence.py > recurrence.hpp

Parameters, inputs and gradients of outputs are numbers by formula, which the test computes too, so that only
results are here. The parameters are one vector in the layout of these headers (Keras's); PyTorch's own weights
are slices of it, so that gradients and optimizer steps come out in that layout. Where PyTorch has two biases
and we have one, the second is zero and not trained.
"""
import torch

torch.set_default_dtype(torch.float64)
BATCH, STEPS, FEATURES = 2, 5, 3


def numbers(count, factor, modulus, unit):
    return torch.tensor([((factor * i) % modulus - modulus // 2) / unit for i in range(count)])


def single(x):
    """Our optimizers' settings are floats."""
    return torch.tensor(x, dtype=torch.float32).item()


def direction(kind, w, features, units):
    """PyTorch's weights from the next values of w."""
    gates = {"rnn": 1, "lstm": 4, "gru": 3}[kind]
    order = [1, 0, 2] if kind == "gru" else list(range(gates))  # PyTorch's r z n from z r n

    def take(rows):
        values = torch.stack([next(w) for _ in range(rows * gates * units)]).reshape(rows, gates, units)
        return values[:, order].reshape(rows, gates * units)

    weights = [take(features).T, take(units).T, take(1)[0]]
    return weights + [take(1)[0] if kind == "gru" else torch.zeros(gates * units)]


def reset_before(units, w, x):
    """A GRU that resets before its product, which PyTorch has not, by its formula: Cho et al., 2014."""
    def take(rows):
        return torch.stack([next(w) for _ in range(rows * 3 * units)]).reshape(rows, 3 * units)
    kernel, recurrent, bias = take(x.shape[2]), take(units), take(1)[0]
    h, all_of_h, gates, last = torch.zeros(x.shape[0], units), [], slice(2 * units), slice(2 * units, None)
    for now in x.unbind(1):
        z, r = torch.sigmoid(now @ kernel[:, gates] + h @ recurrent[:, gates] + bias[gates]).chunk(2, 1)
        y = torch.tanh(now @ kernel[:, last] + (r * h) @ recurrent[:, last] + bias[last])
        h = z * h + (1 - z) * y
        all_of_h.append(h)
    return torch.stack(all_of_h, 1)


def layer(kind, units, returns, both, w, x):
    features = x.shape[2]
    if kind == "reset_before":
        y = reset_before(units, w, x)
        return y if returns == "sequence" else y[:, -1]
    weights = [p for _ in range(1 + both) for p in direction(kind, w, features, units)]
    zero = torch.zeros(1 + both, x.shape[0], units)
    settings = (weights, True, 1, 0.0, True, both, True)
    if kind == "lstm":
        y = torch._VF.lstm(x, (zero, zero), *settings)[0]
    else:
        y = {"rnn": torch._VF.rnn_tanh, "gru": torch._VF.gru}[kind](x, zero, *settings)[0]
    if returns == "sequence":
        return y
    return torch.cat([y[:, -1, :units], y[:, 0, units:]], 1) if both else y[:, -1]


def parameters_of(layers):
    count, features = 0, FEATURES
    for kind, units, _, both in layers:
        gates, biases = {"rnn": (1, 1), "lstm": (4, 1), "gru": (3, 2), "reset_before": (3, 1)}[kind]
        count += (1 + both) * gates * units * (features + units + biases)
        features = units * (1 + both)
    return count


def run(layers, w, x):
    values = iter(w)
    for kind, units, returns, both in layers:
        x = layer(kind, units, returns, both, values, x)
    assert next(values, None) is None
    return x.reshape(BATCH, -1)


def print_array(values):
    text = [repr(v) for v in values.detach().flatten().tolist()]
    lines = [", ".join(text[i:i + 5]) for i in range(0, len(text), 5)]
    print("    {" + ",\n     ".join(lines) + "},")


def print_case(name, layers):
    w = numbers(parameters_of(layers), 37, 101, 100.0).requires_grad_()
    x = numbers(BATCH * STEPS * FEATURES, 53, 89, 44.0).reshape(BATCH, STEPS, FEATURES).requires_grad_()
    y = run(layers, w, x)
    dy = numbers(y.numel(), 29, 83, 41.0).reshape(y.shape)
    (y * dy).sum().backward()
    trained = w.detach().clone().requires_grad_()
    betas = (single(0.9), single(0.999))
    optimizer = torch.optim.Adam([trained], lr=single(0.01), betas=betas, eps=single(1e-8))
    losses = []
    for _ in range(3):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(run(layers, trained, x.detach()), dy)
        loss.backward()
        optimizer.step()
        losses.append(loss)
    print(f"inline constexpr RecurrentCase<{len(w)}, {x.numel()}, {y.numel()}> {name}{{")
    for values in (y, x.grad, w.grad, torch.stack(losses), trained):
        print_array(values)
    print("};\n")


print(f"""#pragma once

#include <cstddef>

// Written by recurrence.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::recurrence {{

/// Two samples of five steps of three features: the outputs, the gradients of the sum of y * dy, and three steps
/// of Adam (0.01) on the mean squared distance to dy: the losses before each, and the parameters after them.
template <std::size_t Parameters, std::size_t In, std::size_t Out>
struct RecurrentCase {{
    double y[Out], dx[In], dw[Parameters], losses[3], trained[Parameters];
}};
""")
print_case("simple_rnn", [("rnn", 4, "last", False)])
print_case("lstm", [("lstm", 4, "last", False)])
print_case("gru", [("gru", 4, "sequence", False)])
print_case("reset_before", [("reset_before", 4, "sequence", False)])
print_case("both_ways_lstm", [("lstm", 2, "sequence", True)])
print_case("both_ways_gru", [("gru", 3, "last", True)])
print_case("stacked", [("lstm", 2, "sequence", False), ("rnn", 3, "last", False)])
print("}  // namespace reference::recurrence")
