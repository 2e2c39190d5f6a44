#include <array>
#include <cstddef>
#include <ctnn/kernels/values/prelu.hpp>
#include <ctnn/math/primitives.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

static_assert(kernels::prelu(0.25f, 3.0f) == 3 && kernels::prelu(0.25f, -8.0f) == -2);
static_assert(kernels::prelu(1e30f, 1e30f) == 1e30f, "the product that nobody wants is no constant");
static_assert(kernels::prelu(2.0f, math::nan<float>) != kernels::prelu(2.0f, math::nan<float>));

/// Whole numbers, so that every order of summation gives the same.
template <class T>
T whole_number(std::size_t i) {
    return static_cast<T>(static_cast<int>(i * 7 % 11) - 5);
}

/// Forward, backward, and a step at a time, against plain loops; what lies behind the results stays.
template <std::size_t N, std::size_t C, class T>
void are_plain_loops() {
    CAPTURE(N, C, sizeof(T));
    std::vector<T> w(C), x(N * C), dy(N * C), y(N * C + 1, 77), dx(N * C + 1, 77), dw(C + 1, 5), work(C);
    std::vector<T> wanted_y = y, wanted_dx = dx, wanted_dw = dw;
    for (std::size_t c = 0; c < C; ++c) w[c] = T(c % 3) - T(0.5);
    for (std::size_t i = 0; i < N * C; ++i) {
        x[i] = whole_number<T>(i), dy[i] = whole_number<T>(i + 4);
        wanted_y[i] = x[i] > 0 ? x[i] : x[i] * w[i % C];
        wanted_dx[i] = x[i] > 0 ? dy[i] : dy[i] * w[i % C];
        wanted_dw[i % C] += x[i] > 0 ? 0 : dy[i] * x[i];
    }
    const T *const slopes = w.data(), *const from = x.data(), *const d = dy.data();
    kernels::prelu<N, C>(slopes, from, y.data());
    REQUIRE(y == wanted_y);
    kernels::prelu_backward<true, N, C>(slopes, from, d, dx.data(), dw.data(), work.data());
    REQUIRE(dx == wanted_dx);
    REQUIRE(dw == wanted_dw);
    for (std::size_t c = 0; c < C; ++c) dw[c] = 5;
    kernels::prelu_backward<false, N, C>(slopes, from, d, static_cast<T*>(nullptr), dw.data(), work.data());
    REQUIRE(dw == wanted_dw);
    std::vector<T> steps(N * C + 1, 77);
    kernels::prelu_steps<1, C>(slopes, from, steps.data(), N);
    REQUIRE(steps == wanted_y);
}

template <class T>
void are_plain_loops_at_all_sizes() {
    are_plain_loops<1, 1, T>();
    are_plain_loops<16, 1, T>();
    are_plain_loops<203, 1, T>();
    are_plain_loops<1, 5, T>();
    are_plain_loops<1, 50, T>();
    are_plain_loops<37, 3, T>();
    are_plain_loops<9, 17, T>();
    are_plain_loops<130, 65, T>();
}

}  // namespace

TEST_CASE("prelu kernels: forward, backward and step by step are plain loops", "[kernels]") {
    are_plain_loops_at_all_sizes<float>();
    are_plain_loops_at_all_sizes<double>();
}
