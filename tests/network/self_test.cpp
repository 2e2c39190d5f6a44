#include <bit>
#include <cstdint>
#include <ctnn/ctnn.hpp>
#include <limits>
#include <memory>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Small = Network<Input<2>, Dense<2>>;

inline constexpr float values[] = {1, 2, 3, 4, 5, 6};
inline constexpr SelfTest<Small> saved{{1, 1}, {9, 12}, 0x1p-20f, 0x7056f4978b92b62du};
inline constexpr Parameters<Small> parameters = baked<Small, values, saved>();
static_assert(parameters.values[0] == 1 && parameters.values[5] == 6);
static_assert(self_test(parameters, saved));

// Sums of more than one run, 16,384 words each, and a block with padding at its end.
using Wide = Network<Input<300>, Dense<133, ReLU>>;
static_assert(Wide::parameter_count == 40'033 && detail::checksum_runs<Wide, float> == 2 &&
              detail::checksum_runs<Wide, double> == 3);
template <class T>
inline constexpr T wide_values[Wide::parameter_count] = {T(1), T(-0.5), T(0x1p-60), T(0.1)};

template <class T>
constexpr SelfTest<Wide, T> with_checksum(std::uint64_t checksum) {
    SelfTest<Wide, T> test{};
    for (T& y : test.output) y = -1;  // never looked at: too many multiply-adds
    test.checksum = checksum;
    return test;
}
template <class T>
std::uint64_t sum_at_run_time() {
    const auto copy = std::make_unique<Parameters<Wide, T>>(wide_values<T>);
    return detail::checksum_of(*copy, with_checksum<T>(0));
}

constexpr SelfTest<Small> changed(std::size_t which) {
    SelfTest<Small> test = saved;
    if (which < 2)
        test.input[which] += 0x1p-20f;
    else if (which < 4)
        test.output[which - 2] += 0x1p-20f;
    else if (which == 4)
        test.tolerance *= 2;
    else
        ++test.checksum;
    return test;
}

// Golden, so that old headers still compile.
inline constexpr auto float_test = with_checksum<float>(0xa8e100ab5f9ef27du);
inline constexpr auto double_test = with_checksum<double>(0xe7cdec197733d9ffu);
inline constexpr auto wide = baked<Wide, wide_values<float>, float_test>();
inline constexpr auto wide_double = baked<Wide, wide_values<double>, double_test>();
static_assert(wide.values[3] == 0.1f && wide.values[40'032] == 0);
static_assert(wide_double.values[2] == 0x1p-60 && wide_double.values[3] == 0.1);

using Passing = Network<Input<2>, Activation<Tanh>>;  // without parameters
inline constexpr float nothing[] = {0};
inline constexpr SelfTest<Passing> passing_test{{0, 0}, {0, 0}, 0, 0};
inline constexpr auto passing = baked<Passing, nothing, passing_test>();
static_assert(self_test(passing, passing_test));
static_assert(detail::baked_count<Passing> == 1 && Parameters<Passing>::size() == 0);
constexpr Parameters<Passing> with_a_value_without_meaning() {
    Parameters<Passing> made;
    made.values[0] = 5;
    return made;
}
static_assert(self_test(with_a_value_without_meaning(), passing_test));

// A layer of the user's own that no compiler runs: its prediction is left to self_test.
int predictions = 0;
struct Counting {
    template <class In>
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t parameters = 0;
        static void predict(auto, auto x, auto y) {
            ++predictions;
            for (std::size_t i = 0; i < In::size; ++i) y[i] = 2 * x[i];
        }
        static void backward(auto, auto, auto, auto dy, auto dx, auto) {
            for (std::size_t i = 0; i < dx.size(); ++i) dx[i] = 2 * dy[i];
        }
        static void initialize(auto, auto&) {}
    };
};
using Counted = Network<Input<2>, Counting>;
constexpr SelfTest<Counted> counted(float output) {
    SelfTest<Counted> test{{1, 2}, {2, output}, 0, 0};
    test.checksum = detail::checksum_of(Parameters<Counted>{}, test);
    return test;
}
inline constexpr SelfTest<Counted> counted_test = counted(4);
inline constexpr auto counted_parameters = baked<Counted, nothing, counted_test>();

}  // namespace

TEST_CASE("baked: the parameters of a header are checked again at run time", "[network]") {
    auto copy = std::make_unique<Parameters<Small>>(parameters);
    REQUIRE(self_test(*copy, saved));
    for (std::size_t which = 0; which < 6; ++which) REQUIRE_FALSE(self_test(*copy, changed(which)));
}

TEST_CASE("baked: a layer that is no constexpr is predicted at run time", "[network]") {
    predictions = 0;
    REQUIRE(self_test(counted_parameters, counted_test));
    REQUIRE(predictions == 1);
    REQUIRE_FALSE(self_test(counted_parameters, counted(5)));
}

TEST_CASE("baked: every bit of every value counts", "[network]") {
    for (std::size_t i = 0; i < parameters.size(); ++i)
        for (int bit = 0; bit < 32; ++bit) {
            Parameters<Small> copy = parameters;
            const auto bits = std::bit_cast<std::uint32_t>(copy.values[i]) ^ std::uint32_t{1} << bit;
            copy.values[i] = std::bit_cast<float>(bits);
            REQUIRE_FALSE(self_test(copy, saved));
        }
}

TEST_CASE("baked: two signs, two values that changed places, and zeros moved are seen", "[network]") {
    const auto sum = [](auto... v) {
        using T = std::common_type_t<decltype(v)...>;
        const T all[] = {v...};
        return detail::checksum(0, all, sizeof...(v));
    };
    REQUIRE(sum(1.f, 2.f) != sum(-1.f, -2.f));
    REQUIRE(sum(1.0, 2.0) != sum(-1.0, -2.0));
    REQUIRE(sum(1.0, 2.0) != sum(2.0, 1.0));
    REQUIRE(sum(0.0, 1.0) != sum(1.0, 0.0));
    REQUIRE(sum(0.f) != sum(-0.f));
}

TEST_CASE("baked: the compiler's checksum is that of run time, in runs, of floats and doubles", "[network]") {
    REQUIRE(sum_at_run_time<float>() == float_test.checksum);
    REQUIRE(sum_at_run_time<double>() == double_test.checksum);
}

TEST_CASE("baked: an output that is NaN, or off by more than the tolerance, fails", "[network]") {
    SelfTest<Small> test = saved;
    Parameters<Small> copy = parameters;
    REQUIRE(detail::gives_saved_output(copy, test));
    test.output[1] += 0x1p-18f;
    REQUIRE_FALSE(detail::gives_saved_output(copy, test));
    test.output[1] = 12;
    copy.values[5] = std::numeric_limits<float>::quiet_NaN();
    REQUIRE_FALSE(detail::gives_saved_output(copy, test));
}
