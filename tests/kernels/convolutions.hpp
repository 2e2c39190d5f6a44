#pragma once

#include <cmath>
#include <cstddef>
#include <ctnn/kernels/convolution/convolution.hpp>
#include <vector>

#include <kernels/noise.hpp>
#include <kernels/sizes.hpp>
#include <testing.hpp>

// Convolutions by the book, in double, and the shapes that the kernels are tried on.

namespace convolutions {

using ctnn::kernels::Convolution;

constexpr ctnn::detail::Axis axis(std::size_t in, std::size_t window, std::size_t before = 0,
                                  std::size_t after = 0, std::size_t stride = 1, std::size_t dilation = 1) {
    return {in, window, stride, dilation, before, after};
}

/// Calls test.operator()<T, convolution>() for each shape.
template <class Test>
void every_shape(Test test) {
    // Filters around the width of a register, and more than one panel of them.
    test.template operator()<float, Convolution{axis(4, 2), axis(5, 3), 2, 1}>();
    test.template operator()<float, Convolution{axis(6, 3, 1, 1), axis(9, 3, 1, 1), 3, 5}>();
    test.template operator()<float, Convolution{axis(5, 2), axis(31, 2), 1, 16}>();
    test.template operator()<float, Convolution{axis(3, 2), axis(4, 2), 5, 19}>();
    // A single row; strides, gaps, uneven padding; groups; channels one by one.
    test.template operator()<float, Convolution{axis(1, 1), axis(37, 7, 6, 0, 2, 2), 3, 6}>();
    test.template operator()<float, Convolution{axis(9, 3, 0, 2, 2), axis(8, 2, 1, 0, 3, 2), 4, 8, 2}>();
    test.template operator()<float, Convolution{axis(5, 3, 1, 1), axis(6, 3, 1, 1), 18, 18, 18}>();
    test.template operator()<double, Convolution{axis(4, 3, 1, 1), axis(5, 2, 1, 0, 2), 3, 9}>();
    // Few filters and many pixels.
    test.template operator()<float, Convolution{axis(12, 3, 1, 1), axis(19, 3, 1, 1), 1, 3}>();
#ifndef CTNN_TEST_FEW
    test.template operator()<float, Convolution{axis(1, 1), axis(40, 3), 40, 33}>();
    test.template operator()<float, Convolution{axis(3, 1), axis(3, 1), 70, 66}>();
    test.template operator()<float, Convolution{axis(5, 5), axis(4, 4), 2, 7}>();
    test.template operator()<float, Convolution{axis(5, 3), axis(5, 3), 4, 12, 4}>();
    test.template operator()<float, Convolution{axis(2, 1), axis(4, 2), 2, 5 * 16}>();
    test.template operator()<float, Convolution{axis(2, 7, 6, 6, 4, 2), axis(3, 1, 2, 3, 2), 1, 4}>();
    test.template operator()<double, Convolution{axis(1, 1), axis(20, 4, 3), 2, 4}>();
    test.template operator()<double, Convolution{axis(4, 2), axis(4, 2), 6, 6, 6}>();
#endif
}

/// Calls f(index of y, of x, of w) for each multiplication.
template <Convolution C, class F>
void each_product(F f) {
    const auto group = C.group_channels();
    for (std::size_t oy = 0; oy < C.rows.out(); ++oy)
        for (std::size_t ox = 0; ox < C.columns.out(); ++ox)
            for (std::size_t o = 0; o < C.filters; ++o)
                for (std::size_t ky = 0; ky < C.rows.window; ++ky)
                    for (std::size_t kx = 0; kx < C.columns.window; ++kx) {
                        const std::size_t y = oy * C.rows.stride + ky * C.rows.dilation - C.rows.before;
                        const std::size_t x =
                            ox * C.columns.stride + kx * C.columns.dilation - C.columns.before;
                        if (y >= C.rows.in || x >= C.columns.in) continue;  // less than zero, too
                        for (std::size_t i = 0; i < group; ++i)
                            f((oy * C.columns.out() + ox) * C.filters + o,
                              (y * C.columns.in + x) * C.channels + o / C.group_filters() * group + i,
                              ((ky * C.columns.window + kx) * group + i) * C.filters + o);
                    }
}

/// Values between guards. What a kernel overwrites starts as NaN.
template <class T>
struct Block {
    static constexpr std::size_t guard = 35;
    static constexpr T mark = T(-7777);
    std::vector<T> memory;

    explicit Block(const std::vector<T>& values) : memory(guard, mark) {
        memory.insert(memory.end(), values.begin(), values.end());
        memory.insert(memory.end(), guard, mark);
    }
    T* data() { return memory.data() + guard; }
    const T* values() const { return memory.data() + guard; }

    void require(const std::vector<double>& wanted) const {
        const double tolerance = sizeof(T) == 4 ? 3e-5 : 1e-13;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            CAPTURE(i);
            REQUIRE(std::abs(static_cast<double>(values()[i]) - wanted[i]) <=
                    tolerance * (1 + std::abs(wanted[i])));
        }
        for (std::size_t i = 0; i < guard; ++i)
            REQUIRE((memory[i] == mark && memory[memory.size() - 1 - i] == mark));
    }
};

template <class T>
Block<T> unwritten(std::size_t count) {
    return Block<T>(std::vector<T>(count, std::numeric_limits<T>::quiet_NaN()));
}

}  // namespace convolutions
