#pragma once

// Written by border.py with PyTorch 1.13.0a0. Do not edit.
// clang-format off
namespace reference::border {

struct ReflectedSteps {
    static constexpr double y[] = {4, 5, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 4, 5, 2, 3, 0, 1};
    static constexpr double dx[] = {20, 22, 22, 25, 20, 23, 10, 11};
};
struct ReplicatedSteps {
    static constexpr double y[] = {0, 1, 0, 1, 0, 1, 2, 3, 4, 5, 4, 5, 4, 5, 4, 5, 4, 5};
    static constexpr double dx[] = {6, 9, 6, 7, 60, 65};
};
struct ReflectedImage {
    static constexpr double y[] = {6, 7, 4, 5, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 4, 5, 14, 15, 12, 13, 10, 11, 8, 9, 10, 11, 12, 13, 14, 15, 12, 13, 22, 23, 20, 21, 18, 19, 16, 17, 18, 19, 20, 21, 22, 23, 20, 21, 14, 15, 12, 13, 10, 11, 8, 9, 10, 11, 12, 13, 14, 15, 12, 13, 6, 7, 4, 5, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 4, 5};
    static constexpr double dx[] = {76, 78, 152, 156, 244, 250, 152, 156, 76, 78, 152, 156, 244, 250, 152, 156, 38, 39, 76, 78, 122, 125, 76, 78};
};
struct ReplicatedImage {
    static constexpr double y[] = {0, 1, 0, 1, 2, 3, 4, 5, 4, 5, 4, 5, 0, 1, 0, 1, 2, 3, 4, 5, 4, 5, 4, 5, 0, 1, 0, 1, 2, 3, 4, 5, 4, 5, 4, 5, 0, 1, 0, 1, 2, 3, 4, 5, 4, 5, 4, 5, 6, 7, 6, 7, 8, 9, 10, 11, 10, 11, 10, 11};
    static constexpr double dx[] = {152, 160, 88, 92, 312, 324, 98, 100, 52, 53, 168, 171};
};

}  // namespace reference::border
// clang-format on
