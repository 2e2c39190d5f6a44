#!/usr/bin/env python3
"""Writes attention.hpp: attention and a transformer's block by PyTorch, in float64.

python3 attention.py > attention.hpp

Parameters are in ctnn's order: weights are the transposes of PyTorch's, (in, out).
"""
import torch
from torch import nn

torch.set_default_dtype(torch.float64)


def numbers(count, factor, modulus, unit):
    return torch.tensor([((factor * i) % modulus - modulus // 2) / unit for i in range(count)])


def row(name, tensor):
    values = ", ".join(repr(v) for v in tensor.detach().flatten().tolist())
    print(f"    static constexpr double {name}[] = {{{values}}};")


def fill(parameters):
    """Numbers by formula for all of them, one after the other."""
    values = numbers(sum(p.numel() for p in parameters), 37, 101, 100.0)
    at = 0
    for p in parameters:
        p.data = values[at:at + p.numel()].reshape(p.shape).clone()
        at += p.numel()


def in_our_order(tensors):
    return torch.cat([(t.T if t.dim() == 2 else t).flatten() for t in tensors])


def of_attention(module):
    return [p for p in (module.in_proj_weight, module.in_proj_bias, module.out_proj.weight, module.out_proj.bias)
            if p is not None]


def case(name, parameters, function, batch, steps, size):
    fill(parameters)
    x = numbers(batch * steps * size, 53, 89, 44.0).reshape(batch, steps, size).requires_grad_()
    y = function(x)
    dy = numbers(y.numel(), 29, 83, 41.0).reshape(y.shape)
    y.backward(dy)
    print(f"struct {name} {{\n    static constexpr std::size_t batch = {batch};")
    row("x", x)
    row("w", in_our_order([p.detach() for p in parameters]))
    row("dy", dy)
    row("y", y)
    row("dx", x.grad)
    row("dw", in_our_order([p.grad for p in parameters]))
    print("};\n")


def causal(steps):
    return torch.triu(torch.full((steps, steps), float("-inf")), diagonal=1)


def attention(name, heads, size, batch, steps, mask=None, bias=True):
    module = nn.MultiheadAttention(size, heads, bias=bias, batch_first=True)
    case(name, of_attention(module), lambda x: module(x, x, x, attn_mask=mask)[0], batch, steps, size)


def block(name, heads, size, hidden, batch, steps, mask):
    module = nn.TransformerEncoderLayer(size, heads, hidden, dropout=0, activation="gelu", batch_first=True,
                                        norm_first=True)
    case(name, [module.norm1.weight, module.norm1.bias, *of_attention(module.self_attn), module.norm2.weight,
                module.norm2.bias, module.linear1.weight, module.linear1.bias, module.linear2.weight,
                module.linear2.bias], lambda x: module(x, mask), batch, steps, size)


def encoding(name, steps, size):
    """As PyTorch's tutorial on transformers computes it."""
    position = torch.arange(steps).unsqueeze(1)
    factor = torch.exp(torch.arange(0, size, 2) * (-torch.log(torch.tensor(10000.0)) / size))
    waves = torch.zeros(steps, size)
    waves[:, 0::2] = torch.sin(position * factor)
    waves[:, 1::2] = torch.cos(position * factor)
    print(f"struct {name} {{\n    static constexpr std::size_t step = {steps - 3};")
    row("first", waves[:3])
    row("last", waves[-3:])
    print("};\n")


print(f"""#pragma once

#include <cstddef>

// Written by attention.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::attention {{
""")
attention("TwoHeads", 2, 6, batch=2, steps=5)
attention("CausalHeads", 3, 6, batch=2, steps=4, mask=causal(4))
attention("WithoutBias", 1, 4, batch=1, steps=3, bias=False)
block("Block", 2, 4, 6, batch=2, steps=4, mask=None)
block("CausalBlock", 2, 4, 6, batch=1, steps=5, mask=causal(5))
encoding("Encoding", 5000, 6)
print("}  // namespace reference::attention\n// clang-format on")
