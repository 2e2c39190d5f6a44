#include <ctnn/data/statistics.hpp>

#include <cmath>
#include <limits>
#include <sstream>

#include <data/message_of.hpp>
#include <testing.hpp>

// Golden values: SciPy 1.8's `describe(x, ddof=0)`, NumPy 1.21's `quantile`.

namespace {

struct Net {
    static constexpr std::size_t input_size = 3, output_size = 1;
};

}  // namespace

TEST_CASE("statistics: of a column as SciPy and NumPy have them", "[data]") {
    const std::vector<int> x{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5};
    const ctnn::Statistics of = ctnn::statistics(x);
    CHECK(of.count == 11);
    CHECK(of.mean == 4);
    CHECK(of.variance == Approx(5.090909090909091).epsilon(1e-14));
    CHECK(of.deviation == Approx(std::sqrt(5.090909090909091)).epsilon(1e-14));
    CHECK(of.sample_variance() == Approx(5.6).epsilon(1e-14));
    CHECK(of.minimum == 1);
    CHECK(of.lower_quartile == 2.5);
    CHECK(of.median == 4);
    CHECK(of.upper_quartile == 5);
    CHECK(of.maximum == 9);
    CHECK(of.skewness == Approx(0.5698319531322332).epsilon(1e-13));
    CHECK(of.kurtosis == Approx(-0.10969387755102034).epsilon(1e-13));
    CHECK(ctnn::quantile(x, 0.1) == 1);
    CHECK(ctnn::quantile(x, 1) == 9);
}

TEST_CASE("statistics: neither large means nor large values spoil them", "[data]") {
    CHECK(ctnn::statistics(std::vector<double>{1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}).sample_variance() ==
          30);
    const auto large = ctnn::statistics(std::vector<double>{1.5e308, -1.5e308, 1.5e308, -1.5e308});
    CHECK(large.mean == 0);
    CHECK(large.deviation == 1.5e308);
    CHECK(large.kurtosis == -2);
    CHECK(large.median == 0);
    const auto small = ctnn::statistics(std::vector<double>{1e-300, 3e-300});
    CHECK(small.deviation == Approx(1e-300));
    CHECK(small.skewness == Approx(0).margin(1e-12));
    const auto tenths = ctnn::statistics(std::vector<float>(7, 0.1f));
    CHECK(tenths.mean == double(0.1f));
    CHECK(tenths.variance == 0);
    CHECK(std::isnan(tenths.skewness));
}

TEST_CASE("statistics: of one value, of none, of NaN", "[data]") {
    const auto one = ctnn::statistics(std::vector<float>{2});
    CHECK(one.mean == 2);
    CHECK(one.upper_quartile == 2);
    CHECK(one.variance == 0);
    CHECK(std::isnan(one.sample_variance()));
    CHECK(std::isnan(one.kurtosis));
    const auto message = [](std::vector<float> values) {
        return message_of<ctnn::DataError>([&] { ctnn::statistics(values); });
    };
    CHECK(message({}) == "statistics: expected at least one value, found none");
    CHECK(message({1, std::nanf("")}) == "statistics, value 1: expected a finite number, found nan");
    CHECK(message({INFINITY}) == "statistics, value 0: expected a finite number, found inf");
    CHECK(message_of<ctnn::DataError>([] { ctnn::quantile(std::vector<int>{1}, 1.5); }) ==
          "quantile: expected a share of 0 to 1, found 1.5");
}

TEST_CASE("statistics: a data set as a table", "[data]") {
    const ctnn::Dataset<Net> data{{{1, -10, 7}, {2, 0, 7}, {6, 20, 7}, {3, 10, 7}}, {{5}, {15}, {25}, {15}}};
    const ctnn::Description all = ctnn::describe(data);
    REQUIRE(all.inputs.size() == 3);
    REQUIRE(all.targets.size() == 1);
    CHECK(all.inputs[1].mean == 5);
    CHECK(all.targets[0].variance == 50);
    std::ostringstream out;
    out << all;
    CHECK(
        out.str() ==
        "4 samples          mean  deviation    minimum        25%     median        75%    maximum   "
        "skewness   kurtosis\n"
        "input 0               3      1.871          1       1.75        2.5       3.75          6     "
        "0.6872         -1\n"
        "input 1               5      11.18        -10       -2.5          5       12.5         20          "
        "0      -1.36\n"
        "input 2               7          0          7          7          7          7          7          "
        "-          -\n"
        "target 0             15      7.071          5       12.5         15       17.5         25          "
        "0         -1\n");
    CHECK(message_of<ctnn::DataError>([] { ctnn::describe(ctnn::Dataset<Net>{}); }) ==
          "describe: expected at least one sample, found none");
}
