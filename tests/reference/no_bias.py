#!/usr/bin/env python3
"""Writes no_bias.hpp: layers without biases by PyTorch, in float64.

python3 no_bias.py > no_bias.hpp

Two networks of one sample each: of a sequence through Conv1d, GRU, LSTM, RNN and Linear, and of an image through
Conv2d and ConvTranspose2d. Parameters, inputs and gradients of outputs are numbers by formula, which the test
computes too, so that only results are here: outputs, and the gradients of the input and of all parameters. Blocks
are in ctnn's order: a layer's weights are (in, out), kernels (rows, columns, in, out), images have their channels
last.
"""
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def numbers(count, factor, modulus, unit):
    return torch.tensor([((factor * i) % modulus - modulus // 2) / unit for i in range(count)])


def row(name, tensor):
    values = ", ".join(repr(v) for v in tensor.detach().flatten().tolist())
    print(f"    static constexpr double {name}[] = {{{values}}};")


class Block:
    """Takes a layer's weights off the front of all parameters."""

    def __init__(self, values):
        self.values, self.at = values, 0

    def take(self, *extents):
        count = torch.Size(extents).numel()
        self.at += count
        return self.values[self.at - count:self.at].reshape(extents)


def recurrent(kind, block, features, units, x):
    gates = {"rnn_tanh": 1, "lstm": 4, "gru": 3}[kind]
    order = [1, 0, 2] if kind == "gru" else list(range(gates))  # PyTorch's r z n from z r n

    def take(rows):
        return block.take(rows, gates, units)[:, order].reshape(rows, gates * units).T

    weights, zero = [take(features), take(units)], torch.zeros(1, 1, units)
    state = (zero, zero) if kind == "lstm" else zero
    return getattr(torch._VF, kind)(x, state, weights, False, 1, 0.0, True, False, True)[0]


def sequence(block, x):
    x = torch.tanh(F.conv1d(x.reshape(1, 6, 2).movedim(2, 1), block.take(2, 2, 3).permute(2, 1, 0)))
    x = recurrent("gru", block, 3, 4, x.movedim(1, 2))
    x = recurrent("lstm", block, 4, 3, x)
    x = recurrent("rnn_tanh", block, 3, 5, x)[:, -1]
    return x @ block.take(5, 2)


def image(block, x):
    x = torch.tanh(F.conv2d(x.reshape(1, 4, 3, 2).permute(0, 3, 1, 2), block.take(2, 3, 2, 3).permute(3, 2, 0, 1)))
    x = F.conv_transpose2d(x, block.take(2, 2, 2, 3).permute(3, 2, 0, 1), stride=2)
    return x.permute(0, 2, 3, 1)


def case(name, model, parameters, inputs):
    w = numbers(parameters, 37, 101, 100.0).requires_grad_()
    x = numbers(inputs, 53, 89, 44.0).requires_grad_()
    block = Block(w)
    y = model(block, x).flatten()
    assert block.at == parameters
    y.backward(numbers(y.numel(), 29, 83, 41.0))
    print(f"struct {name} {{")
    row("y", y)
    row("dx", x.grad)
    row("dw", w.grad)
    print("};")


print(f"""#pragma once

// Written by no_bias.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::no_bias {{
""")
case("Sequence", sequence, 12 + 12 * (3 + 4) + 12 * (4 + 3) + 5 * (3 + 5) + 10, 12)
case("Image", image, 36 + 24, 24)
print("\n}  // namespace reference::no_bias\n// clang-format on")
