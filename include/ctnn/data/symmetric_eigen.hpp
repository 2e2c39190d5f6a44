#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <limits>
#include <utility>
#include <vector>

namespace ctnn::detail::inline CTNN_CODE {

/// Eigenvalues and eigenvectors of a symmetric matrix of n rows: first made tridiagonal by Householder's
/// reflections, then diagonal by QL steps with implicit shifts (Bowdler, Martin, Reinsch, Wilkinson, The QR
/// and QL algorithms for symmetric matrices, 1968). In double, some 4 n^3 multiply-adds.
class SymmetricEigen {
  public:
    std::vector<double> values;  ///< in no order
    std::vector<double> rows;    ///< row i: the vector of value i, of length 1

    /// Of as many rows, one after the other, of a symmetric matrix.
    SymmetricEigen(std::vector<double> symmetric, std::size_t row_count)
        : values(row_count),
          rows(row_count * row_count),
          n_(row_count),
          a_(std::move(symmetric)),
          next_(row_count) {
        for (std::size_t i = 0; i < n_; ++i) rows[i * n_ + i] = 1;
        for (std::size_t k = 0; k + 2 < n_; ++k) reflect(k);
        for (std::size_t i = 0; i < n_; ++i) values[i] = a_[i * n_ + i];
        for (std::size_t i = 0; i + 1 < n_; ++i) next_[i] = a_[(i + 1) * n_ + i];
        for (std::size_t first = 0; first < n_; ++first) settle(first);
    }

  private:
    /// Clears column k below the one beside the diagonal, by a reflection of what lies beyond.
    void reflect(std::size_t k) {
        const std::size_t first = k + 1;
        std::vector<double> v(n_ - first), p(v.size());
        double norm = 0;
        for (std::size_t i = first; i < n_; ++i) {
            v[i - first] = a_[i * n_ + k];
            norm = std::hypot(norm, v[i - first]);
        }
        if (norm == std::abs(v[0])) return;
        const double kept = v[0] > 0 ? -norm : norm;
        v[0] -= kept;
        double square = 0;
        for (const double value : v) square += value * value;
        const double factor = 2 / square;
        double along = 0;
        for (std::size_t i = 0; i < v.size(); ++i) {
            for (std::size_t j = 0; j < v.size(); ++j) p[i] += a_[(first + i) * n_ + first + j] * v[j];
            p[i] *= factor;
            along += p[i] * v[i];
        }
        for (std::size_t i = 0; i < v.size(); ++i) p[i] -= factor / 2 * along * v[i];
        for (std::size_t i = 0; i < v.size(); ++i)
            for (std::size_t j = 0; j < v.size(); ++j)
                a_[(first + i) * n_ + first + j] -= v[i] * p[j] + p[i] * v[j];
        a_[first * n_ + k] = kept;
        turn_vectors(v, first, factor);
    }

    void turn_vectors(const std::vector<double>& v, std::size_t first, double factor) {
        std::vector<double> sums(n_);
        for (std::size_t i = 0; i < v.size(); ++i)
            for (std::size_t j = 0; j < n_; ++j) sums[j] += v[i] * rows[(first + i) * n_ + j];
        for (std::size_t i = 0; i < v.size(); ++i)
            for (std::size_t j = 0; j < n_; ++j) rows[(first + i) * n_ + j] -= factor * v[i] * sums[j];
    }

    /// The first place from `first` on behind which nothing is left beside the diagonal.
    std::size_t end_of_block(std::size_t first) const {
        constexpr double epsilon = std::numeric_limits<double>::epsilon();
        std::size_t end = first;
        while (end + 1 < n_ &&
               std::abs(next_[end]) > epsilon * (std::abs(values[end]) + std::abs(values[end + 1])))
            ++end;
        return end;
    }

    /// Until nothing is left beside value `first`; it takes two or three steps, and ends after a hundred.
    void settle(std::size_t first) {
        for (int step = 0; step < 100; ++step) {
            const std::size_t end = end_of_block(first);
            if (end == first) return;
            chase(first, end);
        }
    }

    /// One QL step of the block, with Wilkinson's shift.
    void chase(std::size_t first, std::size_t end) {
        const double half = (values[first + 1] - values[first]) / (2 * next_[first]);
        const double root = std::hypot(half, 1.0);
        double g = values[end] - values[first] + next_[first] / (half + std::copysign(root, half));
        double sine = 1, cosine = 1, shift = 0;
        for (std::size_t i = end; i-- > first;) {
            const double f = sine * next_[i], b = cosine * next_[i], r = std::hypot(f, g);
            next_[i + 1] = r;
            if (r == 0) {
                values[i + 1] -= shift;
                next_[end] = 0;
                return;
            }
            sine = f / r;
            cosine = g / r;
            g = values[i + 1] - shift;
            const double t = (values[i] - g) * sine + 2 * cosine * b;
            shift = sine * t;
            values[i + 1] = g + shift;
            g = cosine * t - b;
            double *const low = &rows[i * n_], *const high = low + n_;
            for (std::size_t k = 0; k < n_; ++k) {
                const double other = high[k];
                high[k] = sine * low[k] + cosine * other;
                low[k] = cosine * low[k] - sine * other;
            }
        }
        values[first] -= shift;
        next_[first] = g;
        next_[end] = 0;
    }

    std::size_t n_;
    std::vector<double> a_, next_;  // the matrix; what is beside its diagonal
};

}  // namespace ctnn::detail::inline CTNN_CODE
