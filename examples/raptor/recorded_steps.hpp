#pragma once

/// What the library that trained the policy gave for the first steps of recorded.csv.gz: the thrusts of four
/// motors, about their middle.
inline constexpr float recorded_steps[4][4] = {
    {-0.967374802f, 1.15242982f, -1.97402871f, -0.837178409f},
    {-0.823127091f, -0.847113907f, -0.664860904f, -0.0829517618f},
    {-0.879943252f, 0.156722277f, 2.04449558f, 1.41237605f},
    {-1.38548207f, -0.915868044f, 1.87382519f, 0.392396212f},
};
