#pragma once

// What a program may call its own types at global scope, before it includes ctnn: letters and short common words.

#define ALIAS(name) using name = int;
#define ALIASES(a, b, c, d, e, f) ALIAS(a) ALIAS(b) ALIAS(c) ALIAS(d) ALIAS(e) ALIAS(f)

ALIASES(A, B, C, D, E, F)
ALIASES(G, H, I, J, K, L)
ALIASES(M, N, O, P, Q, R)
ALIASES(S, T, U, V, W, X)
ALIASES(a, b, c, d, e, f)
ALIASES(g, h, i, j, k, l)
ALIASES(m, n, o, p, q, r)
ALIASES(s, t, u, v, w, x)
ALIASES(Y, Z, y, z, at, by)
ALIASES(in, out, from, to, of, on)
ALIASES(width, height, rows, columns, row, column)
ALIASES(count, size, length, number, total, sum)
ALIASES(first, last, next, end, start, step)
ALIASES(left, right, top, bottom, low, high)
ALIASES(data, value, values, type, kind, name)
ALIASES(input, output, inputs, outputs, weight, bias)
ALIASES(layer, layers, network, parameters, state, scratch)
ALIASES(sample, samples, batch, target, targets, loss)
ALIASES(rate, epoch, gradient, slope, slopes, mean)
ALIASES(mask, lane, lanes, vec, vector_type, tile)
ALIASES(part, parts, whole, rest, half, wide)
ALIASES(real, number_type, real_t, word, scalar, matrix)
ALIASES(Row, Shape, Tile, Loop, Format, Fraction)
ALIASES(Input, Dense, Network, Random, Count, Width)
ALIASES(Real, Scalar, Vector, Matrix, Float, Index)

#undef ALIASES
#undef ALIAS
