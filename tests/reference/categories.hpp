#pragma once

// Written by categories.py with scikit-learn 1.2.1. Do not edit.
// clang-format off
namespace reference::categories {

inline constexpr const char* train_csv = "city,size,colour,kind\n"
    "Rome,0.0,red,0\n"
    "Ulm,0.25,blue,1\n"
    "Bern,0.5,red,0\n"
    "Ulm,0.75,10,1\n"
    "Rome,1.0,9,0\n"
    "aa,1.25,blue,1\n"
    "Bern,1.5,9,0\n"
    "Rome,1.75,red,1\n";
inline constexpr float train[] = {0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0.25, 0, 0, 1, 0, 1, 0, 0, 0, 0.5, 0, 0, 0, 1, 0, 0, 1, 0, 0.75, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 1.25, 0, 0, 1, 0, 1, 0, 0, 0, 1.5, 0, 1, 0, 0, 0, 1, 0, 0, 1.75, 0, 0, 0, 1};
inline constexpr const char* test_csv = "city,size,colour,kind\n"
    "Bern,7,9,0\n"
    "Oslo,8,red,1\n";
inline constexpr float test[] = {1, 0, 0, 0, 7, 0, 1, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 1};

}  // namespace reference::categories
// clang-format on
