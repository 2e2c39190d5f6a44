#include <ctnn/data/correlation.hpp>

#include <cmath>

#include <data/message_of.hpp>
#include <testing.hpp>

// Golden values: SciPy 1.8's `pearsonr` and `spearmanr`, NumPy 1.21's `corrcoef`.

namespace {

struct Net {
    static constexpr std::size_t input_size = 3, output_size = 1;
};

const std::vector<double> a{1, 2, 3, 4, 5, 6, 7, 8.5}, b{2.1, 1.9, 3.7, 3.7, 6.5, 5, 9, 9};

}  // namespace

TEST_CASE("correlation: of two columns as SciPy has it, ties averaged", "[data]") {
    CHECK(ctnn::pearson(a, b) == Approx(0.9364835830800142).epsilon(1e-14));
    CHECK(ctnn::spearman(a, b) == Approx(0.9398272507881658).epsilon(1e-14));
    std::vector<double> moved, cubes;
    for (const double x : a) {
        moved.push_back(1e9 - 3 * x);
        cubes.push_back(x * x * x);
    }
    CHECK(ctnn::pearson(a, moved) == Approx(-1));
    CHECK(ctnn::pearson(a, moved) >= -1);
    CHECK(ctnn::spearman(a, cubes) == Approx(1).epsilon(1e-15));
    CHECK(ctnn::pearson(std::vector<double>{1.7e308, -1.7e308}, std::vector<int>{2, 1}) == Approx(1));
    CHECK(std::isnan(ctnn::pearson(a, std::vector<float>(8, 0.1f))));
}

TEST_CASE("correlation: of all columns of a data set", "[data]") {
    const ctnn::Dataset<Net> data{{{1, -10, 7}, {2, 0, 7}, {6, 20, 7}, {3, 10, 7}}, {{5}, {15}, {25}, {15}}};
    const ctnn::CorrelationMatrix linear = ctnn::pearson(data), ranked = ctnn::spearman(data);
    REQUIRE(linear.columns == 4);
    CHECK(linear(0, 1) == Approx(0.9561828874675149).epsilon(1e-14));
    CHECK(linear(3, 0) == Approx(0.9449111825230683).epsilon(1e-14));
    CHECK(linear(1, 3) == linear(3, 1));
    CHECK(linear(3, 3) == 1);
    CHECK(std::isnan(linear(2, 2)));  // it never changes
    CHECK(std::isnan(linear(2, 0)));
    CHECK(ranked(0, 1) == Approx(1));
    CHECK(ranked(0, 3) == Approx(0.9486832980505139).epsilon(1e-14));
}

TEST_CASE("correlation: what cannot be correlated", "[data]") {
    const auto message = [](const std::vector<float>& x, const std::vector<float>& y) {
        return message_of<ctnn::DataError>([&] { ctnn::spearman(x, y); });
    };
    CHECK(message({1, 2}, {1, 2, 3}) ==
          "correlation: expected as many values of one as of the other, found 2 and 3");
    CHECK(message({1}, {2}) == "correlation: expected at least two values, found 1");
    CHECK(message({1, 2}, {1, NAN}) == "correlation, value 1: expected a finite number, found nan");
    const ctnn::Dataset<Net> one{{{1, 2, 3}}, {{1}}};
    CHECK(message_of<ctnn::DataError>([&] { ctnn::pearson(one); }) ==
          "correlation: expected at least two samples, found 1");
    CHECK(message_of<ctnn::DataError>([] { ctnn::CorrelationMatrix{}(0, 0); }) ==
          "correlation: expected one of 0 columns, found 0");
}
