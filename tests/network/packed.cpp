#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctnn/ctnn.hpp>
#include <memory>
#include <type_traits>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

/// As from Parameters, for one sample and for as many as take every way; the same bits where sums have one
/// order.
template <class Net, class T = float>
void check_packed(bool same) {
    const auto parameters = std::make_unique<Parameters<Net, T>>();
    initialize(*parameters, 7);
    for (std::size_t i = 0; i < parameters->size(); ++i) parameters->data()[i] += T(i % 7) / T(100);
    const auto quick = std::make_unique<Packed<Net, T>>(*parameters);
    constexpr std::size_t in = Net::input_size, out = Net::output_size, most = 9;
    std::vector<T> x(most * in), expected(most * out), y(most * out);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = T(std::sin(double(i)));
    const auto close = [&](T a, T b) {
        return same ? a == b : std::abs(a - b) <= T(1e-5) * (1 + std::abs(b));
    };
    for (std::size_t n = 1; n <= most; ++n) {
        predict(*parameters, std::span<const T>(x).first(n * in), std::span<T>(expected).first(n * out));
        y.assign(y.size(), T(-9));
        REQUIRE(predict(*quick, std::span<const T>(x).first(n * in), std::span<T>(y).first(n * out)) == n);
        for (std::size_t i = 0; i < n * out; ++i) REQUIRE(close(y[i], expected[i]));
        for (std::size_t i = n * out; i < y.size(); ++i) REQUIRE(y[i] == T(-9));
    }
    const std::span<const T, in> sample(x.data(), in);
    const auto one = predict(*quick, sample), from_parameters = predict(*parameters, sample);
    for (std::size_t i = 0; i < out; ++i) REQUIRE(close(one[i], from_parameters[i]));
    REQUIRE(classify(*quick, sample) == classify(*parameters, sample));
    std::vector<T> workspace(Net::workspace_size);
    std::array<T, out> in_workspace{};
    REQUIRE(predict(*quick, sample, in_workspace, workspace) == 1);
    for (std::size_t i = 0; i < out; ++i) REQUIRE(in_workspace[i] == Approx(one[i]));
    REQUIRE(reinterpret_cast<std::uintptr_t>(quick->data()) % (quick->size() < 16 ? alignof(T) : 64) == 0);
    STATIC_REQUIRE(sizeof(*quick) == cost<Net, T>.packed);
}

template <std::size_t... N>
void check_widths() {
    (check_packed<Network<Input<(N * 7) % 41 + 17>, Dense<N, Tanh>, Dense<N + 3>>>(reproducible), ...);
}

using Small = Network<Input<2>, Dense<3, Tanh>, Dense<2>>;
using Wide = Network<Input<9>, Dense<37, ReLU>, Dense<2>>;

template <class Net>
constexpr auto at_compile_time() {
    Parameters<Net> parameters;
    initialize(parameters, 3);
    std::array<float, Net::input_size> x{};
    for (float& value : x) value = 0.25f;
    return std::pair{predict(parameters, x), predict(packed(parameters), x)};
}
constexpr auto small = at_compile_time<Small>(), wide = at_compile_time<Wide>();
static_assert(small.first == small.second);
static_assert(wide.first[0] - wide.second[0] < 1e-6f && wide.second[0] - wide.first[0] < 1e-6f);

static_assert(std::is_trivially_copyable_v<Packed<Wide>> && alignof(Packed<Wide>) == 64);
static_assert(!std::is_constructible_v<Packed<Wide>, Parameters<Small>>);
static_assert(!std::is_constructible_v<Packed<Wide>, Parameters<Wide, double>>);

}  // namespace

TEST_CASE("packed: predicts as the parameters do, at all widths", "[network]") {
    check_widths<8, 15, 16, 17, 24, 31, 33, 36, 37, 41, 47, 50, 64, 65, 72, 100>();
    check_packed<Network<Input<7>, Dense<130>, Dense<457, ReLU>, Dense<37, Softmax>>>(reproducible);
}

TEST_CASE("packed: other layers and numbers keep theirs", "[network]") {
    check_packed<Network<Input<40>, Dense<37>, BatchNorm<>, Dense<33, ReLU>, Dense<1>>>(reproducible);
    check_packed<Network<Input<9, 3>, LSTM<11>, Residual<Dense<11, ReLU>>, Dense<35>>>(reproducible);
    check_packed<Network<Input<40>, Frozen<Dense<37>>, Dense<33>>>(reproducible);
    check_packed<Network<SparseInput<60>, Dense<33, ReLU>, Dense<33>>>(reproducible);
    check_packed<Network<Input<33>, Dense<33, Tanh>, Dense<33>>, double>(true);
    check_packed<Network<Input<3>, Dense<5, Tanh>, Dense<2>>>(reproducible);
}

TEST_CASE("packed: braces, copies, temporaries, in place", "[network]") {
    Parameters<Small> parameters;
    initialize(parameters, 3);
    const Packed quick(parameters);
    const auto copy = quick;
    REQUIRE(predict(copy, {0.25f, 0.25f}) == predict(packed(parameters), {0.25, 0.25}));
    REQUIRE(predict(copy, {1, 0.5}) == predict(copy, {1.0f, 0.5f}));
    REQUIRE(classify(copy, {1, 0.5}) == classify(parameters, {1.0f, 0.5f}));
    REQUIRE(classify(copy, {1.0f, 0.5f}) == classify(parameters, {1.0f, 0.5f}));
    std::array<float, 4> both{1, 0.5f, 0.25f, 0.25f};
    REQUIRE(predict(copy, both, both) == 2);
    REQUIRE(both[0] == Approx(predict(copy, {1.0f, 0.5f})[0]));
}
