#include <cmath>
#include <ctnn/data/label_metrics.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/time_distributed.hpp>
#include <limits>
#include <vector>

#include <reference/weights.hpp>
#include <testing.hpp>

using namespace ctnn;
namespace weights = reference::weights;

namespace {

/// The reference's samples, or these as the three steps of two.
template <class Net>
void require_as_reference() {
    Parameters<Net, double> parameters;
    std::copy(std::begin(weights::w), std::end(weights::w), parameters.values);
    std::copy(std::begin(weights::b), std::end(weights::b), parameters.values + 6);
    Dataset<Net> data(std::vector<float>(std::begin(weights::x), std::end(weights::x)),
                      std::vector<float>(std::begin(weights::truth), std::end(weights::truth)));
    const auto matrices = label_matrices(parameters, data);
    for (std::size_t k = 0; k < 3; ++k)
        for (std::size_t i = 0; i < 4; ++i)
            CHECK(matrices[k].counts[i / 2][i % 2] == weights::label_matrices[4 * k + i]);
    data.weigh(weights::sample_weights);
    CHECK(exact_match(parameters, data) == Approx(weights::exact_match));
    CHECK(label_accuracy(parameters, data) == Approx(weights::label_accuracy));

    parameters.values[6] = std::numeric_limits<double>::quiet_NaN();
    CHECK(exact_match(parameters, data) == 0);
    CHECK(label_matrices(parameters, data)[0].undecided[0] +
              label_matrices(parameters, data)[0].undecided[1] ==
          5);
    CHECK(std::isnan(label_accuracy(parameters, Dataset<Net>())));
}

}  // namespace

TEST_CASE("label_metrics: several labels at a time as scikit-learn counts them", "[data]") {
    require_as_reference<Network<Input<2>, Dense<3>>>();
    require_as_reference<Network<Input<3, 2>, TimeDistributed<Dense<3>>>>();
}

TEST_CASE("label_metrics: a sample of which one label is wrong is wrong", "[data]") {
    using Echo = Network<Input<2>, Activation<Linear>>;
    Dataset<Echo> data{{{1, 0}, {0, 1}, {1, 1}}, {{1, 0}, {0, 0}, {1, 1}}};
    CHECK(exact_match(Parameters<Echo>{}, data) == 2 / 3.0);
    CHECK(label_accuracy(Parameters<Echo>{}, data) == 5 / 6.0);
    data.weigh({1, 2, 1});
    CHECK(exact_match(Parameters<Echo>{}, data) == 0.5);
}
