#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/random.hpp>
#include <span>

namespace ctnn {

/// All values 0, as biases start. Draws no random number.
/// PyTorch: zeros_. Keras: Zeros.
/// What goes wrong: units whose weights are all equal learn the same thing; for weights take another
/// initializer.
struct Zeros {
    template <class T>
    CTNN_MEMBER static constexpr void fill(std::span<T> w, std::size_t, std::size_t, Random&) noexcept {
        T* const values = w.data();  // a span's own access is slow in constant evaluation
        for (std::size_t i = 0, count = w.size(); i < count; ++i) values[i] = 0;
    }
};

}  // namespace ctnn
