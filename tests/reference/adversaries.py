#!/usr/bin/env python3
"""Writes adversaries.hpp: three rounds of a generator against its judge by PyTorch, in float64.

python3 adversaries.py > adversaries.hpp

A round: the judge learns from a batch, half real and half generated; then the generator learns from what the
judge says of another batch. Settings are rounded to float first, as ctnn keeps them.
"""
import numpy
import torch

torch.set_default_dtype(torch.float64)
torch.manual_seed(4)
ROUNDS, BATCH = 3, 4
random = numpy.random.default_rng(5)
betas, eps, rate = (0.5, float(numpy.float32(0.999))), float(numpy.float32(1e-8)), float(numpy.float32(0.02))

generator = torch.nn.Sequential(torch.nn.Linear(3, 5), torch.nn.Tanh(), torch.nn.Linear(5, 2))
judge = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.Softplus(), torch.nn.Linear(4, 1))
cost = torch.nn.BCEWithLogitsLoss()
adam = {net: torch.optim.Adam(net.parameters(), rate, betas=betas, eps=eps) for net in (generator, judge)}

reals = random.normal(size=(ROUNDS, BATCH, 2)).round(4)
noises = random.normal(size=(ROUNDS, 2, BATCH, 3)).round(4)


def flat(net):
    """As ctnn lies: weights (in, out), then biases, layer by layer."""
    return numpy.concatenate([p.detach().numpy().T.ravel() for p in net.parameters()])


def table(declaration, values):
    print(f"inline constexpr double {declaration} = {{")
    values = [repr(float(v)) for v in numpy.ravel(values)]
    for i in range(0, len(values), 5):
        print("    " + ", ".join(values[i : i + 5]) + ",")
    print("};\n")


print(f"""#pragma once

#include <cstddef>

// Written by adversaries.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::adversaries {{

/// Rounds of Adam at 0.02f with beta1 0.5f; samples in half a batch of the judge and in one of the generator.
inline constexpr std::size_t rounds = {ROUNDS}, batch = {BATCH};
""")
table("real[rounds * batch * 2]", reals)
print("/// Of a round, first for the judge's step, then for the generator's.")
table("noise[rounds * 2 * batch * 3]", noises)
table("generator_before[32]", flat(generator))
table("judge_before[17]", flat(judge))
losses = []
for real, noise in zip(reals, noises):
    adam[judge].zero_grad()
    both = torch.cat([torch.tensor(real), generator(torch.tensor(noise[0])).detach()])
    truth = torch.tensor([[1.0]] * BATCH + [[0.0]] * BATCH)
    loss = cost(judge(both), truth)
    loss.backward()
    adam[judge].step()
    losses.append(loss.item())

    adam[generator].zero_grad()
    loss = cost(judge(generator(torch.tensor(noise[1]))), torch.ones(BATCH, 1))
    loss.backward()
    adam[generator].step()
    losses.append(loss.item())
print("/// Of a round, the judge's and the generator's.")
table("losses[rounds * 2]", losses)
table("generator_after[32]", flat(generator))
table("judge_after[17]", flat(judge))
print("}  // namespace reference::adversaries")
