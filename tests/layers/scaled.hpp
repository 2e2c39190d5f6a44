#pragma once

#include <cstddef>

/// y = w * x, value by value; a user's layer, which knows nothing of updates.
struct Scaled {
    template <class In>
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t parameters = In::size;

        static constexpr void predict(auto w, auto x, auto y) {
            for (std::size_t i = 0; i < In::size; ++i) y[i] = w[i] * x[i];
        }
        static constexpr void backward(auto w, auto x, auto, auto dy, auto dx, auto dw) {
            for (std::size_t i = 0; i < In::size; ++i) {
                dw[i] += dy[i] * x[i];
                dx[i] = dy[i] * w[i];
            }
        }
        static constexpr void initialize(auto w, auto&) {
            for (auto& value : w) value = 1;
        }
    };
};
