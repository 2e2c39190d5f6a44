#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/random.hpp>
#include <ctnn/math/math.hpp>

// The points that the playground's networks learn to tell apart: two classes, within a square from -1 to 1.
// All from ctnn's own random numbers and cosine, so that they are the same bits on every machine.

namespace playground {

enum class DataSet : std::uint32_t { clusters, xor_, circles, moons, spirals, stripes, checkers, wave };
inline constexpr std::uint32_t data_set_count = 8;

struct Point {
    float x, y, target;
};

/// Of mean 0 and standard deviation 1, nearly: four uniform numbers.
constexpr float nearly_normal(ctnn::Random& random) {
    float sum = -2;
    for (int i = 0; i < 4; ++i) sum += random.uniform<float>();
    return sum * 1.7320508f;
}

inline constexpr float pi = 3.1415927f;
constexpr float cosine(float angle) { return ctnn::math::cos(angle); }
constexpr float sine(float angle) { return ctnn::math::cos(angle - pi / 2); }

constexpr Point in_square(ctnn::Random& random) {
    const float x = 2 * random.uniform<float>() - 1;
    return {x, 2 * random.uniform<float>() - 1, 0};
}

constexpr Point on_arc(float radius, float angle, bool second) {
    return {radius * cosine(angle), radius * sine(angle), second ? 1.f : 0.f};
}

constexpr bool is_odd(float value) {
    const int whole = static_cast<int>(value + 64);  // which rounds down: all are above -64
    return whole % 2 != 0;
}

/// A point without noise: of the second class, target 1, or of the first.
constexpr Point drawn_point(DataSet from, bool second, ctnn::Random& random) {
    const float along = random.uniform<float>();
    switch (from) {
        case DataSet::clusters: {
            const float centre = second ? 0.42f : -0.42f;
            const float x = centre + 0.16f * nearly_normal(random);
            return {x, centre + 0.16f * nearly_normal(random), second ? 1.f : 0.f};
        }
        case DataSet::circles:
            return on_arc(second ? 0.7f + 0.25f * along : 0.45f * along, 2 * pi * random.uniform<float>(),
                          second);
        case DataSet::moons: {
            const Point arc = on_arc(0.6f, pi * along, second);
            return second ? Point{0.3f - arc.x, 0.2f - arc.y, 1} : Point{arc.x - 0.3f, arc.y - 0.2f, 0};
        }
        case DataSet::spirals:
            return on_arc(0.06f + 0.89f * along, 3.4f * pi * along + (second ? pi : 0), second);
        default:
            break;
    }
    Point point = in_square(random);
    const auto [x, y, none] = point;
    bool is_second = false;
    if (from == DataSet::xor_) is_second = (x < 0) != (y < 0);
    if (from == DataSet::stripes) is_second = is_odd(1.8f * (x + y));
    if (from == DataSet::checkers) is_second = is_odd(2 * x) != is_odd(2 * y);
    if (from == DataSet::wave) is_second = y > 0.45f * sine(2 * pi * x);
    point.target = is_second ? 1 : 0;
    return point;
}

/// Moved by noise times a normal number along each axis, which its class does not follow.
constexpr Point noisy_point(DataSet from, bool second, float noise, ctnn::Random& random) {
    Point point = drawn_point(from, second, random);
    point.x += noise * nearly_normal(random);
    point.y += noise * nearly_normal(random);
    return point;
}

/// The points of a data set. Those to learn from come first; each second one is of the second class or, where
/// places decide, of any.
struct Points {
    static constexpr std::size_t learnt = 384, held_out = 128, count = learnt + held_out;
    std::array<float, 2 * count> inputs{};  // x and y of each
    std::array<float, count> targets{};     // 0 or 1

    constexpr void draw(DataSet from, float noise, std::uint32_t seed) {
        ctnn::Random random{seed};
        for (std::size_t i = 0; i < count; ++i) {
            const Point point = noisy_point(from, i % 2 != 0, noise, random);
            inputs[2 * i] = point.x;
            inputs[2 * i + 1] = point.y;
            targets[i] = point.target;
        }
    }
};

}  // namespace playground
