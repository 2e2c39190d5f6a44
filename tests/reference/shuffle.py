#!/usr/bin/env python3
"""Prints the order of 0..9 that seed 42 gives: SplitMix64 and Fisher-Yates, in Python's whole numbers.

python3 shuffle.py; the order is in tests/data/shuffle.cpp.
"""
MASK = 2**64 - 1


def random_bits(seed):
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def below(bits, bound):
    uneven = 2**64 % bound
    return next(b for b in bits if b >= uneven) % bound


bits = random_bits(42)
order = list(range(10))
for left in range(len(order), 1, -1):
    other = below(bits, left)
    order[left - 1], order[other] = order[other], order[left - 1]
print("{" + ", ".join(map(str, order)) + "}")
