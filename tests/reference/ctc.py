#!/usr/bin/env python3
"""Writes ctc.hpp: value and gradient of CTCLoss by PyTorch, in float64.

python3 ctc.py > ctc.hpp

Logits of six steps of four classes; up to three labels, 0 behind them.
"""
import torch

torch.manual_seed(11)
torch.set_default_dtype(torch.float64)
STEPS, CLASSES = 6, 4
cases = []
for labels in ([], [2], [1, 3], [1, 1], [3, 2, 3], [2, 2, 2]):
    z = (3 * torch.randn(STEPS, CLASSES)).round(decimals=3).requires_grad_()
    loss = torch.nn.functional.ctc_loss(
        torch.log_softmax(z, 1)[:, None], torch.tensor([labels], dtype=torch.long), [STEPS], [len(labels)],
        reduction="sum")
    loss.backward()
    cases.append((z.detach().flatten(), labels + [0] * (3 - len(labels)), loss.item(), z.grad.flatten()))


def row(values):
    return "{" + ", ".join(repr(float(v)) for v in values) + "}"


print(f"""#pragma once

#include <cstddef>

// Written by ctc.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::ctc {{

inline constexpr std::size_t steps = {STEPS}, classes = {CLASSES}, size = steps * classes;
struct Case {{
    double logits[size], labels[3], value, slope[size];
}};
inline constexpr Case cases[] = {{""")
for z, labels, value, slope in cases:
    print(f"    {{{row(z)},\n     {row(labels)}, {value!r},\n     {row(slope)}}},")
print("};\n\n}  // namespace reference::ctc")
