#include <algorithm>
#include <cmath>
#include <ctnn/core/random.hpp>
#include <ctnn/data/symmetric_eigen.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

/// The vectors are orthonormal, and the matrix is what they make of the values.
void is_decomposed(const std::vector<double>& matrix, std::size_t n) {
    CAPTURE(n);
    const detail::SymmetricEigen eigen(matrix, n);
    double scale = 1e-300;
    for (const double value : matrix) scale = std::max(scale, std::abs(value));
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            double product = 0, entry = 0;
            for (std::size_t k = 0; k < n; ++k) {
                product += eigen.rows[i * n + k] * eigen.rows[j * n + k];
                entry += eigen.values[k] * eigen.rows[k * n + i] * eigen.rows[k * n + j];
            }
            REQUIRE(std::abs(product - (i == j)) < 1e-12);
            REQUIRE(std::abs(entry - matrix[i * n + j]) <= 1e-12 * scale * double(n));
        }
}

}  // namespace

TEST_CASE("symmetric_eigen: values and vectors make the matrix", "[data]") {
    for (const std::size_t n : {1u, 2u, 3u, 4u, 7u, 40u}) {
        std::vector<double> matrix(n * n);
        Random random{n};
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j <= i; ++j)
                matrix[i * n + j] = matrix[j * n + i] = random.uniform<double>() - 0.5;
        is_decomposed(matrix, n);
    }
}

TEST_CASE("symmetric_eigen: zeros, equal values, rank one, far apart", "[data]") {
    is_decomposed(std::vector<double>(25), 5);
    std::vector<double> unit(16), ones(36, 1), wide(9);
    for (std::size_t i = 0; i < 4; ++i) unit[i * 5] = 3;
    for (std::size_t i = 0; i < 3; ++i) wide[i * 4] = std::pow(1e8, double(i));
    is_decomposed(unit, 4);
    is_decomposed(ones, 6);
    is_decomposed(wide, 3);
    const detail::SymmetricEigen eigen(ones, 6);
    CHECK(*std::max_element(eigen.values.begin(), eigen.values.end()) == Approx(6));
}
