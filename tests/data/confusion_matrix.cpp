#include <ctnn/data/confusion_matrix.hpp>

#include <cstddef>
#include <sstream>

#include <testing.hpp>

namespace {

// Of class 0 two are right and one is taken for 1; of class 1 three are right; class 2 never occurs, but is
// predicted once for 1; class 3 neither occurs nor is predicted.
constexpr ctnn::ConfusionMatrix<4> matrix{
    .counts = {{{2, 1, 0, 0}, {0, 3, 1, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}}}};

static_assert(matrix.total() == 7);
static_assert(matrix.actual(1) == 4 && matrix.predicted(1) == 4);
static_assert(matrix.accuracy() == 5.0 / 7);
static_assert(matrix.precision(0) == 1.0 && matrix.precision(1) == 0.75 && matrix.precision(2) == 0);
static_assert(matrix.recall(0) == 2.0 / 3 && matrix.recall(1) == 0.75 && matrix.recall(2) == 0);
static_assert(matrix.f1(0) == 0.8 && matrix.f1(1) == 0.75 && matrix.f1(2) == 0 && matrix.f1(3) == 0);
static_assert(matrix.macro_precision() == 1.75 / 3);
static_assert(matrix.precision(4) == 0 && matrix.recall(4) == 0 && matrix.f1(4) == 0 &&
                  matrix.actual(~std::size_t{0}) == 0,
              "of a class that there is not");
static_assert(ctnn::ConfusionMatrix<2>{}.accuracy() == 0 && ctnn::ConfusionMatrix<2>{}.macro_f1() == 0);

}  // namespace

TEST_CASE("confusion_matrix: is printed as an aligned table", "[data]") {
    CHECK(to_string(matrix) ==
          "predicted 0 1 2 3 precision  recall      f1\n"
          " actual 0 2 1 . .    100.0%   66.7%   80.0%\n"
          "        1 . 3 1 .     75.0%   75.0%   75.0%\n"
          "        2 . . . .      0.0%    0.0%    0.0%\n"
          "        3 . . . .      0.0%    0.0%    0.0%\n"
          "     mean             58.3%   47.2%   51.7%\n");
    std::ostringstream out;
    out << matrix;
    CHECK(out.str() == to_string(matrix));
}

TEST_CASE("confusion_matrix: predictions that are NaN have a column of their own", "[data]") {
    const ctnn::ConfusionMatrix<2> some{.counts = {{{90, 5}, {3, 2}}}, .undecided = {0, 12}};
    CHECK(some.total() == 112);
    CHECK(some.recall(1) == 2.0 / 17);
    CHECK(to_string(some) ==
          "predicted   0   1  NaN precision  recall      f1\n"
          " actual 0  90   5    .     96.8%   94.7%   95.7%\n"
          "        1   3   2   12     28.6%   11.8%   16.7%\n"
          "     mean                  62.7%   53.3%   56.2%\n");
}

TEST_CASE("confusion_matrix: of weights, to two places", "[data]") {
    ctnn::ConfusionMatrix<2, double> weighed;
    weighed.counts = {{{1.5, 0.25}, {0, 10}}};
    CHECK(weighed.accuracy() == Approx(11.5 / 11.75));
    CHECK(weighed.recall(0) == Approx(1.5 / 1.75));
    CHECK(to_string(weighed) ==
          "predicted     0     1 precision  recall      f1\n"
          " actual 0  1.50  0.25    100.0%   85.7%   92.3%\n"
          "        1     . 10.00     97.6%  100.0%   98.8%\n"
          "     mean                 98.8%   92.9%   95.5%\n");
}
