#!/usr/bin/env python3
"""Writes metrics.hpp: metrics of made-up predictions by scikit-learn.

python3 metrics.py > metrics.hpp      (Debian: python3-sklearn)

All predictions are multiples of 1/1024, so that they are the same numbers in float.
"""
import numpy
import sklearn
from sklearn import metrics

rng = numpy.random.default_rng(5)


def number(x):
    return f"{x:.17g}"


def array(kind, name, values):
    values = numpy.asarray(values).ravel()
    size = f"[{len(values)}]"
    lines, line = [], "   "
    for word in map(number, values):
        if len(line) + len(word) > 105:
            lines.append(line)
            line = "   "
        line += f" {word},"
    print(f"inline constexpr {kind} {name}{size} = {{")
    print("\n".join(lines + [line.rstrip(",")]) + "};")


def value(name, x):
    print(f"inline constexpr double {name} = {number(x)};")


def classification():
    samples, classes = 150, 5
    actual = rng.choice(classes, samples, p=[0.4, 0.3, 0.2, 0.1, 0])  # class 4 never occurs
    scores = rng.normal(size=(samples, classes)) + 1.5 * numpy.eye(classes)[actual]
    scores[:, 3] -= 10  # class 3 is never predicted
    scores = numpy.round(scores * 1024) / 1024
    assert all(len(set(row)) == classes for row in scores)
    predicted = scores.argmax(1)
    array("float", "scores", scores)
    array("unsigned", "classes", actual)
    array("unsigned", "confusion", metrics.confusion_matrix(actual, predicted, labels=range(classes)))
    value("accuracy", metrics.accuracy_score(actual, predicted))
    for k in 2, 3:
        value(f"top_{k}", metrics.top_k_accuracy_score(actual, scores, k=k, labels=range(classes)))
    names = "precision", "recall", "f1"
    by_class = metrics.precision_recall_fscore_support(
        actual, predicted, labels=range(classes), zero_division=0)
    for name, values in zip(names, by_class):
        array("double", name, values)
    mean = metrics.precision_recall_fscore_support(actual, predicted, average="macro", zero_division=0)
    for name, x in zip(names, mean):
        value("macro_" + name, x)


def regression():
    targets = numpy.round(rng.normal(size=(70, 2)) * [1, 5] * 1024) / 1024
    predictions = numpy.round((targets + rng.normal(size=(70, 2))) * 1024) / 1024
    array("float", "targets", targets)
    array("float", "predictions", predictions)
    value("mean_squared_error", metrics.mean_squared_error(targets, predictions))
    value("mean_absolute_error", metrics.mean_absolute_error(targets, predictions))
    value("r_squared", metrics.r2_score(targets, predictions))


print("#pragma once\n")
print(f"// Written by metrics.py with scikit-learn {sklearn.__version__}. Do not edit.\n// clang-format off")
print("namespace reference::metrics {\n")
classification()
print()
regression()
print("\n}  // namespace reference::metrics")
