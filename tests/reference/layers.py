#!/usr/bin/env python3
"""Writes layers.hpp: one batch forward and back through single layers, by PyTorch in float64.

python3 layers.py > layers.hpp

Group and instance norms, norms without scale and shift, gated units, bilinear upsampling, adaptive pools and pools that
round up, slices, what is joined along an axis, constant scales. Values are in ctnn's order: images rows, columns,
channels, sequences steps, features.
"""
import torch
from torch import nn
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(17)


def drawn(*shape):
    """With few digits, to keep the file short."""
    return (torch.randn(*shape) * 1.5 + 0.3).round(decimals=2)


def row(name, values):
    numbers = ", ".join(repr(float(v)) for v in values)
    print(f"    static constexpr double {name}[] = {{{numbers}}};")


def flat(*tensors):
    return [v for t in tensors for v in t.detach().reshape(-1).tolist()]


def channels_first(f):
    """A function that wants the channels second."""
    return lambda x: f(x.movedim(-1, 1)).movedim(1, -1)


def case(name, f, *shape, module=None, state=False):
    for p in module.parameters() if module else ():
        p.data = drawn(*p.shape)
    x = drawn(2, *shape).requires_grad_()
    y = f(x)
    dy = drawn(*y.shape)
    y.backward(dy)
    print(f"struct {name} {{")
    print(f"    static constexpr std::size_t batch = {len(x)};")
    row("x", flat(x))
    if module and list(module.parameters()):
        row("w", flat(*module.parameters()))
        row("dw", flat(*[p.grad for p in module.parameters()]))
    row("y", flat(y))
    row("dy", flat(dy))
    row("dx", flat(x.grad))
    if state:
        row("state", flat(module.running_mean, module.running_var))
        row("predicted", flat(channels_first(module.eval())(x)))
    print("};\n")


def normed(name, module, *shape, state=False):
    case(name, channels_first(module), *shape, module=module, state=state)


print(f"""#pragma once

#include <cstddef>

// Written by layers.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::layers {{

/// A batch through one layer: x, w -> y; dy -> dx, dw.""")
normed("GroupNormOfImages", nn.GroupNorm(2, 6), 2, 3, 6)
normed("GroupNormOfSteps", nn.GroupNorm(3, 3, eps=1e-3), 5, 3)
normed("GroupNormOfSamples", nn.GroupNorm(2, 8), 8)
normed("InstanceNormOfImages", nn.InstanceNorm2d(3, affine=True), 3, 2, 3)
normed("InstanceNormOfSteps", nn.InstanceNorm1d(3), 4, 3)
normed("PlainGroupNorm", nn.GroupNorm(2, 4, affine=False), 3, 4)
normed("PlainBatchNorm", nn.BatchNorm2d(3, affine=False), 2, 2, 3, state=True)
layer_norm = nn.LayerNorm(5, elementwise_affine=False)
case("PlainLayerNorm", layer_norm, 2, 5, module=layer_norm)
case("PlainRMSNorm", lambda x: x / torch.sqrt((x * x).mean(-1, keepdim=True) + 1e-6), 2, 5)
case("GLUOfSteps", nn.GLU(-1), 3, 4)
case("GLUOfImages", nn.GLU(-1), 2, 2, 6)
case("SwiGLU", lambda x: x[..., :3] * F.silu(x[..., 3:]), 6)
case("GeGLU", lambda x: x[..., :2] * F.gelu(x[..., 2:]), 3, 4)
case("ReGLU", lambda x: x[..., :2] * torch.relu(x[..., 2:]), 4)
for scale, name in ((2, "Twice"), ((3, 2), "Uneven")):
    up = nn.Upsample(scale_factor=scale, mode="bilinear", align_corners=False)
    case(f"Bilinear{name}", channels_first(up), 2, 3, 2)
    up = nn.Upsample(scale_factor=scale, mode="bilinear", align_corners=True)
    case(f"BilinearCorners{name}", channels_first(up), 3, 2, 2)
case("AdaptiveAverage", channels_first(nn.AdaptiveAvgPool2d((3, 2))), 5, 7, 2)
case("AdaptiveMax", channels_first(nn.AdaptiveMaxPool2d((2, 3))), 5, 4, 2)
case("AdaptiveAverageOfSteps", channels_first(nn.AdaptiveAvgPool1d(4)), 7, 3)
case("AdaptiveMaxOfSteps", channels_first(nn.AdaptiveMaxPool1d(3)), 8, 3)
case("AdaptiveLarger", channels_first(nn.AdaptiveAvgPool1d(5)), 3, 2)
case("CeilMax", channels_first(nn.MaxPool2d(2, 2, ceil_mode=True)), 5, 3, 2)
case("CeilMaxPadded", channels_first(nn.MaxPool2d(3, 2, 1, ceil_mode=True)), 6, 5, 2)
case("CeilAverage", channels_first(nn.AvgPool2d(3, 2, ceil_mode=True, count_include_pad=False)), 6, 5, 2)
case("CeilAverageCounted", channels_first(nn.AvgPool2d(3, 2, 1, ceil_mode=True)), 6, 5, 2)
case("CeilMaxOfSteps", channels_first(nn.MaxPool1d(3, 2, ceil_mode=True)), 6, 3)
case("CeilMaxLeftOut", channels_first(nn.MaxPool1d(2, 3, 1, ceil_mode=True)), 5, 2)
case("CeilAverageOfSteps", channels_first(nn.AvgPool1d(2, 3, ceil_mode=True)), 5, 2)
case("SliceOfSteps", lambda x: x[:, 1:4], 5, 3)
case("SliceOfFeatures", lambda x: x[..., 2:4], 3, 5)
case("SliceStrided", lambda x: x[:, :, 1:6:2], 2, 6, 2)
case("MeanOfSteps", lambda x: x.mean(1), 4, 3)
case("MeanOfFeatures", lambda x: x.mean(-1), 4, 3)
case("SumOfColumns", lambda x: x.sum(2), 2, 3, 2)
case("GreatestOfRows", lambda x: x.amax(1), 3, 2, 2)
case("LeastOfFeatures", lambda x: x.amin(-1), 3, 4)
case("Scaled", lambda x: x / 255, 3)
print("}  // namespace reference::layers")
