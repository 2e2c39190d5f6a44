#!/usr/bin/env python3
"""Writes safetensors.hpp: models of PyTorch, how safetensors would write them, and what they answer.

python3 safetensors.py > safetensors.hpp

The weights and inputs are numbers by formula, which the test computes too, so that only the headers of the
files and the answers are here. The headers are as the safetensors package writes them: padded to eight bytes,
tensors by the size of their type, then by name.
"""
import json

import torch
from torch import nn

torch.set_default_dtype(torch.float64)


def numbers(count, factor, modulus, unit):
    return torch.tensor([((factor * i) % modulus - modulus // 2) / unit for i in range(count)])


class Recurrent(nn.Module):
    """A recurrent layer, of which the last output goes to `head`; or all, each by itself."""

    def __init__(self, rnn, head, all_steps=False):
        super().__init__()
        self.rnn, self.head, self.all_steps = rnn, head, all_steps

    def forward(self, x):
        y = self.rnn(x)[0]
        if self.all_steps:
            return self.head(y)
        if self.rnn.bidirectional:
            units = self.rnn.hidden_size
            return self.head(torch.cat([y[:, -1, :units], y[:, 0, units:]], 1))
        return self.head(y[:, -1])


class Words(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Embedding(7, 3)
        self.gru = nn.GRU(3, 4, batch_first=True)
        self.norm = nn.LayerNorm(4)
        self.out = nn.Linear(4, 2)

    def forward(self, x):
        return self.out(self.norm(self.gru(self.encoder(x.round().abs().long()))[0][:, -1]))


class Wrapped(nn.Module):
    def __init__(self):
        super().__init__()
        self.model = nn.Sequential(nn.Linear(5, 4), nn.Tanh(), nn.Linear(4, 3, bias=False))
        self.unused = nn.Linear(2, 2)

    def forward(self, x):
        return self.model(x)


def images():
    return nn.Sequential(
        nn.Conv2d(2, 6, 3, padding=1), nn.BatchNorm2d(6), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 6, (2, 1), groups=3, bias=False), nn.Tanh(), nn.Flatten(), nn.BatchNorm1d(54),
        nn.Linear(54, 3))


# name, model, input's shape, whose last axis is the channels' here, whether PyTorch has that axis first
MODELS = [
    ("dense", nn.Sequential(nn.Linear(5, 4), nn.Tanh(), nn.Linear(4, 3)), (5,), False),
    ("wrapped", Wrapped(), (5,), False),
    ("images", images(), (8, 7, 2), True),
    ("upwards", nn.Sequential(nn.ConvTranspose2d(2, 3, (3, 2), stride=2), nn.Flatten(), nn.Linear(168, 2)),
     (3, 4, 2), True),
    ("sequence", nn.Sequential(nn.Conv1d(2, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(24, 3)), (8, 2), True),
    ("lstm", Recurrent(nn.LSTM(3, 4, num_layers=2, batch_first=True), nn.Linear(4, 2)), (5, 3), False),
    ("both_ways",
     Recurrent(nn.LSTM(3, 2, num_layers=2, batch_first=True, bidirectional=True), nn.Linear(4, 3)),
     (4, 3), False),
    ("gru", Recurrent(nn.GRU(3, 4, batch_first=True), nn.Linear(4, 3), True), (5, 3), False),
    ("rnn", Recurrent(nn.RNN(3, 4, batch_first=True), nn.Linear(4, 3)), (5, 3), False),
    ("words", Words(), (5,), False),
]


def write(name, model, shape, channels_first):
    model.eval()
    state = model.state_dict()
    order = sorted(state, key=lambda key: (0 if key.endswith("num_batches_tracked") else 1, key))
    header, at, ranges, counters, position = {}, 0, [], 0, 0
    for key in order:
        values = state[key]
        if key.endswith("num_batches_tracked"):
            dtype, width = "I64", 8
            counters += 1
        else:
            dtype, width = "F32", 4
            count = values.numel()
            own = numbers(position + count, 37, 101, 128)[position:].reshape(values.shape)
            if key.endswith("running_var"):
                ranges.append((position, count))
                own = own + 1
            values.copy_(own)
            position += count
        size = values.numel() * width
        header[key] = {"dtype": dtype, "shape": list(values.shape), "data_offsets": [at, at + size]}
        at += size
    size = 1
    for extent in shape:
        size *= extent
    x = numbers(size, 29, 61, 32) * (5 if name == "words" else 1)
    x = x.reshape(1, *shape)
    if channels_first:
        x = x.movedim(-1, 1)
    with torch.no_grad():
        y = model(x).reshape(-1).tolist()
    text = json.dumps(header, separators=(",", ":"))
    text += " " * (-len(text) % 8)
    print(f"inline constexpr ForeignFile {name}{{")
    for start in range(0, len(text), 90):
        print('    R"(' + text[start:start + 90] + ')"' + ("," if start + 90 >= len(text) else ""))
    print(f"    {counters}, {position},")
    print("    {{" + ", ".join(f"{{{a}, {b}}}" for a, b in ranges) + "}},")
    lines = [", ".join(f"{value:.9g}" for value in y[i:i + 6]) for i in range(0, len(y), 6)]
    print("    {" + ",\n     ".join(lines) + "}};")


print(f"""#pragma once

#include <array>
#include <cstddef>

// Written by safetensors.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off""")
print("""namespace reference {

struct PositiveValues {
    std::size_t first = 0, count = 0;
};

/// A safetensors file: its header, how many counters of 64 bits come first, how many floats behind them,
/// which of these are one more than the formula says; and what the model answers.
struct ForeignFile {
    const char* header;
    std::size_t counters, floats;
    std::array<PositiveValues, 4> positive;
    std::array<double, 16> answer;
};
""")
for model in MODELS:
    write(*model)
print("\n}  // namespace reference")
