#pragma once

// For the program that compare.cpp writes.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <span>
#include <vector>

#include <ctnn/ctnn.hpp>

inline int models_wrong = 0, models_right = 0;
inline double models_worst = 0;

template <class Net>
void compare(const ctnn::Parameters<Net>& parameters, const char* name, const std::vector<float>& x,
             const std::vector<float>& expected) {
    std::vector<float> y(x.size() / Net::input_size * Net::output_size);
    ctnn::predict(parameters, std::span<const float>(x), std::span<float>(y));
    double greatest = 1e-30, worst = y.size() == expected.size() ? 0 : INFINITY;
    for (const float value : expected) greatest = std::max(greatest, double(std::abs(value)));
    for (std::size_t i = 0; i < y.size() && i < expected.size(); ++i)
        worst = std::max(worst, double(std::abs(y[i] - expected[i])));
    models_worst = std::max(models_worst, worst / greatest);
    const bool right = worst <= 1e-5 * greatest;
    ++(right ? models_right : models_wrong);
    if (!right) std::printf("%s: %.1e off\n", name, worst / greatest);
}

inline int finished() {
    std::printf("predict: %d right, %d wrong, at most %.1e off\n", models_right, models_wrong, models_worst);
    return models_wrong;
}
