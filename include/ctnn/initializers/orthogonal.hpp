#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/initializers/draw.hpp>
#include <ctnn/math/math.hpp>
#include <span>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// The number, less what float has no digits for. By its bits: g++ 12 leaves out conversions to float and
/// back.
constexpr double with_digits_of_float(double value) noexcept {
    constexpr std::uint64_t lost = (std::uint64_t{1} << 29) - 1;
    return __builtin_bit_cast(double, __builtin_bit_cast(std::uint64_t, value) & ~lost);
}

/// Rows of a matrix that are made orthonormal one after the other, by Gram and Schmidt's method; row r has
/// its values at values[r * row + i * step]. All of them are kept with float's digits: a product of two is
/// then exact in double, and a sum comes out the same whether the compiler fuses the multiplication into it
/// or not.
template <class T>
struct Rows {
    T* values;
    std::size_t length, row, step;

    constexpr double at(std::size_t r, std::size_t i) const noexcept {
        return static_cast<double>(values[r * row + i * step]);
    }
    constexpr void put(std::size_t r, std::size_t i, double value) const noexcept {
        values[r * row + i * step] = static_cast<T>(with_digits_of_float(value));
    }
    constexpr double dot(std::size_t a, std::size_t b) const noexcept {
        double sum = 0;
        for (std::size_t i = 0; i < length; ++i) sum += at(a, i) * at(b, i);
        return sum;
    }

    /// Draws row r, orthogonal to those before it. Twice is enough: the second turn removes what rounding has
    /// left of the first.
    constexpr void draw(std::size_t r, Random& random) const noexcept {
        for (std::size_t i = 0; i < length; ++i) {
            double value = 0;
            draw_normal(&value, 1, 1, random);
            put(r, i, value);
        }
        for (int turn = 0; turn < 2; ++turn) {
            for (std::size_t other = 0; other < r; ++other) {
                const double share = with_digits_of_float(dot(r, other));
                for (std::size_t i = 0; i < length; ++i) put(r, i, at(r, i) - share * at(other, i));
            }
            const double norm = math::sqrt(dot(r, r));
            if (!(norm > 0)) return draw(r, random);
            for (std::size_t i = 0; i < length; ++i) put(r, i, at(r, i) / norm);
        }
    }
};

}  // namespace detail::inline CTNN_CODE

/// An orthogonal matrix, drawn at random: of fan_in rows, and of as many columns as the weights make up,
/// whichever are fewer have length 1 and are at right angles to each other. A product with it keeps lengths,
/// so that values and gradients neither fade nor grow over the many steps of a recurrent layer. Saxe,
/// McClelland, Ganguli: Exact solutions to the nonlinear dynamics of learning in deep linear neural networks,
/// 2013.
/// Cost: six random numbers a weight, and four multiply-adds a weight for each of the fewer: 1 ms for a
/// matrix of 64 by 256.
/// PyTorch: orthogonal_. Keras: Orthogonal.
/// What goes wrong: nothing is scaled up, under ReLU values halve in variance with each layer. Of double,
/// too, the angles are right to float's precision.
struct Orthogonal {
    template <class T>
    CTNN_MEMBER static constexpr void fill(std::span<T> w, std::size_t fan_in, std::size_t,
                                           Random& random) noexcept {
        const std::size_t rows = fan_in == 0 ? 1 : fan_in, columns = w.size() / rows;
        for (std::size_t i = rows * columns; i < w.size(); ++i) w[i] = 0;
        if (rows <= columns) {
            const detail::Rows<T> all{w.data(), columns, columns, 1};
            for (std::size_t r = 0; r < rows; ++r) all.draw(r, random);
        } else {
            const detail::Rows<T> all{w.data(), rows, 1, columns};
            for (std::size_t c = 0; c < columns; ++c) all.draw(c, random);
        }
    }
};

}  // namespace ctnn
