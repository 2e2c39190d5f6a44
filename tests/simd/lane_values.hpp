#pragma once

#include <array>
#include <cstddef>
#include <ctnn/simd/simd.hpp>
#include <type_traits>
#include <vector>

#include <testing.hpp>

// What tests of vectors share: memory to load from, and a look at the lanes.

#ifndef CTNN_NO_SIMD
namespace ctnn {

/// first, first + 1, ...: of just this size, so that valgrind sees a step beyond.
template <class T>
std::vector<T> ramp(std::size_t count, T first) {
    std::vector<T> values(count);
    for (T& value : values) value = first++;
    return values;
}

/// Lane i of the vector is wanted(i).
template <class F>
void lanes_are(const auto& vector, F wanted) {
    using V = std::remove_cvref_t<decltype(vector)>;
    std::array<typename V::value_type, V::size> y;
    simd::store(y.data(), vector);
    for (std::size_t i = 0; i < y.size(); ++i) {
        CAPTURE(V::size, i);
        REQUIRE(y[i] == wanted(i));
    }
}

}  // namespace ctnn
#endif
