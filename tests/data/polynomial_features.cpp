#include <ctnn/data/polynomial_features.hpp>

#include <data/message_of.hpp>
#include <testing.hpp>

namespace {

using ctnn::polynomial_features;

// sklearn.preprocessing.PolynomialFeatures(2).fit_transform([[2, 3]]) is [[1, 2, 3, 4, 6, 9]].
static_assert(polynomial_features<2>(std::array<float, 2>{2, 3}) == std::array<float, 5>{2, 3, 4, 6, 9});
static_assert(polynomial_features<2, true>(std::array{2.0, 3.0}) == std::array<double, 6>{1, 2, 3, 4, 6, 9});
static_assert(polynomial_features<1>(std::array<float, 2>{2, 3}) == std::array<float, 2>{2, 3});
static_assert(polynomial_features<5>(std::array<float, 1>{2}) == std::array<float, 5>{2, 4, 8, 16, 32});
static_assert(polynomial_features<1, true>(std::array<float, 1>{7}) == std::array<float, 2>{1, 7});

// sklearn's PolynomialFeatures(3, include_bias=False) of (2, 3, 5).
static_assert(polynomial_features<3>(std::array<float, 3>{2, 3, 5}) ==
              std::array<float, 19>{2, 3, 5, 4, 6, 10, 9, 15, 25, 8, 12, 20, 18, 30, 50, 27, 45, 75, 125});

static_assert(ctnn::polynomial_size<13, 3> == 559);
static_assert(ctnn::polynomial_size<64, 2, true> == 2145);

struct Point {
    static constexpr std::size_t input_size = 2, output_size = 1;
};
struct Quadratic {
    static constexpr std::size_t input_size = 5, output_size = 1;
};

}  // namespace

TEST_CASE("polynomial_features: a data set is expanded sample by sample", "[data]") {
    const ctnn::Dataset<Point> points{{{1, 2}, {3, 4}}, {{10}, {20}}};
    const ctnn::Dataset<Quadratic> expanded = polynomial_features<2, Quadratic>(points);
    CHECK(expanded.size() == 2);
    CHECK(expanded.input(0) == std::array<float, 5>{1, 2, 1, 2, 4});
    CHECK(expanded.input(1) == std::array<float, 5>{3, 4, 9, 12, 16});
    CHECK(expanded.target(1)[0] == 20);
    CHECK(polynomial_features<2, Quadratic>(ctnn::Dataset<Point>{}).empty());
}

TEST_CASE("polynomial_features: a product too large for a float is refused", "[data]") {
    const ctnn::Dataset<Point> points{{{1, 2}, {1e30f, 4}}, {{10}, {20}}};
    CHECK(message_of<ctnn::DataError>([&] { polynomial_features<2, Quadratic>(points); }) ==
          "sample 1, input 2: expected a finite number, found inf");
}
