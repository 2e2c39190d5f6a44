#!/usr/bin/env python3
"""Writes cma_es.hpp: CMA-ES by NumPy, after Hansen's tutorial (2016), in float64.

/usr/bin/python3 cma_es.py > cma_es.hpp

First a search with ctnn's random numbers and Cholesky's factor, generation by generation. Then, with the tutorial's
own eigenvectors and NumPy's normal numbers, how many evaluations it takes on three functions.
"""
import numpy
from numpy import log, sqrt

MASK = 2**64 - 1


class Random:
    """SplitMix64, and sums of twelve uniform numbers."""

    def __init__(self, state):
        self.state = state

    def __call__(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def normal(self, count):
        values = []
        for _ in range(count):
            total = 0
            for _ in range(6):
                bits = self()
                total += (bits >> 32) + (bits & 0xFFFFFFFF)
            values.append(float(total - 6 * 0xFFFFFFFF) * 2.0**-32)
        return numpy.array(values)


class Search:
    def __init__(self, mean, sigma, size=None):
        n = len(mean)
        self.n, self.mean, self.sigma = n, numpy.array(mean, float), sigma
        self.size = size or 4 + int(3 * log(n))
        w = log((self.size + 1) / 2) - log(numpy.arange(1, self.size + 1))
        mu = self.size // 2
        self.mu_eff = mu_eff = w[:mu].sum() ** 2 / (w[:mu] ** 2).sum()
        mu_eff_minus = w[mu:].sum() ** 2 / (w[mu:] ** 2).sum()
        self.c_sigma = (mu_eff + 2) / (n + mu_eff + 5)
        self.d_sigma = 1 + 2 * max(0, sqrt((mu_eff - 1) / (n + 1)) - 1) + self.c_sigma
        self.c_c = (4 + mu_eff / n) / (n + 4 + 2 * mu_eff / n)
        self.c_1 = 2 / ((n + 1.3) ** 2 + mu_eff)
        self.c_mu = min(1 - self.c_1, 2 * (0.25 + mu_eff + 1 / mu_eff - 2) / ((n + 2) ** 2 + mu_eff))
        minus = min(1 + self.c_1 / self.c_mu, 1 + 2 * mu_eff_minus / (mu_eff + 2),
                    (1 - self.c_1 - self.c_mu) / (n * self.c_mu))
        self.w = numpy.where(w >= 0, w / w[w >= 0].sum(), minus * w / -w[w < 0].sum())
        self.chi = sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n))
        self.gap = max(1, int(1 / (10 * n * (self.c_1 + self.c_mu))))
        self.path, self.wide, self.c = numpy.zeros(n), numpy.zeros(n), numpy.eye(n)
        self.root = numpy.eye(n)
        self.generation = 0

    def factor(self):
        self.root = numpy.linalg.cholesky(self.c)

    def step(self, f, z):
        y = z @ self.root.T
        costs = numpy.array([f(self.mean + self.sigma * v) for v in y])
        order = numpy.argsort(costs, kind="stable")
        z, y, w = z[order], y[order], self.w
        up = w > 0
        z_w, y_w = w[up] @ z[up], w[up] @ y[up]
        self.mean = self.mean + self.sigma * y_w
        self.path = (1 - self.c_sigma) * self.path + sqrt(self.c_sigma * (2 - self.c_sigma) * self.mu_eff) * self.white(z_w)
        length = numpy.linalg.norm(self.path)
        self.generation += 1
        short = length / sqrt(1 - (1 - self.c_sigma) ** (2 * self.generation)) < (1.4 + 2 / (self.n + 1)) * self.chi
        self.wide = (1 - self.c_c) * self.wide + short * sqrt(self.c_c * (2 - self.c_c) * self.mu_eff) * y_w
        ranked = numpy.where(w >= 0, w, w * self.n / (z**2).sum(1))
        delta = (1 - short) * self.c_c * (2 - self.c_c)
        self.c = ((1 + self.c_1 * delta - self.c_1 - self.c_mu * w.sum()) * self.c
                  + self.c_1 * numpy.outer(self.wide, self.wide) + self.c_mu * (y.T * ranked) @ y)
        if self.generation % self.gap == 0:
            self.factor()
        self.sigma *= numpy.exp(self.c_sigma / self.d_sigma * (length / self.chi - 1))
        return costs.min()

    def white(self, z):
        return z


class ByEigenvectors(Search):
    """C = B D^2 B', y = B D z, and the path is of C^-1/2 y = B z."""

    basis = None

    def factor(self):
        squares, self.basis = numpy.linalg.eigh(self.c)
        self.root = self.basis * sqrt(squares)

    def white(self, z):
        return z if self.basis is None else self.basis @ z


def sphere(x):
    return (x**2).sum()


def rosenbrock(x):
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def ellipsoid(x):
    return (1e6 ** (numpy.arange(len(x)) / (len(x) - 1)) * x**2).sum()


def evaluations(f, start):
    counts = []
    for seed in range(20):
        random = numpy.random.default_rng(seed)
        search = ByEigenvectors(numpy.full(10, start), 0.5)
        while search.step(f, random.normal(size=(search.size, 10))) > 1e-9:
            if search.generation > 2000:
                break
        else:
            counts.append(search.generation * search.size)
    return numpy.median(counts)


N, GENERATIONS = 5, 40
random, search = Random(7), Search(numpy.full(N, 1.0), 0.25)
rows = []
for generation in range(GENERATIONS):
    search.step(ellipsoid, random.normal(search.size * N).reshape(search.size, N))
    if generation % 8 == 7:
        rows.append(numpy.append(search.mean, search.sigma))
print(f"""#pragma once

#include <cstddef>

// Written by cma_es.py with NumPy {numpy.__version__}. Do not edit.
// clang-format off
namespace reference::cma_es {{

/// From 1 in each of {N} coordinates, with a deviation of 0.25, on the ellipsoid: the mean after every 8th generation,
/// and, last, the deviation.
inline constexpr std::size_t size = {N}, rows = {len(rows)};
inline constexpr double search[rows][size + 1] = {{""")
for row in rows:
    print("    {" + ", ".join(repr(float(v)) for v in row) + "},")
print("};\n")
print("/// Median evaluations to 1e-9 in 10 dimensions, with a deviation of 0.5, by the tutorial.")
for name, f, start in (("sphere", sphere, 1.0), ("rosenbrock", rosenbrock, 0.0), ("ellipsoid", ellipsoid, 1.0)):
    print(f"inline constexpr double {name} = {evaluations(f, start)!r};")
print("\n}  // namespace reference::cma_es")
