#include <ctnn/train/minimize/matrices.hpp>

#include <array>
#include <ctnn/core/random.hpp>

#include <testing.hpp>

namespace {

using ctnn::detail::solve_positive_definite;

// What stands below the diagonal is not read.
static_assert([] {
    double a[] = {4, 2, 99, 10}, b[] = {8, 13};
    return solve_positive_definite<2>(a, b) && b[0] == 1.5 && b[1] == 1;
}());
static_assert([] {
    double a[] = {1, 2, 2, 4}, b[] = {1, 1};  // of rank 1
    return !solve_positive_definite<2>(a, b) && b[0] == 1;
}());

TEST_CASE("matrices: a system is solved, at sizes around those of registers", "[train]") {
    const auto holds = []<std::size_t N>(std::integral_constant<std::size_t, N>) {
        ctnn::Random random{N};
        std::array<double, N * N> root{}, a{};
        for (double& v : root) v = random.uniform<double>() - 0.5;
        for (std::size_t i = 0; i < N; ++i)
            for (std::size_t j = 0; j < N; ++j) {
                for (std::size_t k = 0; k < N; ++k) a[i * N + j] += root[i * N + k] * root[j * N + k];
                if (i == j) a[i * N + j] += 0.1;
            }
        std::array<double, N> x{}, b{};
        for (double& v : x) v = random.uniform<double>() - 0.5;
        for (std::size_t i = 0; i < N; ++i)
            for (std::size_t j = 0; j < N; ++j) b[i] += a[i * N + j] * x[j];
        REQUIRE(solve_positive_definite<N>(a.data(), b.data()));
        for (std::size_t i = 0; i < N; ++i) CHECK(b[i] == Approx(x[i]).epsilon(1e-9).margin(1e-10));
    };
    holds(std::integral_constant<std::size_t, 1>{});
    holds(std::integral_constant<std::size_t, 9>{});
    holds(std::integral_constant<std::size_t, 33>{});
}

TEST_CASE("matrices: what is not positive definite is told", "[train]") {
    for (const double last : {1.0, 0.0, double(NAN), double(INFINITY)}) {
        double a[] = {1, 1, 1, last}, b[] = {1, 2};
        CHECK_FALSE(solve_positive_definite<2>(a, b));
        CHECK(b[1] == 2);
    }
}

}  // namespace
