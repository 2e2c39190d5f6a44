#!/usr/bin/env python3
"""Writes initial_state.hpp: recurrent layers that begin with learned states, by PyTorch, in float64.

python3 initial_state.py > initial_state.hpp

A batch of two sequences through LSTM, GRU and RNN, one after the other. Parameters, inputs and gradients of outputs
are numbers by formula, which the test computes too, so that only results are here: outputs, and the gradients of the
input and of all parameters. A layer's block is kernel (in, gates, units), recurrent kernel (units, gates, units),
bias, h0, and of the LSTM c0; where PyTorch has two biases and we have one, the second is zero.
"""
import torch

torch.set_default_dtype(torch.float64)
BATCH, STEPS, FEATURES = 2, 4, 3
LAYERS = [("lstm", 4), ("gru", 3), ("rnn_tanh", 5)]
GATES = {"rnn_tanh": 1, "lstm": 4, "gru": 3}


def numbers(count, factor, modulus, unit):
    return torch.tensor([((factor * i) % modulus - modulus // 2) / unit for i in range(count)])


def row(name, tensor):
    values = ", ".join(repr(v) for v in tensor.detach().flatten().tolist())
    print(f"    static constexpr double {name}[] = {{{values}}};")


def size(kind, features, units):
    biases, states = (2 if kind == "gru" else 1), (2 if kind == "lstm" else 1)
    return GATES[kind] * units * (features + units + biases) + states * units


def layer(kind, units, w, x):
    """x through the layer whose block is w."""
    gates, features = GATES[kind], x.shape[2]
    order = [1, 0, 2] if kind == "gru" else list(range(gates))  # PyTorch's r z n from z r n
    values = iter(w)

    def take(rows):
        block = torch.stack([next(values) for _ in range(rows * gates * units)]).reshape(rows, gates, units)
        return block[:, order].reshape(rows, gates * units)

    weights = [take(features).T, take(units).T, take(1)[0]]
    weights.append(take(1)[0] if kind == "gru" else torch.zeros(gates * units))
    initial = [torch.stack([next(values) for _ in range(units)]).expand(1, BATCH, units).contiguous()
               for _ in range(2 if kind == "lstm" else 1)]
    assert next(values, None) is None
    state = initial if kind == "lstm" else initial[0]
    return getattr(torch._VF, kind)(x, state, weights, True, 1, 0.0, True, False, True)[0]


sizes, features = [], FEATURES
for kind, units in LAYERS:
    sizes.append(size(kind, features, units))
    features = units
w = numbers(sum(sizes), 37, 101, 100.0).requires_grad_()
x = numbers(BATCH * STEPS * FEATURES, 53, 89, 44.0).requires_grad_()
y = x.reshape(BATCH, STEPS, FEATURES)
for (kind, units), block in zip(LAYERS, w.split(sizes)):
    y = layer(kind, units, block, y)
y.backward(numbers(y.numel(), 29, 83, 41.0).reshape(y.shape))

print(f"""#pragma once

// Written by initial_state.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference {{

struct InitialState {{""")
row("y", y)
row("dx", x.grad)
row("dw", w.grad)
print("};\n\n}  // namespace reference\n// clang-format on")
