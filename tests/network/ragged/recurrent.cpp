#include <ctnn/network/ragged/recurrent.hpp>

#include <algorithm>
#include <array>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/gru.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/layers/time_distributed.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>

#include <network/ragged/as_short_as_it_is.hpp>
#include <reference/ragged.hpp>
#include <testing.hpp>

using namespace ctnn;
namespace golden = reference::ragged;

namespace {

/// Answers of all of the reference's samples at once, and the gradient of their mean loss, each target's
/// factor being `share`.
template <class Net, std::size_t N>
void require_as_packed(const double (&parameters)[Net::parameter_count], const double (&answers)[N],
                       const double (&gradient)[Net::parameter_count]) {
    Parameters<Net, double> p;
    std::copy(std::begin(parameters), std::end(parameters), p.values);
    std::array<double, 4 * Net::input_size> x{};
    for (std::size_t i = 0; i < 4; ++i) {
        double* const sample = x.data() + i * Net::input_size;
        std::copy_n(golden::x + i * 10, 10, sample);
        std::fill(sample + 2 * golden::lengths[i], sample + 10, -77.0);  // never looked at
        sample[10] = golden::lengths[i];
    }
    std::array<double, N> y{};
    REQUIRE(predict(p, x, y) == 4);
    for (std::size_t i = 0; i < N; ++i) CHECK(y[i] == Approx(answers[i]).epsilon(1e-7).margin(1e-9));
    Parameters<Net, double> sum{};
    for (std::size_t i = 0; i < 4; ++i) {
        const std::span<const double, Net::input_size> sample(x.data() + i * Net::input_size,
                                                              Net::input_size);
        if constexpr (Net::output::rank == 1) {
            ctnn::gradient<CrossEntropy>(p, sample, golden::classes[i], sum);
        } else {  // a mean over 13 steps, of a mean over those of each sample
            Parameters<Net, double> own{};
            const std::span<const std::uint32_t, 5> classes(golden::step_classes + i * 5, 5);
            ctnn::gradient<CrossEntropy>(p, sample, classes, own);
            for (std::size_t k = 0; k < Net::parameter_count; ++k)
                sum.values[k] += own.values[k] * golden::lengths[i] * 4 / 13;
        }
    }
    for (std::size_t i = 0; i < Net::parameter_count; ++i)
        CHECK(sum.values[i] / 4 == Approx(gradient[i]).epsilon(1e-6).margin(1e-9));
}

using In = RaggedInput<5, 2>;

}  // namespace

TEST_CASE("ragged recurrent: PyTorch's packed sequences, one way and both", "[network]") {
    require_as_packed<Network<In, LSTM<3>, Dense<3, Softmax>>>(golden::last::parameters,
                                                               golden::last::answers, golden::last::gradient);
    require_as_packed<Network<In, Bidirectional<LSTM<3>>, Dense<3, Softmax>>>(
        golden::both_ways::parameters, golden::both_ways::answers, golden::both_ways::gradient);
    require_as_packed<
        Network<In, Bidirectional<LSTM<3, Returns::sequence>>, TimeDistributed<Dense<3, Softmax>>>>(
        golden::each_step::parameters, golden::each_step::answers, golden::each_step::gradient);
}

TEST_CASE("ragged recurrent: a sequence of some steps is that of a network of as many", "[network]") {
    as_short_as_it_is<2, Bidirectional<GRU<3, Returns::sequence>>, GRU<2>>();
}
