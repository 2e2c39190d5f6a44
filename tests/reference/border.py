#!/usr/bin/env python3
"""Writes border.hpp: padding by reflection and replication, by PyTorch, in float64.

python3 border.py > border.hpp

The input is 0, 1, 2, ... in ctnn's order, channels last; the gradient of the outputs alike. For each case the outputs,
and the gradient of the input.
"""
import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)


def row(name, tensor):
    values = ", ".join(str(int(v)) for v in tensor.detach().flatten().tolist())
    print(f"    static constexpr double {name}[] = {{{values}}};")


def counted(shape):
    return torch.arange(torch.Size(shape).numel(), dtype=torch.float64).reshape(shape)


def case(name, shape, pads, mode):
    x = counted(shape).requires_grad_()
    y = F.pad(x.movedim(-1, 0)[None], pads, mode=mode)[0].movedim(0, -1)
    y.backward(counted(y.shape))
    print(f"struct {name} {{")
    row("y", y)
    row("dx", x.grad)
    print("};")


print(f"""#pragma once

// Written by border.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::border {{
""")
case("ReflectedSteps", (4, 2), (2, 3), "reflect")
case("ReplicatedSteps", (3, 2), (2, 4), "replicate")
case("ReflectedImage", (3, 4, 2), (3, 1, 0, 2), "reflect")
case("ReplicatedImage", (2, 3, 2), (1, 2, 3, 0), "replicate")
print("\n}  // namespace reference::border\n// clang-format on")
