#include <ctnn/network/parts.hpp>

#include <concepts>
#include <ctnn/ctnn.hpp>
#include <span>
#include <string>
#include <testing.hpp>
#include <vector>

using namespace ctnn;

namespace {

using Net = Network<Input<4, 4, 1>, Conv2D<2, 3, ReLU>, BatchNorm<>, Flatten, Dense<6, Tanh>, Reshape<3, 2>,
                    Bidirectional<LSTM<2, Returns::sequence>>, TimeDistributed<Dense<2>>, Dense<1>>;

/// The paths and where their values begin, in turn.
template <class N>
std::vector<std::string> all_of() {
    std::vector<std::string> found;
    for_each_part<N>([&](std::string_view path, const Part& part, std::size_t offset) {
        found.push_back(std::string(path) + (part.is_state ? "* " : " ") + std::to_string(offset) + '+' +
                        std::to_string(part.size()));
    });
    return found;
}

template <class N>
constexpr std::size_t values_of_all() {
    std::size_t sum = 0;
    for_each_part<N>([&](std::string_view, const Part& part, std::size_t) { sum += part.size(); });
    return sum;
}
static_assert(values_of_all<Net>() == Parameters<Net>::size());
static_assert(values_of_all<Network<Input<3>, Activation<Tanh>>>() == 0);

constexpr Parameters<Network<Input<1>, Dense<1>>> twice = [] {
    Parameters<Network<Input<1>, Dense<1>>> parameters;
    for_each_part(parameters, [](std::string_view path, const Part& part, std::span<float> values) {
        if (path == "layers.0.weight" && part.goes(Along::inputs)) values[0] = 2;
    });
    return parameters;
}();
static_assert(predict(twice, std::array{3.0f})[0] == 6);

}  // namespace

TEST_CASE("parts: every part of a network by its path", "[network]") {
    REQUIRE(all_of<Net>() == std::vector<std::string>{
                                 "layers.0.weight 0+18", "layers.0.bias 18+2", "layers.1.gamma 20+2",
                                 "layers.1.beta 22+2", "layers.1.mean* 175+2", "layers.1.variance* 177+2",
                                 "layers.3.weight 24+48", "layers.3.bias 72+6",
                                 "layers.5.forward.kernel 78+16", "layers.5.forward.recurrent_kernel 94+16",
                                 "layers.5.forward.bias 110+8", "layers.5.backward.kernel 118+16",
                                 "layers.5.backward.recurrent_kernel 134+16", "layers.5.backward.bias 150+8",
                                 "layers.6.weight 158+8", "layers.6.bias 166+2", "layers.7.weight 168+6",
                                 "layers.7.bias 174+1"});
}

TEST_CASE("parts: they lie where the parameters have them by name", "[network]") {
    static Parameters<Net> parameters;
    const auto& constant = parameters;
    std::size_t found = 0;
    const auto look = [&]<class T>(std::string_view path, const Part&, std::span<T> values) {
        const auto is = [&](std::string_view wanted, const auto& named) {
            if (path != wanted) return;
            ++found;
            REQUIRE((values.data() == named.data() && values.size() == named.size()));
        };
        is("layers.0.weight", constant.layer<0>().weight);
        is("layers.0.bias", constant.layer<0>().bias);
        is("layers.1.gamma", constant.layer<1>().gamma);
        is("layers.1.beta", constant.layer<1>().beta);
        is("layers.1.mean", constant.state<1>().mean);
        is("layers.1.variance", constant.state<1>().variance);
        is("layers.3.weight", constant.layer<3>().weight);
        is("layers.5.forward.kernel", constant.layer<5>().forward.kernel);
        is("layers.5.forward.recurrent_kernel", constant.layer<5>().forward.recurrent_kernel);
        is("layers.5.backward.recurrent_kernel", constant.layer<5>().backward.recurrent_kernel);
        is("layers.5.backward.bias", constant.layer<5>().backward.bias);
        is("layers.6.bias", constant.layer<6>().bias);
        is("layers.7.weight", constant.layer<7>().weight);
    };
    for_each_part(parameters, look);
    REQUIRE(found == 13);
    for_each_part(constant, [&](std::string_view path, const Part& part, auto values) {
        static_assert(std::same_as<decltype(values), std::span<const float>>);
        look(path, part, values);
    });
    REQUIRE(found == 26);
}
