#!/usr/bin/env python3
"""Writes ragged.hpp: packed sequences of different lengths through bidirectional LSTMs by PyTorch, in float64.

python3 ragged.py > ragged.hpp
"""
import numpy
import torch
from torch.nn import functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)
LENGTHS, STEPS, FEATURES, UNITS, CLASSES = [3, 5, 1, 4], 5, 2, 3, 3

# Of few binary digits, so that float holds them.
x = (torch.randint(-64, 64, (len(LENGTHS), STEPS, FEATURES)) / 32).double()
classes = torch.randint(0, CLASSES, (len(LENGTHS),))
step_classes = torch.randint(0, CLASSES, (len(LENGTHS), STEPS))
real = torch.arange(STEPS)[None] < torch.tensor(LENGTHS)[:, None]
packed = pack_padded_sequence(x, LENGTHS, batch_first=True, enforce_sorted=False)


class Model(torch.nn.Module):
    def __init__(self, answers, width, bidirectional=True):
        super().__init__()
        self.lstm = torch.nn.LSTM(FEATURES, UNITS, batch_first=True, bidirectional=bidirectional)
        self.dense = torch.nn.Linear(width, CLASSES)
        self.answers = answers
        for name, value in self.lstm.named_parameters():
            if name.startswith("bias_hh"):
                torch.nn.init.zeros_(value)

    def forward(self):
        outputs, (states, _) = self.lstm(packed)
        return self.dense(self.answers(pad_packed_sequence(outputs, batch_first=True, total_length=STEPS)[0], states))

    def parts(self, of):
        """All of them in the library's order and layout."""
        values = []
        for way in ["", "_reverse"][: 1 + self.lstm.bidirectional]:
            for name in ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0"]:
                values.append(of(getattr(self.lstm, name + way)).T)
        values += [of(self.dense.weight).T, of(self.dense.bias)]
        return numpy.concatenate([v.detach().numpy().ravel() for v in values])


def pools(outputs, _):
    none = outputs.masked_fill(~real[..., None], -torch.inf)
    return torch.cat([outputs.sum(1) / torch.tensor(LENGTHS)[:, None], none.amax(1)], -1)


def text(values):
    return "{" + ", ".join(repr(v) for v in numpy.ravel(values).tolist()) + "}"


def array(kind, name, values):
    print(f"inline constexpr {kind} {name}[{numpy.size(values)}] = {text(values)};")


print(f"""#pragma once

#include <cstdint>

// Written by ragged.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::ragged {{
""")
array("float", "x", x.numpy())
array("std::uint32_t", "lengths", numpy.array(LENGTHS))
array("std::uint32_t", "classes", classes.numpy())
array("std::uint32_t", "step_classes", step_classes.numpy())
models = {
    "last": Model(lambda _, states: states[0], UNITS, bidirectional=False),
    "both_ways": Model(lambda _, states: torch.cat(list(states), -1), 2 * UNITS),
    "each_step": Model(lambda outputs, _: outputs, 2 * UNITS),
    "pools": Model(pools, 4 * UNITS),
}
for name, model in models.items():
    logits = model()
    if name == "each_step":
        loss = F.cross_entropy(logits[real], step_classes[real])
    else:
        loss = F.cross_entropy(logits, classes)
    loss.backward()
    answers = torch.softmax(logits, -1)
    if name == "each_step":
        answers = answers * real[..., None]
    print(f"\nnamespace {name} {{")
    array("double", "parameters", model.parts(lambda p: p))
    array("double", "answers", answers.detach().numpy())
    array("double", "gradient", model.parts(lambda p: p.grad))
    print(f"inline constexpr double loss = {loss.item()!r};\n}}")
print("\n}  // namespace reference::ragged")
