#!/usr/bin/env python3
"""Writes schedules.hpp: the rate over 20 epochs by PyTorch's schedulers, from a rate of 1.

python3 schedules.py > schedules.hpp
"""
import torch
from torch.optim import lr_scheduler as schedulers

EPOCHS = 20
losses = [1.0, 0.8, 0.7, 0.69999, 0.71, 0.72, 0.69998, 0.6, 0.61, 0.62]
losses += [0.63, 0.64, 0.65, 0.66, 0.67, 0.5, 0.51, 0.52, 0.53, 0.54]


def rates(make, told=False):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = make(optimizer)
    result = []
    for epoch in range(EPOCHS):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step(losses[epoch]) if told else scheduler.step()
    return result


def cosine(optimizer):
    return schedulers.CosineAnnealingLR(optimizer, T_max=20, eta_min=0.1)


def warm_cosine(optimizer):
    return schedulers.SequentialLR(optimizer, [
        schedulers.LinearLR(optimizer, start_factor=0.25, total_iters=4),
        schedulers.CosineAnnealingLR(optimizer, T_max=16),
    ], milestones=[4])


def plateau(**settings):
    return lambda optimizer: schedulers.ReduceLROnPlateau(optimizer, **settings)


tables = {
    "step_decay": rates(lambda o: schedulers.StepLR(o, step_size=3, gamma=0.5)),
    "exponential_decay": rates(lambda o: schedulers.ExponentialLR(o, gamma=0.9)),
    "cosine_decay": rates(cosine),
    "warm_cosine_decay": rates(warm_cosine),
    "multi_step_decay": rates(lambda o: schedulers.MultiStepLR(o, [2, 9, 15], gamma=0.5)),
    "warm_restarts": rates(lambda o: schedulers.CosineAnnealingWarmRestarts(o, T_0=6, eta_min=0.1)),
    "longer_restarts": rates(lambda o: schedulers.CosineAnnealingWarmRestarts(o, T_0=3, T_mult=2)),
    "one_cycle": rates(lambda o: schedulers.OneCycleLR(
        o, max_lr=1.0, total_steps=EPOCHS + 1, pct_start=0.3, cycle_momentum=False)),
    "reduce_on_plateau": rates(plateau(factor=0.5, patience=2), told=True),
    "reduce_on_plateau_with_cooldown": rates(
        plateau(factor=0.1, patience=0, cooldown=2, min_lr=0.005), told=True),
}

print(f"""#pragma once

#include <cstddef>

// Written by schedules.py with PyTorch {torch.__version__}. Do not edit.
// clang-format off
namespace reference::schedules {{

/// The factor in each of {EPOCHS} epochs, and the losses after each of them that ReduceLROnPlateau was told.
inline constexpr std::size_t epochs = {EPOCHS};
""")
for name, values in {"losses": losses, **tables}.items():
    print(f"inline constexpr double {name}[epochs] = {{")
    for i in range(0, EPOCHS, 4):
        print("    " + ", ".join(repr(float(v)) for v in values[i:i + 4]) + ",")
    print("};\n")
print("}  // namespace reference::schedules")
