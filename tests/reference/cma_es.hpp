#pragma once

#include <cstddef>

// Written by cma_es.py with NumPy 1.24.2. Do not edit.
// clang-format off
namespace reference::cma_es {

/// From 1 in each of 5 coordinates, with a deviation of 0.25, on the ellipsoid: the mean after every 8th generation,
/// and, last, the deviation.
inline constexpr std::size_t size = 5, rows = 5;
inline constexpr double search[rows][size + 1] = {
    {0.3493834699855646, 1.578982221444499, 1.4230909417413864, 0.13490349602644366, 0.07135095615777258, 0.4307436791450758},
    {1.3468243284919739, 1.0426745829038808, 0.3713130440834566, -0.1242132662403663, -0.034737484020240066, 0.21855651350389166},
    {1.2838796843815392, 1.098149920675151, 0.05072771547251046, -0.03870380399844559, -0.009551775620944268, 0.16187872365481792},
    {1.2997911716001522, 1.047799804130721, -0.0748553033265745, -0.003637838687264725, -0.0001167506010536991, 0.08406690383476476},
    {1.4460430314266939, 0.8575820685209229, 0.04009785544813393, 0.014280862696583654, -0.0010384411644062887, 0.051924390250575145},
};

/// Median evaluations to 1e-9 in 10 dimensions, with a deviation of 0.5, by the tutorial.
inline constexpr double sphere = 1490.0;
inline constexpr double rosenbrock = 5080.0;
inline constexpr double ellipsoid = 4100.0;

}  // namespace reference::cma_es
