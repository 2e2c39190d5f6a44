#!/usr/bin/env python3
"""Writes weights.hpp: weighted losses by PyTorch, in float64, and weighted metrics by scikit-learn.

python3 weights.py > weights.hpp
"""
import numpy
import sklearn
import torch
from sklearn import metrics
from sklearn.utils.class_weight import compute_class_weight
from torch.nn import functional as F

torch.manual_seed(17)
torch.set_default_dtype(torch.float64)
IGNORED = -100


def numbers(*shape):
    return torch.randn(*shape).round(decimals=3)


def text(values):
    return "{" + ", ".join(repr(float(v)) for v in numpy.ravel(values)) + "}"


def whole(values):
    return "{" + ", ".join("ctnn::ignored" if v == IGNORED else str(int(v)) for v in values) + "}"


def array(kind, name, values):
    size = len(numpy.ravel(values))
    print(f"inline constexpr {kind} {name}[{size}] = {(whole if 'uint' in kind else text)(values)};")


x, w, b = numbers(6, 2), numbers(2, 3), numbers(3)
classes = torch.tensor([2, 0, 1, 1, 0, 1])
ignoring = torch.tensor([2, IGNORED, 1, 1, IGNORED, 1])
class_weights = torch.tensor([1.0, 0.25, 3.0])
sample_weights = torch.tensor([0.5, 2.0, 0.0, 1.0, 1.5, 0.25])
truth = torch.tensor([[1.0, 0.0, 1.0], [0.0, 0.0, 1.0], [0.0, 1.0, 1.0],
                      [0.0, 0.0, 0.0], [1.0, 1.0, 0.0], [0.0, 1.0, 0.0]])


def weighted_mean(losses):
    return (losses * sample_weights).sum() / sample_weights.sum()


batches = {
    "by_class": lambda z: F.cross_entropy(z, classes, weight=class_weights),
    "some_ignored": lambda z: F.cross_entropy(z, ignoring, ignore_index=IGNORED),
    "by_class_some_ignored": lambda z: F.cross_entropy(
        z, ignoring, weight=class_weights, ignore_index=IGNORED),
    "by_sample": lambda z: weighted_mean(F.cross_entropy(z, classes, reduction="none")),
    "squares_by_sample": lambda z: weighted_mean(((z - truth) ** 2).mean(1)),
    "binary_by_sample": lambda z: weighted_mean(
        F.binary_cross_entropy_with_logits(z, truth, reduction="none").mean(1)),
}

print(f"""#pragma once

#include <cstdint>
#include <ctnn/data/target_values.hpp>

#include <reference/losses.hpp>

// Written by weights.py with PyTorch {torch.__version__} and scikit-learn {sklearn.__version__}. Do not edit.
// clang-format off
namespace reference::weights {{

/// Of six samples of two inputs, through z = x w + b of three outputs: the mean loss and its gradients.
struct Batch {{
    double loss, by_weight[6], by_bias[3];
}};
""")
array("double", "x", x)
array("double", "w", w)
array("double", "b", b)
array("std::uint32_t", "classes", classes)
array("std::uint32_t", "ignoring", ignoring)
array("float", "class_weights", class_weights)
array("float", "sample_weights", sample_weights)
array("float", "truth", truth)
for name, loss in batches.items():
    by_w, by_b = w.clone().requires_grad_(), b.clone().requires_grad_()
    value = loss(x @ by_w + by_b)
    value.backward()
    print(f"inline constexpr Batch {name}{{{value.item()!r},\n    {text(by_w.grad)},\n    {text(by_b.grad)}}};")

# One sample of four outputs: a loss on logits, its gradient, and its value of the outputs.
yes_or_no, shares = torch.tensor([0.0, 1.0, 1.0, 0.0]), torch.tensor([0.1, 0.9, 0.5, 1.0])
four = torch.tensor([9.0, 0.5, 2.0, 0.0])


def bounded(y):
    return torch.log(y).clamp(min=-100)


def cross_entropy(z, t):
    return F.cross_entropy(z[None], t[None], label_smoothing=0.1)


def cross_of_output(y, t):
    return -((0.9 * t + 0.1 * t.sum() / 4) * bounded(y)).sum()


def smooth_binary(z, t):
    return F.binary_cross_entropy_with_logits(z, 0.75 * t + 0.125)


def smooth_binary_of_output(y, t):
    return F.binary_cross_entropy(y, 0.75 * t + 0.125)


def pos_weight(weight):
    return lambda z, t: F.binary_cross_entropy_with_logits(z, t, pos_weight=weight)


def pos_weight_of_output(weight):
    return lambda y, t: -(weight * t * bounded(y) + (1 - t) * bounded(1 - y)).mean()


distributions = [F.one_hot(torch.tensor(2), 4).double(), torch.tensor([0.125, 0.5, 0.0625, 0.3125])]
binary = [yes_or_no, shares]
nine = torch.tensor([9.0])
for name, loss, activation, of_output, targets in (
    ("label_smoothing", cross_entropy, lambda z: torch.softmax(z, 0), cross_of_output, distributions),
    ("binary_label_smoothing", smooth_binary, torch.sigmoid, smooth_binary_of_output, binary),
    ("pos_weight", pos_weight(nine), torch.sigmoid, pos_weight_of_output(nine), binary),
    ("four_pos_weights", pos_weight(four), torch.sigmoid, pos_weight_of_output(four), binary),
):
    print(f"inline constexpr losses::LossCase {name}[] = {{")
    for scale in (0.5, 3.0, 20.0):
        for t in targets:
            z = (scale * torch.randn(4)).round(decimals=4).requires_grad_()
            value = loss(z, t)
            value.backward()
            y = activation(z.detach())
            parts = [text(z.detach()), text(y), text(t), repr(value.item()), text(z.grad),
                     repr(of_output(y, t).item())]
            print("    {" + ", ".join(parts) + "},")
    print("};")

# Metrics: the predictions are z, the weights those of the samples.
z = (x @ w + b).numpy()
predicted, sample = z.argmax(1), sample_weights.numpy()
print(f"inline constexpr double accuracy = {metrics.accuracy_score(classes, predicted, sample_weight=sample)!r};")
array("double", "confusion", metrics.confusion_matrix(classes, predicted, sample_weight=sample))
precision, recall, f1, _ = metrics.precision_recall_fscore_support(
    classes, predicted, sample_weight=sample, zero_division=0)
array("double", "precision", precision)
array("double", "recall", recall)
array("double", "f1", f1)
print("inline constexpr double mean_squared_error = "
      f"{metrics.mean_squared_error(truth, z, sample_weight=sample)!r};")
print("inline constexpr double mean_absolute_error = "
      f"{metrics.mean_absolute_error(truth, z, sample_weight=sample)!r};")
print(f"inline constexpr double r_squared = {metrics.r2_score(truth, z, sample_weight=sample)!r};")
labels, given = truth.numpy().astype(int), (z > 0.5).astype(int)
array("std::uint32_t", "label_matrices", metrics.multilabel_confusion_matrix(labels, given).ravel())
print(f"inline constexpr double exact_match = {metrics.accuracy_score(labels, given, sample_weight=sample)!r};")
print("inline constexpr double label_accuracy = "
      f"{1 - metrics.hamming_loss(labels, given, sample_weight=sample)!r};")
array("double", "balanced", compute_class_weight("balanced", classes=[0, 1, 2], y=classes.numpy()))
print("\n}  // namespace reference::weights")
