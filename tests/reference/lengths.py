#!/usr/bin/env python3
"""Writes lengths.hpp: packed sequences of different lengths through an LSTM by PyTorch, in float64.

python3 lengths.py > lengths.hpp
"""
import numpy
import torch
from torch.nn import functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

torch.manual_seed(5)
torch.set_default_dtype(torch.float64)
LENGTHS, STEPS, FEATURES, UNITS, CLASSES = [3, 5, 1, 4], 5, 3, 4, 2

# Of few binary digits, so that float holds them.
x = (torch.randint(-64, 64, (len(LENGTHS), STEPS, FEATURES)) / 32).double()
classes = torch.randint(0, CLASSES, (len(LENGTHS), STEPS))
lstm, dense = torch.nn.LSTM(FEATURES, UNITS, batch_first=True), torch.nn.Linear(UNITS, CLASSES)
torch.nn.init.zeros_(lstm.bias_hh_l0)


def parts(of):
    """All of them in the library's order and layout."""
    values = [of(lstm.weight_ih_l0).T, of(lstm.weight_hh_l0).T, of(lstm.bias_ih_l0), of(dense.weight).T, of(dense.bias)]
    return numpy.concatenate([v.detach().numpy().ravel() for v in values])


def text(values):
    return "{" + ", ".join(repr(v) for v in numpy.ravel(values).tolist()) + "}"


def array(kind, name, values):
    print(f"inline constexpr {kind} {name}[{numpy.size(values)}] = {text(values)};")


def each_step():
    outputs, _ = pad_packed_sequence(lstm(packed)[0], batch_first=True, total_length=STEPS)
    real = torch.arange(STEPS)[None] < torch.tensor(LENGTHS)[:, None]
    return F.cross_entropy(dense(outputs)[real], classes[real])


def last_step():
    last = torch.tensor(LENGTHS) - 1
    return F.cross_entropy(dense(lstm(packed)[1][0][0]), classes[torch.arange(len(LENGTHS)), last])


print(f"""#pragma once

#include <cstdint>

// Written by lengths.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::lengths {{
""")
packed = pack_padded_sequence(x, LENGTHS, batch_first=True, enforce_sorted=False)
array("float", "x", x.numpy())
array("std::uint32_t", "lengths", numpy.array(LENGTHS))
array("std::uint32_t", "classes", classes.numpy())
array("double", "parameters", parts(lambda p: p))
for loss in (each_step, last_step):
    lstm.zero_grad()
    dense.zero_grad()
    value = loss()
    value.backward()
    array("double", f"{loss.__name__}_gradient", parts(lambda p: p.grad))
    print(f"inline constexpr double {loss.__name__}_loss = {value.item()!r};")
print("\n}  // namespace reference::lengths")
