#!/usr/bin/env python3
"""Writes transfer.hpp: what is trained in part, by PyTorch in float64.

python3 transfer.py > transfer.hpp

Frozen: a network whose first layers and a block further on have requires_grad=False and are in eval(), a Linear
between and one behind trained by Adam for three steps. Parameters, inputs and targets are numbers by formula, which
the test computes too, so that only results are here: the output, the gradient of the input and of the trained
parameters before the first step, and all parameters after the last. Blocks are in ctnn's order.

Tied: an autoencoder of one Linear, whose weight is used a second time, transposed, around one that is passed through
three times. Its output, the gradient of the input and of all parameters.

Heads: an actor and a critic, cross entropy and half a squared error, mean of two samples.

Inputs: two of them, the first an image that a convolution sees, the second beside what comes of it, and once more
beside what comes of both.

Rated: groups of parameters with learning rates and decays of their own, three steps of AdamW.
"""
import torch
import torch.nn as nn

torch.set_default_dtype(torch.float64)


def numbers(count, factor, modulus, unit):
    return torch.tensor([((factor * i) % modulus - modulus // 2) / unit for i in range(count)])


def row(name, tensor):
    values = ", ".join(repr(v) for v in tensor.detach().flatten().tolist())
    print(f"    static constexpr double {name}[] = {{{values}}};")


def linear(inputs, outputs, factor):
    """A Linear whose (in, out) weight and bias are numbers by formula."""
    layer = nn.Linear(inputs, outputs)
    values = numbers(inputs * outputs + outputs, factor, 23, 17.0)
    layer.weight.data = values[:inputs * outputs].reshape(inputs, outputs).T.clone()
    layer.bias.data = values[inputs * outputs:].clone()
    return layer


def norm(layer, factor, size):
    values = numbers(2 * size, factor, 19, 13.0)
    layer.weight.data, layer.bias.data = values[:size] + 1, values[size:].clone()
    return layer


def flat(layers, of=lambda p: p):
    """Their weights and biases one after the other, in ctnn's order."""
    return torch.cat([(of(p).T if p.dim() > 1 else of(p)).flatten() for layer in layers for p in (layer.weight, layer.bias)])


def freeze(*layers):
    for layer in layers:
        layer.eval()
        for parameter in layer.parameters():
            parameter.requires_grad_(False)


def frozen():
    first, trained, last = linear(4, 5, 7), linear(5, 4, 5), linear(4, 3, 11)
    batch = norm(nn.BatchNorm1d(5), 3, 5)
    batch.running_mean, batch.running_var = numbers(5, 5, 11, 9.0), numbers(5, 7, 13, 20.0) + 1
    inner, layer = linear(4, 4, 3), norm(nn.LayerNorm(4), 2, 4)
    freeze(first, batch, inner, layer)

    def predict(x):
        h = torch.tanh(trained(batch(torch.tanh(first(x)))))
        return last(h + layer(torch.tanh(inner(h))))

    x = numbers(8, 9, 31, 15.0).reshape(2, 4).requires_grad_()
    target = numbers(6, 5, 7, 4.0).reshape(2, 3)
    loss = ((predict(x) - target) ** 2).mean()
    loss.backward()
    print("struct Frozen {")
    row("y", predict(x))
    row("dx", x.grad)
    row("dw", flat([trained, last], lambda p: p.grad))
    optimizer = torch.optim.Adam([*trained.parameters(), *last.parameters()], lr=0.1)
    for _ in range(3):
        optimizer.zero_grad()
        ((predict(x) - target) ** 2).mean().backward()
        optimizer.step()
    row("trained", flat([trained, last]))
    print("};")


def rated():
    first, trained, last = linear(4, 5, 7), linear(5, 4, 5), linear(4, 3, 11)
    x, target = numbers(8, 9, 31, 15.0).reshape(2, 4), numbers(6, 5, 7, 4.0).reshape(2, 3)
    optimizer = torch.optim.AdamW([{"params": first.parameters(), "lr": 0.0125, "weight_decay": 0},
                                   {"params": trained.parameters(), "lr": 0.375, "weight_decay": 0.125},
                                   {"params": last.parameters()}], lr=0.125, weight_decay=0.25)
    for _ in range(3):
        optimizer.zero_grad()
        ((last(torch.tanh(trained(torch.tanh(first(x))))) - target) ** 2).mean().backward()
        optimizer.step()
    print("struct Rated {")
    row("trained", flat([first, trained, last]))
    print("};")


def tied():
    first, inner = linear(4, 3, 7), linear(3, 3, 5)
    bias = numbers(4, 3, 7, 5.0).requires_grad_()
    x = numbers(8, 9, 31, 15.0).reshape(2, 4).requires_grad_()
    h = torch.tanh(first(x))
    for _ in range(3):
        h = torch.tanh(inner(h))
    y = torch.nn.functional.linear(h, first.weight.T, bias)
    (y * numbers(8, 5, 7, 4.0).reshape(2, 4)).sum().backward()
    print("struct Tied {")
    row("y", y)
    row("dx", x.grad)
    row("dw", torch.cat([flat([first, inner], lambda p: p.grad), bias.grad]))
    print("};")


def heads():
    trunk, actor, inner, critic = linear(4, 5, 7), linear(5, 3, 5), linear(5, 2, 11), linear(2, 1, 3)
    x = numbers(8, 9, 31, 15.0).reshape(2, 4).requires_grad_()
    h = torch.tanh(trunk(x))
    logits, value = actor(h), critic(torch.tanh(inner(h)))
    loss = nn.functional.cross_entropy(logits, torch.tensor([2, 0]))
    loss = loss + 0.5 * nn.functional.mse_loss(value, torch.tensor([[0.5], [-1.0]]))
    loss.backward()
    print("struct Heads {")
    row("loss", loss)
    row("policy", torch.softmax(logits, 1))
    row("value", value)
    row("dx", x.grad)
    row("dw", flat([trunk, actor, inner, critic], lambda p: p.grad))
    print("};")


def inputs():
    """Of three rows and columns of one channel, and of two values."""
    x = numbers(11, 9, 31, 15.0).requires_grad_()
    image, side = x[:9].reshape(1, 1, 3, 3), x[9:]
    values = numbers(4 * 2 + 2, 7, 23, 17.0)
    weight = values[:8].reshape(2, 2, 1, 2).permute(3, 2, 0, 1).clone().requires_grad_()
    bias = values[8:].clone().requires_grad_()
    inner, last = linear(10, 3, 5), linear(5, 2, 11)
    seen = torch.tanh(nn.functional.conv2d(image, weight, bias))[0].permute(1, 2, 0).flatten()
    y = last(torch.cat([torch.tanh(inner(torch.cat([seen, side]))), side]))
    (y * torch.tensor([1.0, -2.0])).sum().backward()
    print("struct Inputs {")
    row("y", y)
    row("dx", x.grad)
    row("dw", torch.cat([weight.grad.permute(2, 3, 1, 0).flatten(), bias.grad, flat([inner, last], lambda p: p.grad)]))
    print("};")


print("#pragma once\n")
print(f"// Written by transfer.py with PyTorch {torch.__version__}. Do not edit.")
print("// clang-format off")
print("namespace reference::transfer {\n")
frozen()
rated()
tied()
heads()
inputs()
print("\n}  // namespace reference::transfer")
