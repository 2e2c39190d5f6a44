#include <array>
#include <cmath>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/header.hpp>
#include <ctnn/io/index_inputs.hpp>
#include <vector>

#include <data/scratch_file.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace own {

/// A layer of a program's own that looks its input up.
struct Table {
    template <class In>
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t parameters = 2;
        static constexpr bool takes_indices = true;
        static constexpr void predict(auto w, auto x, auto y) {
            for (std::size_t i = 0; i < In::size; ++i) y[i] = w[x[i] >= 1 ? 1 : 0];
        }
        static constexpr void backward(auto, auto, auto, auto, auto dx, auto) {
            for (auto& value : dx) value = 0;
        }
        static constexpr void initialize(auto w, auto&) { w[0] = -5, w[1] = 5; }
    };
};

}  // namespace own

namespace {

template <class Net>
std::vector<bool> indices() {
    return detail::index_inputs<Net>();
}
using Marks = std::vector<bool>;

/// What a header holds of a network whose table jumps, at inputs just on an index.
template <class Net>
double tolerance(const std::array<float, Net::input_size>& x) {
    Parameters<Net> parameters;
    initialize(parameters, 1);
    if constexpr (requires { parameters.template layer<0>().weight; })
        parameters.template layer<0>().weight = std::array<float, 2>{-5, 5};
    return double(detail::self_test_of("", parameters, std::span(x)).tolerance);
}

}  // namespace

TEST_CASE("index_inputs: what an Embedding looks up, wherever it stands", "[io]") {
    CHECK(indices<Network<Input<2>, Dense<3>>>() == Marks{false, false});
    CHECK(indices<Network<Input<2>, Embedding<5, 3>, GRU<2>>>() == Marks{true, true});
    CHECK(indices<Network<Input<2>, Sequential<Embedding<5, 3>, Flatten>, Dense<1>>>() == Marks{true, true});
    CHECK(indices<Network<Input<2>, Concat<Sequential<Embedding<5, 3>, Flatten>, Dense<2>>>>() ==
          Marks{true, true});
    CHECK(indices<Network<Input<2, 2>, TimeDistributed<Sequential<Embedding<5, 3>, Flatten>>>>() ==
          Marks{true, true, true, true});
    CHECK(indices<Network<Input<2>, Dense<3>, Embedding<5, 3>>>() == Marks{false, false});
    CHECK(indices<Network<Input<2>, own::Table, Dense<1>>>() == Marks{true, true});
    CHECK(indices<Network<Input<2>, Frozen<Embedding<5, 3>>, GRU<2>>>() == Marks{true, true});
    CHECK(
        indices<
            Network<Input<2, 1>, Rated<Sequential<Flatten, Embedding<5, 3>>, std::ratio<1, 2>>, GRU<2>>>() ==
        Marks{true, true});
}

TEST_CASE("index_inputs: they are followed through what only moves values", "[io]") {
    CHECK(indices<Network<Input<2, 1>, Flatten, Dropout<std::ratio<1, 2>>, Embedding<5, 3>>>() ==
          Marks{true, true});
    CHECK(indices<
              Network<Input<4, 1>, Cropping1D<Padding{.left = 1, .right = 1}>, Flatten, Embedding<5, 3>>>() ==
          Marks{false, true, true, false});
    CHECK(indices<Network<Input<3, 2>, Permute<1, 0>, Cropping1D<Padding{.left = 1}>, Flatten,
                          Embedding<5, 3>>>() == Marks{false, true, false, true, false, true});
    CHECK(indices<
              Network<Inputs<Input<3>, Input<2>>, Concat<Sequential<Take<0>, Dense<2>>,
                                                         Sequential<Take<1>, Embedding<5, 3>, Flatten>>>>() ==
          Marks{false, false, false, true, true});
    CHECK(indices<Network<Input<4, 1>, MaxPool1D<2>, Flatten, Embedding<5, 3>>>() == Marks(4, false));
    CHECK(indices<Network<Input<3, 1>, AvgPool1D<3>, Flatten, Embedding<5, 3>>>() == Marks(3, false));
}

TEST_CASE("index_inputs: rounding moves no index of a header's sample", "[io]") {
    for (const float index : {0.0f, 1.0f}) {
        CHECK(tolerance<Network<Input<1>, Embedding<2, 1>>>({index}) < 1e-3);
        CHECK(tolerance<Network<Input<1>, own::Table, Dense<1, Tanh>>>({index}) < 1e-3);
    }
    CHECK(tolerance<Network<Input<1>, Embedding<2, 1>, Flatten, Dense<1, Sigmoid>>>({1}) < 1e-3);
    const ScratchFile file("", ".hpp");
    using Words = Network<Input<3>, Embedding<2, 1>, SimpleRNN<1>>;
    Parameters<Words> parameters;
    initialize(parameters, 1);
    save_header(file.path(), parameters, std::array<float, 3>{0, 1, 1});
}
