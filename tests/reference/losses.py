#!/usr/bin/env python3
"""Writes losses.hpp: value and gradient of each loss by PyTorch, in float64.

python3 losses.py > losses.hpp

Means over the outputs of one sample for MSE, MAE, Huber and BCE, sums for cross-entropy and KL divergence.
The losses on probabilities y have their gradient with respect to the logits x; `of_output` is of y.
"""
import torch
from torch.nn import functional as F

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)
N = 4


def normal(scale):
    return (scale * torch.randn(N)).round(decimals=4)


def one_hot(i):
    return F.one_hot(torch.tensor(i), N).double()


def soft():
    return torch.softmax(normal(1.0), 0).round(decimals=4)


def cross_entropy(z, t):
    return F.cross_entropy(z[None], t[None])


def kl_divergence(z, t):
    return F.kl_div(F.log_softmax(z[None], 1), t[None], reduction="batchmean")


def bounded(y):
    return torch.log(y).clamp(min=-100)


outputs = [(normal(s), normal(1.0)) for s in (0.1, 1.0, 3.0, 100.0)]
outputs += [(outputs[1][1] + torch.tensor([0.5, -0.5, 1.5, -1.5]), outputs[1][1])]
yes_or_no = torch.tensor([0.0, 1.0, 1.0, 0.0])
shares = torch.tensor([0.1, 0.9, 0.5, 1.0])
large = torch.tensor([1e4, -1e4, 0.0, 1e4 - 1])
binary = [(normal(s), t) for s in (0.5, 3.0, 40.0) for t in (yes_or_no, shares)]
binary += [(large, yes_or_no), (large, shares)]
classes = [(normal(s), t) for s in (0.5, 3.0, 40.0) for t in (one_hot(2), soft(), 3.0 * soft())]
classes += [(large, one_hot(0)), (large, one_hot(1)), (large, soft()), (-large, soft())]
distributions = [(z, t) for z, t in classes if t.sum() < 1.5]


def softmax(z):
    return torch.softmax(z, 0)


def cross_of_output(y, t):
    return -(t * bounded(y)).sum()


def divergence_of_output(y, t):
    return (torch.xlogy(t, t) - t * bounded(y)).sum()


def pinball(y, t):
    return torch.maximum(0.9 * (t - y), -0.1 * (t - y)).mean()


def poisson(y, t):
    return F.poisson_nll_loss(y, t, log_input=True, full=False)


def hinge(y, t):
    return torch.relu(1 - t * y).mean()


def focal(alpha, gamma, of_logits):
    """After torchvision's sigmoid_focal_loss."""

    def loss(z, t):
        p = torch.sigmoid(z) if of_logits else z
        entropy = (F.binary_cross_entropy_with_logits if of_logits else F.binary_cross_entropy)(z, t, reduction="none")
        q = p * t + (1 - p) * (1 - t)
        return ((alpha * t + (1 - alpha) * (1 - t)) * (1 - q) ** gamma * entropy).mean()

    return loss


def cosine(y, t):
    return 1 - F.cosine_similarity(y[None], t[None])[0]


def contrastive(y, t):
    d = F.pairwise_distance(y[None, :2], y[None, 2:])[0]
    return t[0] * d**2 + (1 - t[0]) * torch.relu(1.5 - d) ** 2


def triplet(y, t):
    return F.triplet_margin_loss(y[None, 0:1], y[None, 1:2], y[None, 2:3], margin=0.75)


def error_to_signal(y, t):
    def emphasised(x):
        return torch.cat([x[:1], x[1:] - 0.85 * x[:-1]])

    return (emphasised(t - y) ** 2).sum() / ((emphasised(t) ** 2).sum() + 1e-5)


small = outputs[:3] + outputs[4:]
moderate = [case for case in binary if case[0].abs().max() < 30]
losses = {
    "huber_of": (lambda y, t: F.huber_loss(y, t, delta=0.3), torch.clone,
                 lambda y, t: F.huber_loss(y, t, delta=0.3), outputs),
    "quantile": (pinball, torch.clone, pinball, outputs),
    "poisson": (poisson, torch.clone, poisson, [(y, t.abs()) for y, t in small]),
    "hinge": (hinge, torch.clone, hinge, [(y, torch.where(t < 0, -1.0, 1.0)) for y, t in outputs]),
    "focal": (focal(0.25, 2, True), torch.sigmoid, focal(0.25, 2, False), moderate),
    "focal_of_any_power": (focal(0.5, 1.5, True), torch.sigmoid, focal(0.5, 1.5, False), moderate),
    "cosine_distance": (cosine, torch.clone, cosine, outputs),
    "contrastive": (contrastive, torch.clone, contrastive,
                    [(y, one_hot(i)) for y, _ in outputs[:3] for i in (0, 1)]),
    "triplet": (triplet, torch.clone, triplet, outputs),
    "error_to_signal": (error_to_signal, torch.clone, error_to_signal, outputs),
    "mean_squared_error": (F.mse_loss, torch.clone, F.mse_loss, outputs),
    "mean_absolute_error": (F.l1_loss, torch.clone, F.l1_loss, outputs),
    "huber": (F.huber_loss, torch.clone, F.huber_loss, outputs),
    "binary_cross_entropy": (
        F.binary_cross_entropy_with_logits, torch.sigmoid, F.binary_cross_entropy, binary),
    "cross_entropy": (cross_entropy, softmax, cross_of_output, classes),
    "kl_divergence": (kl_divergence, softmax, divergence_of_output, distributions),
}


def row(values):
    return "{" + ", ".join(repr(float(v)) for v in values) + "}"


print(f"""#pragma once

#include <cstddef>

// Written by losses.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::losses {{

/// x is what the loss is a function of (outputs, or logits), y the outputs, t the target.
struct LossCase {{
    static constexpr std::size_t size = {N};
    double x[size], y[size], t[size], value, slope[size], value_of_output;
}};
""")
for name, (loss, activation, of_output, cases) in losses.items():
    print(f"inline constexpr LossCase {name}[] = {{")
    for x, t in cases:
        x = x.clone().requires_grad_()
        value = loss(x, t)
        value.backward()
        y = activation(x.detach())
        parts = [row(x), row(y), row(t), repr(value.item()), row(x.grad), repr(of_output(y, t).item())]
        print("    {" + ",\n     ".join(parts) + "},")
    print("};\n")
print("}  // namespace reference::losses")
