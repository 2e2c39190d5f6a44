#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <ctnn/ctnn.hpp>
#include <optional>
#include <type_traits>
#include <variant>

#include <testing.hpp>

using namespace ctnn;
using namespace boost::hana::literals;

namespace {

using Xor = Network<Input<2>, Dense<3, Tanh>, Dense<1, Sigmoid>>;
using Digits = Network<Input<784>, Dense<128, ReLU>, Dense<10, Softmax>>;

static_assert(std::is_trivially_copyable_v<Parameters<Xor>> &&
              std::is_trivially_copyable_v<Parameters<Digits>>);
static_assert(Parameters<Xor>::size() == 13);
static_assert(sizeof(Parameters<Xor>) == 13 * sizeof(float) && alignof(Parameters<Xor>) == alignof(float));
static_assert(alignof(Parameters<Digits>) == 64);
static_assert(sizeof(Parameters<Digits>) == (101'770 * sizeof(float) + 63) / 64 * 64);
static_assert(sizeof(Parameters<Xor, double>) == 13 * sizeof(double));

// What a network computes in.
static_assert(Number<float> && Number<double>);
static_assert(!Number<int> && !Number<long double> && !Number<const float> && !Number<float&>);
static_assert(std::same_as<Numbers<float>::storage, float> &&
              std::same_as<Numbers<double>::compute, double> &&
              std::same_as<Numbers<float>::accumulation, float>);

// Two networks' parameters, of as many values, are types apart, and the traits can be asked.
using Other = Network<Input<12>, Dense<1>>;
static_assert(Parameters<Other>::size() == Parameters<Xor>::size());
static_assert(!std::is_convertible_v<Parameters<Other>, Parameters<Xor>>);
static_assert(!std::constructible_from<Parameters<Xor>, const Parameters<Other>&>);
static_assert(!std::constructible_from<Parameters<Xor>, const Parameters<Xor, double>&>);
static_assert(!std::assignable_from<Parameters<Xor>&, const Parameters<Other>&>);
static_assert(std::constructible_from<Parameters<Xor>, const float (&)[13]>);
using Either = std::variant<Parameters<Other>, Parameters<Xor>, Parameters<Xor, double>>;
static_assert(Either(Parameters<Xor>{}).index() == 1 && Either(Parameters<Xor, double>{}).index() == 2);
static_assert(std::optional<Parameters<Other>>(Parameters<Other>{}).has_value());

constexpr Parameters<Xor> initialized(std::uint64_t seed) {
    Parameters<Xor> parameters;
    initialize(parameters, seed);
    return parameters;
}
constexpr auto compiled = initialized(42);
constexpr Parameters<Xor> counted{std::array<float, 13>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}};
static_assert(counted.layer<0>().weight[1 * 3 + 2] == 5 && counted.layer<1>().bias[0] == 12);
static_assert(counted[1_c].weight.data() == counted.layer<1>().weight.data());
static_assert(counted.trained().size() == 13 && counted.state().size() == 0);

// An array is assigned as it is constructed from.
constexpr auto assigned = [] {
    Parameters<Xor> made;
    made = std::array<float, 13>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    return made;
}();
static_assert(std::ranges::equal(assigned.values, counted.values));

// What is assigned to a part goes into the block; braces take as many values as there are.
constexpr auto brought = [] {
    Parameters<Xor> made;
    made.layer<0>().weight = std::array<float, 6>{1, 2, 3, 4, 5, 6};
    made[0_c].bias = {7, 8, 9};
    Parameters<Xor> other = counted;
    made.layer<1>() = other.layer<1>();
    return made;
}();
static_assert(brought.values[5] == 6 && brought.values[8] == 9 && brought.values[12] == 12);
constexpr auto all_brought = [] {
    Parameters<Xor> made;
    made.trained() = counted.trained();
    return made;
}();
static_assert(all_brought.values[1] == 1 && all_brought.values[12] == 12);

// The state by name, through what may be around it.
using Normed = Network<Input<2>, BatchNorm<>, Residual<Dense<2>, BatchNorm<>>,
                       Concat<Dense<1>, Sequential<Dense<3>, BatchNorm<>>>>;
constexpr auto normed = [] {
    Parameters<Normed> made;
    initialize(made, 1);
    made.state<0>().mean = {0, 3};
    made.state<1>().layer<1>().variance[0] = 4;
    made.state<2>().branch<1>().layer<1>().mean[2] = 5;
    return made;
}();
static_assert(Normed::state_count == 4 + 4 + 6 && Parameters<Normed>::size() == Normed::parameter_count + 14);
static_assert(normed.state()[0] == 0 && normed.state()[1] == 3 && normed.state()[2] == 1);
static_assert(normed.state()[6] == 4 && normed.state()[10] == 5 && normed.state()[13] == 1);
static_assert(normed.state<2>().branch<0>().values.size() == 0);

}  // namespace

TEST_CASE("parameters: the seed gives the same values at compile time and at run time", "[network]") {
    volatile std::uint64_t seed = 42;
    const auto run = initialized(seed);
    for (std::size_t i = 0; i < 13; ++i) REQUIRE(run.values[i] == compiled.values[i]);
    REQUIRE(initialized(43).values[0] != compiled.values[0]);
}

TEST_CASE("parameters: spans of a layer write into the block", "[network]") {
    Parameters<Xor> parameters;
    parameters[0_c].bias[1] = 5;
    REQUIRE(parameters.values[7] == 5);
    Parameters<Xor> copy(parameters);
    REQUIRE(copy.values[7] == 5);
}

TEST_CASE("parameters: golden first values, so that a seed keeps its meaning", "[network]") {
    // He's and Glorot's numbers of seed 42 as they were first released.
    static Parameters<Digits> parameters;
    initialize(parameters, 42);
    std::uint64_t hash = 1469598103934665603u;
    for (const float value : parameters.values) {
        std::uint32_t bits;
        std::memcpy(&bits, &value, 4);
        hash = (hash ^ bits) * 1099511628211u;
    }
    REQUIRE(hash == 0x7f08505fbc9dd136u);
}
