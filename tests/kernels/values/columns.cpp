#include <array>
#include <cstddef>
#include <ctnn/kernels/values/columns.hpp>
#include <ctnn/math/math.hpp>
#include <utility>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

/// Of x - centre, and of x * z.
struct Both {
    static constexpr std::size_t sums = 2;
    template <class V>
    static constexpr void add(std::array<V, 2>& sum, const V& centre, const V& x, const V& z) {
        sum[0] = sum[0] + (x - centre);
        sum[1] = sum[1] + x * z;
    }
};

template <class T>
constexpr T whole_number(std::size_t i) {
    return static_cast<T>(static_cast<int>(i * 7 % 11) - 5);
}

/// Whole numbers, so that every order of summation gives the same; what lies behind the results stays.
template <std::size_t N, std::size_t C, class T>
constexpr bool sums_are_those_of_plain_loops() {
    std::array<T, N * C> x{}, z{};
    std::array<T, C> centre{}, wanted[2]{};
    std::array<T, C + 1> first{}, second{};
    for (std::size_t c = 0; c < C; ++c) centre[c] = T(c % 3);
    for (std::size_t i = 0; i < N * C; ++i) {
        x[i] = whole_number<T>(i), z[i] = whole_number<T>(i + 3);
        wanted[0][i % C] += x[i] - centre[i % C];
        wanted[1][i % C] += x[i] * z[i];
    }
    first[C] = second[C] = 77;
    kernels::column_sums<Both, N, C>(static_cast<const T*>(centre.data()),
                                     std::array<T*, 2>{first.data(), second.data()},
                                     static_cast<const T*>(x.data()), static_cast<const T*>(z.data()));
    for (std::size_t c = 0; c < C; ++c)
        if (first[c] != wanted[0][c] || second[c] != wanted[1][c]) return false;
    return first[C] == 77 && second[C] == 77;
}

template <std::size_t N, std::size_t C, class T>
constexpr bool maps_are_plain_loops() {
    std::array<T, N * C> x{};
    std::array<T, N * C + 1> y{};
    std::array<T, C> a{}, b{};
    for (std::size_t c = 0; c < C; ++c) a[c] = T(c % 3), b[c] = T(c % 5);
    for (std::size_t i = 0; i < N * C; ++i) x[i] = whole_number<T>(i);
    y[N * C] = 77;
    kernels::map_columns<N, C>([](auto u, auto v, auto w) { return u * w + v; },
                               std::array<const T*, 2>{a.data(), b.data()}, y.data(),
                               static_cast<const T*>(x.data()));
    for (std::size_t i = 0; i < N * C; ++i)
        if (y[i] != a[i % C] * x[i] + b[i % C]) return false;
    return y[N * C] == 77;
}

static_assert(sums_are_those_of_plain_loops<37, 3, float>() && maps_are_plain_loops<37, 3, float>());
static_assert(sums_are_those_of_plain_loops<5, 19, double>() && maps_are_plain_loops<5, 19, double>());

template <std::size_t N, class T, std::size_t... C>
void check(std::index_sequence<C...>) {
    CAPTURE(N);
    const bool sums[] = {sums_are_those_of_plain_loops<N, C, T>()...};
    const bool maps[] = {maps_are_plain_loops<N, C, T>()...};
    const std::size_t columns[] = {C...};
    for (std::size_t i = 0; i < sizeof...(C); ++i) {
        CAPTURE(columns[i]);
        REQUIRE(sums[i]);
        REQUIRE(maps[i]);
    }
}

struct Sum {
    static constexpr std::size_t sums = 1;
    template <class V>
    static constexpr void add(std::array<V, 1>& sum, const V&, const V& x) {
        sum[0] = sum[0] + x;
    }
};

/// To memory of which the compiler knows what it was before.
template <std::size_t C>
std::array<float, C> sums_of_one_row(const std::array<float, C>& x) {
    std::array<float, C> sums{}, total{};
    kernels::column_sums<Sum, 1, C>(x.data(), std::array<float*, 1>{sums.data()}, x.data());
    kernels::add<C>(static_cast<const float*>(sums.data()), total.data());
    return total;
}

/// The same sum for 1 row as for many is what makes a step of a sequence equal to the whole.
template <std::size_t N, std::size_t C>
void rows_are_rounded_alike() {
    CAPTURE(N, C);
    std::vector<float> x(N * C), many(N * C), one(N * C);
    std::array<float, C> a{}, b{};
    for (std::size_t c = 0; c < C; ++c) a[c] = 1 / float(c + 3), b[c] = 1 / float(c + 7);
    for (std::size_t i = 0; i < N * C; ++i) x[i] = 1 / float(i + 11);
    const auto line = [](auto u, auto v, auto w) { return math::fma(u, w, v); };
    const std::array<const float*, 2> columns{a.data(), b.data()};
    kernels::map_columns<N, C>(line, columns, many.data(), static_cast<const float*>(x.data()));
    for (std::size_t row = 0; row < N; ++row)
        kernels::map_columns<1, C>(line, columns, one.data() + row * C,
                                   static_cast<const float*>(x.data() + row * C));
    REQUIRE(many == one);
}

}  // namespace

TEST_CASE("columns: sums and maps, around the width of a register", "[kernels]") {
    check<1, float>(std::index_sequence<1, 3, 17, 64>{});
    check<7, float>(std::index_sequence<2, 4, 8, 9, 33, 130>{});
    check<131, float>(std::index_sequence<1, 3, 7, 15, 16, 17, 50, 67>{});
    check<131, double>(std::index_sequence<1, 5, 8, 26>{});
}

TEST_CASE("columns: the compiler sees that sums are written", "[kernels]") {
    std::array<float, 37> x{};
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = whole_number<float>(i);
    REQUIRE(sums_of_one_row(x) == x);
}

TEST_CASE("columns: a row is rounded alike alone and among others", "[kernels]") {
    rows_are_rounded_alike<50, 1>();
    rows_are_rounded_alike<51, 2>();
    rows_are_rounded_alike<50, 3>();
    rows_are_rounded_alike<33, 5>();
    rows_are_rounded_alike<9, 70>();
}

TEST_CASE("columns: long sums lose few digits", "[kernels]") {
    constexpr std::size_t N = 100'000;
    std::vector<float> x(3 * N, 0.1f);
    std::array<float, 3> zero{}, sum{}, product{};
    kernels::column_sums<Both, N, 3>(
        static_cast<const float*>(zero.data()), std::array<float*, 2>{sum.data(), product.data()},
        static_cast<const float*>(x.data()), static_cast<const float*>(x.data()));
    for (const float total : sum) REQUIRE(double(total) == Approx(double(0.1f) * N).epsilon(2e-6));
}
