#include <ctnn/network/ragged/pools.hpp>

#include <algorithm>
#include <array>
#include <ctnn/layers/add.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/global_avg_pool1d.hpp>
#include <ctnn/layers/global_max_pool1d.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/layers/max_over.hpp>
#include <ctnn/layers/mean_over.hpp>
#include <ctnn/layers/min_over.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/layers/sum_over.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>

#include <network/ragged/as_short_as_it_is.hpp>
#include <reference/ragged.hpp>
#include <testing.hpp>

using namespace ctnn;
namespace golden = reference::ragged;

TEST_CASE("ragged pools: PyTorch's means and greatest values of packed sequences", "[network]") {
    using Net = Network<RaggedInput<5, 2>, Bidirectional<LSTM<3, Returns::sequence>>,
                        Concat<GlobalAvgPool1D, GlobalMaxPool1D>, Dense<3, Softmax>>;
    Parameters<Net, double> p, sum{};
    std::copy(std::begin(golden::pools::parameters), std::end(golden::pools::parameters), p.values);
    for (std::size_t i = 0; i < 4; ++i) {
        std::array<double, 11> x;
        std::copy_n(golden::x + i * 10, 10, x.data());
        x[10] = golden::lengths[i];
        const auto y = predict(p, x);
        for (std::size_t k = 0; k < 3; ++k)
            CHECK(y[k] == Approx(golden::pools::answers[i * 3 + k]).epsilon(1e-7));
        gradient<CrossEntropy>(p, x, golden::classes[i], sum);
    }
    for (std::size_t i = 0; i < Net::parameter_count; ++i)
        CHECK(sum.values[i] / 4 == Approx(golden::pools::gradient[i]).epsilon(1e-6).margin(1e-9));
}

TEST_CASE("ragged pools: sequences of some steps are those of a network of as many", "[network]") {
    as_short_as_it_is<3, MeanOver<0>, Dense<1>>();
    as_short_as_it_is<3, Add<Sequential<MaxOver<0>, Dense<2>>, Sequential<MinOver<0>, Dense<2>>>>();
    as_short_as_it_is<1, SumOver<0>>();
}
