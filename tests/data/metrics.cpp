#include <ctnn/data/metrics.hpp>

#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/global_max_pool2d.hpp>
#include <ctnn/layers/time_distributed.hpp>
#include <ctnn/layers/zero_pad2d.hpp>
#include <ctnn/network/network.hpp>
#include <limits>
#include <type_traits>
#include <vector>

#include <reference/metrics.hpp>
#include <reference/weights.hpp>
#include <testing.hpp>

namespace {

namespace golden = reference::metrics;

// A network that gives back its input, so that the data set says what is predicted.
template <std::size_t N>
using Echo = ctnn::Network<ctnn::Input<N>, ctnn::Dense<N>>;

template <std::size_t N, class T = float>
ctnn::Parameters<Echo<N>, T> echo() {
    ctnn::Parameters<Echo<N>, T> parameters;
    for (std::size_t i = 0; i < N; ++i) parameters.template layer<0>().weight[i * N + i] = 1;
    return parameters;
}

template <class T, std::size_t N>
std::vector<T> vector_of(const T (&values)[N]) {
    return std::vector<T>(values, values + N);
}

const float not_a_number = std::numeric_limits<float>::quiet_NaN();

// Its workspace is more than most stacks hold.
using Photograph =
    ctnn::Network<ctnn::Input<8, 8, 1>, ctnn::ZeroPad2D<ctnn::pad(720)>, ctnn::GlobalMaxPool2D>;
static_assert(Photograph::workspace_size * sizeof(float) > 8'000'000);

// Its outputs are.
using Framed = ctnn::Network<ctnn::Input<8, 8, 1>, ctnn::ZeroPad2D<ctnn::pad(720)>>;

}  // namespace

TEST_CASE("metrics: classification agrees with scikit-learn", "[data]") {
    const ctnn::Dataset<Echo<5>> dataset(vector_of(golden::scores), vector_of(golden::classes));
    const auto parameters = echo<5>();
    CHECK(ctnn::accuracy(parameters, dataset) == Approx(golden::accuracy).epsilon(1e-14));
    CHECK(ctnn::accuracy(echo<5, double>(), dataset) == Approx(golden::accuracy).epsilon(1e-14));
    CHECK(ctnn::top_k_accuracy<2>(parameters, dataset) == Approx(golden::top_2).epsilon(1e-14));
    CHECK(ctnn::top_k_accuracy<3>(parameters, dataset) == Approx(golden::top_3).epsilon(1e-14));
    CHECK(ctnn::top_k_accuracy<5>(parameters, dataset) == 1);

    const auto matrix = ctnn::confusion_matrix(parameters, dataset);
    CHECK(matrix.accuracy() == Approx(golden::accuracy).epsilon(1e-14));
    for (std::size_t a = 0; a < 5; ++a) {
        for (std::size_t p = 0; p < 5; ++p) CHECK(matrix.counts[a][p] == golden::confusion[a * 5 + p]);
        CHECK(matrix.precision(a) == Approx(golden::precision[a]).epsilon(1e-14));
        CHECK(matrix.recall(a) == Approx(golden::recall[a]).epsilon(1e-14));
        CHECK(matrix.f1(a) == Approx(golden::f1[a]).epsilon(1e-14));
    }
    CHECK(matrix.macro_precision() == Approx(golden::macro_precision).epsilon(1e-14));
    CHECK(matrix.macro_recall() == Approx(golden::macro_recall).epsilon(1e-14));
    CHECK(matrix.macro_f1() == Approx(golden::macro_f1).epsilon(1e-14));
}

TEST_CASE("metrics: regression agrees with scikit-learn", "[data]") {
    const ctnn::Dataset<Echo<2>> dataset(vector_of(golden::predictions), vector_of(golden::targets));
    CHECK(ctnn::mean_squared_error(echo<2>(), dataset) == Approx(golden::mean_squared_error).epsilon(1e-12));
    CHECK(ctnn::mean_absolute_error(echo<2>(), dataset) ==
          Approx(golden::mean_absolute_error).epsilon(1e-12));
    CHECK(ctnn::r_squared(echo<2>(), dataset) == Approx(golden::r_squared).epsilon(1e-12));
}

TEST_CASE("metrics: the accuracy is the share that classify gets right", "[data]") {
    // Numbers of samples around the block's size.
    for (const std::size_t count : {1u, 63u, 64u, 65u, 200u}) {
        ctnn::Random random{count};
        std::vector<float> inputs;
        std::vector<std::uint32_t> classes;
        for (std::size_t i = 0; i < count; ++i) {
            for (int k = 0; k < 3; ++k) inputs.push_back(static_cast<float>(random.below(3)));  // often equal
            classes.push_back(static_cast<std::uint32_t>(random.below(3)));
        }
        const ctnn::Dataset<Echo<3>> dataset(inputs, classes);
        const auto parameters = echo<3>();
        std::size_t right = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (ctnn::classify(parameters, dataset.input(i)) == dataset.class_of(i)) ++right;
        }
        CHECK(ctnn::accuracy(parameters, dataset) == double(right) / double(count));
        CHECK(ctnn::confusion_matrix(parameters, dataset).accuracy() == double(right) / double(count));
    }
}

TEST_CASE("metrics: one output decides between two classes at one half", "[data]") {
    const ctnn::Dataset<Echo<1>> classes(std::vector<float>{0.2f, 0.5f, 0.51f, 7},
                                         std::vector<std::uint32_t>{0, 1, 1, 0});
    CHECK(ctnn::accuracy(echo<1>(), classes) == 0.5);
    const auto matrix = ctnn::confusion_matrix(echo<1>(), classes);
    CHECK(matrix.counts == std::array<std::array<std::size_t, 2>, 2>{{{1, 1}, {1, 1}}});
    const ctnn::Dataset<Echo<1>> values{{{0.2f}, {0.6f}}, {{0}, {1}}};
    CHECK(ctnn::accuracy(echo<1>(), values) == 1);
}

TEST_CASE("metrics: soft and one-hot targets stand for their largest class", "[data]") {
    const ctnn::Dataset<Echo<2>> dataset{{{1, 2}, {4, 3}}, {{0.4f, 0.6f}, {0, 1}}};
    CHECK(ctnn::accuracy(echo<2>(), dataset) == 0.5);
}

TEST_CASE("metrics: classes are one-hot targets to the errors", "[data]") {
    const ctnn::Dataset<Echo<2>> dataset(std::vector<float>{0.5f, 0.25f}, std::vector<std::uint32_t>{1});
    CHECK(ctnn::mean_squared_error(echo<2>(), dataset) == (0.25 + 0.5625) / 2);
    CHECK(ctnn::mean_absolute_error(echo<2>(), dataset) == (0.5 + 0.75) / 2);
}

TEST_CASE("metrics: a prediction of NaN is never right", "[data]") {
    const ctnn::Dataset<Echo<2>> two(std::vector<float>{1, 0, 0, 1}, std::vector<std::uint32_t>{0, 1});
    auto broken = echo<2>();
    broken.layer<0>().bias[1] = not_a_number;
    CHECK(ctnn::accuracy(broken, two) == 0);
    CHECK(ctnn::confusion_matrix(broken, two).undecided == std::array<std::size_t, 2>{1, 1});
    CHECK(ctnn::confusion_matrix(broken, two).total() == 2);
    CHECK(std::isnan(ctnn::mean_squared_error(broken, two)));
    CHECK(std::isnan(ctnn::r_squared(broken, two)));

    const ctnn::Dataset<Echo<1>> one(std::vector<float>{1, 0}, std::vector<std::uint32_t>{1, 0});
    auto single = echo<1>();
    single.layer<0>().bias[0] = not_a_number;
    CHECK(ctnn::accuracy(single, one) == 0);
    CHECK(ctnn::confusion_matrix(single, one).undecided == std::array<std::size_t, 2>{1, 1});
}

TEST_CASE("metrics: of no samples there is no mean", "[data]") {
    const ctnn::Dataset<Echo<2>> empty;
    CHECK(std::isnan(ctnn::accuracy(echo<2>(), empty)));
    CHECK(std::isnan(ctnn::mean_squared_error(echo<2>(), empty)));
    CHECK(std::isnan(ctnn::r_squared(echo<2>(), empty)));
    CHECK(ctnn::confusion_matrix(echo<2>(), empty).total() == 0);
}

TEST_CASE("metrics: R squared of targets that never change", "[data]") {
    const ctnn::Dataset<Echo<1>> met{{{3}, {3}}, {{3}, {3}}}, missed{{{3}, {4}}, {{3}, {3}}};
    CHECK(ctnn::r_squared(echo<1>(), met) == 1);
    CHECK(ctnn::r_squared(echo<1>(), missed) == 0);
}

TEST_CASE("metrics: of networks for large images", "[data]") {
    const ctnn::Dataset<Photograph> images(std::vector<std::uint8_t>(3 * Photograph::input_size, 255),
                                           std::vector<float>{1, 2, 3});
    CHECK(ctnn::mean_squared_error(ctnn::Parameters<Photograph>{}, images) == Approx((0 + 1 + 4) / 3.0));
    CHECK(ctnn::accuracy(ctnn::Parameters<Photograph>{}, images) == 1);

    const ctnn::Dataset<Framed> framed(std::vector<float>(Framed::input_size, 1),
                                       std::vector<float>(Framed::output_size, 3));
    CHECK(ctnn::mean_absolute_error(ctnn::Parameters<Framed>{}, framed) ==
          Approx(3 - double(Framed::input_size) / double(Framed::output_size)));
    CHECK(ctnn::r_squared(ctnn::Parameters<Framed>{}, framed) == 0);
    CHECK(ctnn::accuracy(ctnn::Parameters<Framed>{}, framed) ==
          double(Framed::input_size) / double(Framed::output_size));  // each pixel is a yes or no
}

TEST_CASE("metrics: weighted, as scikit-learn's", "[data]") {
    namespace weights = reference::weights;
    using Line = ctnn::Network<ctnn::Input<2>, ctnn::Dense<3>>;
    using Lines = ctnn::Network<ctnn::Input<3, 2>, ctnn::TimeDistributed<ctnn::Dense<3>>>;  // of three steps
    const std::vector<float> x(std::begin(weights::x), std::end(weights::x));
    const auto hold = [&]<class Net>(std::type_identity<Net>) {
        ctnn::Parameters<Net, double> parameters;
        std::copy(std::begin(weights::w), std::end(weights::w), parameters.values);
        std::copy(std::begin(weights::b), std::end(weights::b), parameters.values + 6);
        ctnn::Dataset<Net> classes(x, weights::classes);
        classes.weigh(weights::sample_weights);
        CHECK(ctnn::accuracy(parameters, classes) == Approx(weights::accuracy));
        const auto matrix = ctnn::weighted_confusion_matrix(parameters, classes);
        for (std::size_t c = 0; c < 3; ++c) {
            for (std::size_t k = 0; k < 3; ++k)
                CHECK(matrix.counts[c][k] == Approx(weights::confusion[3 * c + k]));
            CHECK(matrix.precision(c) == Approx(weights::precision[c]));
            CHECK(matrix.recall(c) == Approx(weights::recall[c]));
            CHECK(matrix.f1(c) == Approx(weights::f1[c]));
        }
        CHECK(ctnn::confusion_matrix(parameters, classes).total() == 5);  // one weighs nothing
        ctnn::Dataset<Net> values(x,
                                  std::vector<float>(std::begin(weights::truth), std::end(weights::truth)));
        values.weigh(weights::sample_weights);
        CHECK(ctnn::mean_squared_error(parameters, values) == Approx(weights::mean_squared_error));
        CHECK(ctnn::mean_absolute_error(parameters, values) == Approx(weights::mean_absolute_error));
        if constexpr (std::is_same_v<Net, Line>)
            CHECK(ctnn::r_squared(parameters, values) == Approx(weights::r_squared));
    };
    hold(std::type_identity<Line>{});
    hold(std::type_identity<Lines>{});
}

TEST_CASE("metrics: an output that counts in no sample is in no mean", "[data]") {
    using Steps = ctnn::Network<ctnn::Input<2, 1>, ctnn::Activation<ctnn::Linear>>;
    ctnn::Dataset<Steps> data({{1, 9}, {2, 9}, {4, 9}}, {{1, 0}, {2, 0}, {3, 0}});
    data.weigh({1, 0, 1, 0, 1, 0});
    CHECK(ctnn::r_squared(ctnn::Parameters<Steps>{}, data) == Approx(0.5));
    CHECK(ctnn::mean_absolute_error(ctnn::Parameters<Steps>{}, data) == Approx(1 / 3.0));
}
