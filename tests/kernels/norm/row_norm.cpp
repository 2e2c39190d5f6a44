#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/norm/row_norm.hpp>
#include <limits>
#include <utility>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

std::vector<double> drawn(std::size_t count, std::uint64_t seed) {
    Random random{seed};
    std::vector<double> values(count);
    for (double& value : values) value = 2 * random.uniform<double>() - 1;
    return values;
}

/// Each row against the formula; what lies behind the results stays.
template <bool Centred, std::size_t N, std::size_t C>
void rows_are_the_formula() {
    CAPTURE(Centred, N, C);
    const auto w = drawn(2 * C, 1), x = drawn(N * C, 2);
    std::vector<double> y(N * C + 1, 77), kept(2 * N + 1, 77);
    kernels::norm_rows<Centred, N, C>(w.data(), 1e-5, x.data(), y.data(), kept.data());
    for (std::size_t row = 0; row < N; ++row) {
        double mean = 0, square = 0;
        for (std::size_t c = 0; c < C; ++c) mean += Centred ? x[row * C + c] / double(C) : 0;
        for (std::size_t c = 0; c < C; ++c) square += std::pow(x[row * C + c] - mean, 2) / double(C);
        for (std::size_t c = 0; c < C; ++c) {
            const double standard = (x[row * C + c] - mean) / std::sqrt(square + 1e-5);
            REQUIRE(y[row * C + c] ==
                    Approx(standard * w[c] + (Centred ? w[C + c] : 0.0)).epsilon(1e-12).margin(1e-13));
        }
    }
    REQUIRE(y[N * C] == 77);
    REQUIRE(kept[(Centred ? 2 : 1) * N] == 77);
}

/// All gradients against the formula, of more rows than one block has.
template <bool Centred, std::size_t C>
void gradients_are_the_formula() {
    constexpr std::size_t N = kernels::detail::rows_of_block + 1, parameters = Centred ? 2 * C : C;
    CAPTURE(Centred, C);
    const auto w = drawn(parameters, 1), x = drawn(N * C, 2), dy = drawn(N * C, 3);
    std::vector<double> y(N * C), kept(2 * N), dx(N * C + 1, 77), dw(parameters + 1, 0.5), work(4 * C);
    kernels::norm_rows<Centred, N, C>(w.data(), 1e-5, x.data(), y.data(), kept.data());
    kernels::norm_rows_backward<Centred, true, N, C>(w.data(), x.data(), kept.data(), dy.data(), dx.data(),
                                                     dw.data(), work.data());
    std::vector<double> wanted(parameters, 0.5);
    for (std::size_t row = 0; row < N; ++row) {
        const double mean = Centred ? kept[2 * row] : 0, inverse = kept[Centred ? 2 * row + 1 : row];
        const auto standard = [&](std::size_t c) { return (x[row * C + c] - mean) * inverse; };
        double shift = 0, along = 0;
        for (std::size_t c = 0; c < C; ++c) {
            const double d = dy[row * C + c];
            shift += Centred ? d * w[c] / double(C) : 0;
            along += d * w[c] * standard(c) / double(C);
            wanted[c] += d * standard(c);
            if (Centred) wanted[C + c] += d;
        }
        for (std::size_t c = 0; c < C; ++c)
            REQUIRE(dx[row * C + c] ==
                    Approx(inverse * (dy[row * C + c] * w[c] - shift - standard(c) * along))
                        .epsilon(1e-10)
                        .margin(1e-10));
    }
    for (std::size_t i = 0; i < parameters; ++i)
        REQUIRE(dw[i] == Approx(wanted[i]).epsilon(1e-11).margin(1e-12));
    REQUIRE(dx[N * C] == 77);
    REQUIRE(dw[parameters] == 0.5);
}

template <bool Centred, std::size_t N, std::size_t C>
void a_row_is_rounded_alike_alone_and_among_others() {
    CAPTURE(Centred, N, C);
    const auto from = drawn(N * C + 2 * C, 3);
    const std::vector<float> values(from.begin(), from.end());
    std::vector<float> many(N * C), one(N * C);
    const float *const w = values.data(), *const x = w + 2 * C;
    kernels::norm_rows<Centred, N, C>(w, 1e-5f, x, many.data(), static_cast<float*>(nullptr));
    for (std::size_t row = 0; row < N; ++row)
        kernels::norm_rows<Centred, 1, C>(w, 1e-5f, x + row * C, one.data() + row * C,
                                          static_cast<float*>(nullptr));
    REQUIRE(many == one);
}

/// Rows of huge values are those of the same values in double; infinity and NaN make NaN.
template <bool Centred, class T, std::size_t C>
void huge_rows_are_the_formula(long double size) {
    constexpr std::size_t parameters = Centred ? 2 * C : C, each = kernels::detail::kept_of_row<Centred>;
    const auto from = drawn(2 * C + parameters, 7);
    std::vector<T> x(C), y(C), kept(each), w(parameters, T(1)), dy(C), dx(C), dw(parameters), work(4 * C);
    std::vector<double> small(C), y_small(C), kept_small(each), w_small(parameters, 1), dy_small(C),
        dx_small(C), dw_small(parameters), work_small(4 * C);
    for (std::size_t i = 0; i < C; ++i) {
        x[i] = static_cast<T>(static_cast<long double>(from[i]) * size);
        small[i] = static_cast<double>(static_cast<long double>(x[i]) / size);
        dy[i] = static_cast<T>(from[C + i]), dy_small[i] = static_cast<double>(dy[i]);
    }
    kernels::norm_rows<Centred, 1, C>(w.data(), T(1e-5), x.data(), y.data(), kept.data());
    kernels::norm_rows<Centred, 1, C>(w_small.data(), 0.0, small.data(), y_small.data(), kept_small.data());
    kernels::norm_rows_backward<Centred, true, 1, C>(w.data(), x.data(), kept.data(), dy.data(), dx.data(),
                                                     dw.data(), work.data());
    kernels::norm_rows_backward<Centred, true, 1, C>(w_small.data(), small.data(), kept_small.data(),
                                                     dy_small.data(), dx_small.data(), dw_small.data(),
                                                     work_small.data());
    for (std::size_t i = 0; i < C; ++i) {
        CAPTURE(Centred, C, i, sizeof(T));
        REQUIRE(double(y[i]) == Approx(y_small[i]).epsilon(1e-5).margin(1e-5));
        REQUIRE(double(static_cast<long double>(dx[i]) * size) ==
                Approx(dx_small[i]).epsilon(1e-3).margin(1e-3));
        REQUIRE(double(dw[i]) == Approx(dw_small[i]).epsilon(1e-5).margin(1e-5));
    }
    for (const T odd : {std::numeric_limits<T>::infinity(), std::numeric_limits<T>::quiet_NaN()}) {
        x[C / 2] = odd;
        kernels::norm_rows<Centred, 1, C>(w.data(), T(1e-5), x.data(), y.data(), kept.data());
        for (std::size_t i = 0; i < C; ++i) REQUIRE(std::isnan(y[i]));
    }
}

constexpr bool constants_are_the_formula() {
    const std::array<float, 4> w{1, 2, 0, 1};
    const std::array<float, 4> x{1, 3, 5, 9};
    std::array<float, 4> y{}, kept{};
    kernels::norm_rows<true, 2, 2>(w.data(), 0.f, x.data(), y.data(), kept.data());
    return y == std::array<float, 4>{-1, 3, -1, 3} && kept == std::array<float, 4>{2, 1, 7, 0.5f};
}
static_assert(constants_are_the_formula());

}  // namespace

TEST_CASE("row_norm kernels: the formula, around the width of a register", "[kernels]") {
    []<std::size_t... C>(std::index_sequence<C...>) {
        (rows_are_the_formula<true, 3, C>(), ...);
        (rows_are_the_formula<false, 3, C>(), ...);
        (gradients_are_the_formula<true, C>(), ...);
        (gradients_are_the_formula<false, C>(), ...);
    }(std::index_sequence<1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31, 67>{});
}

TEST_CASE("row_norm kernels: a row is rounded alike alone and among others", "[kernels]") {
    a_row_is_rounded_alike_alone_and_among_others<true, 9, 1>();
    a_row_is_rounded_alike_alone_and_among_others<true, 9, 3>();
    a_row_is_rounded_alike_alone_and_among_others<true, 9, 6>();
    a_row_is_rounded_alike_alone_and_among_others<true, 9, 37>();
    a_row_is_rounded_alike_alone_and_among_others<false, 9, 3>();
    a_row_is_rounded_alike_alone_and_among_others<false, 9, 37>();
}

TEST_CASE("row_norm kernels: huge values are normalised as others are", "[kernels]") {
    []<std::size_t... C>(std::index_sequence<C...>) {
        (huge_rows_are_the_formula<true, float, C>(1e30L), ...);
        (huge_rows_are_the_formula<false, float, C>(1e30L), ...);
        (huge_rows_are_the_formula<true, float, C>(1e37L), ...);
        (huge_rows_are_the_formula<false, double, C>(1e250L), ...);
        (huge_rows_are_the_formula<true, double, C>(1e300L), ...);
    }(std::index_sequence<3, 8, 17, 131>{});
}

TEST_CASE("row_norm kernels: the parameters' gradients of many rows lose few digits", "[kernels]") {
    constexpr std::size_t N = 100'000;
    const std::vector<float> x(2 * N, 1), dy(2 * N, 0.1f), kept(2 * N, 0.5f), w(4, 1);
    std::vector<float> dw(4), work(8);
    kernels::norm_rows_backward<true, false, N, 2>(w.data(), x.data(), kept.data(), dy.data(),
                                                   static_cast<float*>(nullptr), dw.data(), work.data());
    REQUIRE(double(dw[0]) == Approx(double(0.1f) * 0.25 * N).epsilon(1e-5));  // (1 - 0.5) * 0.5 each
    REQUIRE(double(dw[3]) == Approx(double(0.1f) * N).epsilon(1e-5));
}
