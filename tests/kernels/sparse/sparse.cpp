#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/dense/dense.hpp>
#include <ctnn/kernels/sparse/sparse.hpp>
#include <utility>
#include <vector>

#include <kernels/sizes.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

/// The sparse kernels against the dense ones, which tests/kernels/dense.cpp holds against plain loops.
/// `Share` of 4 of the inputs are not zero.
template <class T, std::size_t B, std::size_t In, std::size_t Out>
void check(std::uint64_t share) {
    CAPTURE(B, In, Out, share);
    Random random{share + 1};
    const auto noise = [&](std::size_t count) {
        std::vector<T> values(count);
        for (T& value : values) value = random.uniform<T>() * 2 - 1;
        return values;
    };
    std::vector<T> x(B * In);
    for (T& value : x) value = random.below(4) < share ? random.uniform<T>() * 2 - 1 : T(0);
    const std::vector<T> w = noise(In * Out), b = noise(Out);
    std::vector<T> y(B * Out), wanted(B * Out);
    kernels::sparse_dense<B, In, Out, Tanh>(w.data(), b.data(), x.data(), y.data());
    kernels::dense<B, In, Out, Tanh>(w.data(), b.data(), x.data(), wanted.data());
    const double tolerance = sizeof(T) == 4 ? 2e-5 : 1e-13;
    const auto close = [&](T a, T c) {
        return std::abs(double(a) - double(c)) <= tolerance * (1 + std::abs(double(c)));
    };
    for (std::size_t i = 0; i < y.size(); ++i) REQUIRE(close(y[i], wanted[i]));
}

template <class T, std::size_t B>
void check_sizes() {
    for (const std::uint64_t share : {0u, 1u, 4u})
        [&]<std::size_t... N>(std::index_sequence<N...>) {
            (check<T, B, 37, N>(share), ...);
            (check<T, B, N, 5>(share), ...);
        }(KernelSizes{});
}

constexpr std::array<float, 2> product() {
    constexpr std::array<float, 6> w{1, 2, 3, 4, 5, 6};
    constexpr std::array<float, 2> b{0.25f, 0.5f};
    constexpr std::array<float, 3> x{1, 0, 100};
    std::array<float, 2> y{};
    kernels::sparse_dense<1, 3, 2, Linear>(w.data(), b.data(), x.data(), y.data());
    return y;
}
static_assert(product() == std::array<float, 2>{501.25f, 602.5f});

}  // namespace

TEST_CASE("sparse: agrees with the dense kernels at every size, from no input to all", "[kernels]") {
    check_sizes<float, 1>();
    check_sizes<float, 9>();
    check<float, 70, 40, 130>(1);  // more samples than a word has bits
    check<float, 8, 33, 300>(1);   // panels
    check<float, 1, 2500, 20>(1);  // blocks of inputs
    check<double, 33, 21, 10>(2);
}

TEST_CASE("sparse: a NaN among the inputs is not skipped", "[kernels]") {
    const std::array<float, 4> x{0, NAN, 0, 0}, w{1, 1, 1, 1}, b{};
    std::array<float, 1> y{};
    kernels::sparse_dense<1, 4, 1, Linear>(w.data(), b.data(), x.data(), y.data());
    REQUIRE(std::isnan(y[0]));
}
