#include <cmath>
#include <ctnn/kernels/dense/accumulate.hpp>
#include <vector>

#include <kernels/noise.hpp>
#include <kernels/sizes.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr std::array<float, 2> product() {
    constexpr std::array<float, 8> w{1, 2, 3, 4, 5, 6};
    constexpr std::array<float, 3> x{1, 10, 100};
    std::array<float, 2> y{10, 20};
    kernels::accumulate<1, 3, 2>(w.data(), static_cast<const float*>(y.data()), 2, x.data(), y.data());
    return y;
}
static_assert(product() == std::array<float, 2>{541, 662});

/// M rows at once have the bits of one row at a time, and nearly the value of plain loops.
template <class T, std::size_t M, std::size_t In, std::size_t Out>
void check() {
    CAPTURE(M, In, Out);
    constexpr std::size_t step = In + 3;
    const auto w = noise<T>((In + 1) * Out, 1), start = noise<T>(Out, 2), x = noise<T>(M * step, 3);
    std::vector<T> all(M * Out + 1, T(7)), one(M * Out, T(7)), plain(M * Out, T(7));
    kernels::accumulate<M, In, Out, step>(w.data(), start.data(), 0, x.data(), all.data());
    kernels::accumulate_plain<In, Out>(w.data(), start.data(), 0, x.data(), step, plain.data(), M);
    for (std::size_t m = 0; m < M; ++m)
        kernels::accumulate<1, In, Out>(w.data(), start.data(), 0, x.data() + m * step, one.data() + m * Out);
    REQUIRE(all.back() == T(7));
    all.pop_back();
    const std::vector<T> alone(w.begin(), w.begin() + In * Out);
    std::vector<T> same(M * Out, T(7));
    kernels::accumulate<M, In, Out, step, true>(alone.data(), start.data(), 0, x.data(), same.data());
    REQUIRE(same == all);
    if (Out >= 16 / sizeof(T)) REQUIRE(all == one);
    for (std::size_t i = 0; i < all.size(); ++i)
        REQUIRE(std::abs(all[i] - plain[i]) <= (sizeof(T) == 4 ? T(1e-5) : T(1e-13)));
    if (reproducible) REQUIRE(all == plain);
    auto in_place = all;
    kernels::accumulate<M, In, Out, step>(w.data(), static_cast<const T*>(in_place.data()), Out, x.data(),
                                          in_place.data());
    kernels::accumulate_plain<In, Out>(w.data(), plain.data(), Out, x.data(), step, plain.data(), M);
    for (std::size_t i = 0; i < all.size(); ++i)
        REQUIRE(std::abs(in_place[i] - plain[i]) <= (sizeof(T) == 4 ? T(1e-5) : T(1e-13)));
}

#ifndef CTNN_NO_SIMD
/// A row in registers, with and without groups, is the plain one.
template <class T, std::size_t In, std::size_t Out, std::size_t Groups>
void check_row() {
    CAPTURE(In, Out, Groups);
    const auto w = noise<T>((In + 1) * Out, 1), start = noise<T>(Out, 2), x = noise<T>(In, 3);
    std::vector<T> row(Out, T(7)), plain(Out, T(7));
    const auto from = kernels::InMemory<T, Out>{start.data()}.row();
    kernels::store(row.data(), kernels::accumulate_row<In, Groups>(w.data(), from, x.data()));
    const std::vector<T> alone(w.begin(), w.begin() + In * Out);
    std::vector<T> same(Out, T(7));
    kernels::store(same.data(), kernels::accumulate_row<In, Groups, true>(alone.data(), from, x.data()));
    REQUIRE(same == row);
    kernels::accumulate_plain<In, Out>(w.data(), start.data(), 0, x.data(), In, plain.data(), 1);
    for (std::size_t i = 0; i < Out; ++i)
        REQUIRE(std::abs(row[i] - plain[i]) <= (sizeof(T) == 4 ? T(1e-5) : T(1e-13)));
    if (reproducible) REQUIRE(row == plain);
}
#endif

template <class T>
void check_sizes() {
    check<T, 1, 1, 1>();
    check<T, 1, 5, 3>();
    check<T, 4, 1, 4>();
    check<T, 5, 7, 15>();
    check<T, 3, 3, 17>();
    check<T, 17, 3, 16>();
    check<T, 13, 9, 50>();
    check<T, 2, 2, 300>();
#ifndef CTNN_NO_SIMD
    check_row<T, 1, 1, 1>();
    check_row<T, 3, 3, 1>();
    check_row<T, 5, 20, 1>();
    check_row<T, 17, 32, 2>();
    check_row<T, 33, 64, 4>();
    check_row<T, 2, 96, 3>();
#endif
}

}  // namespace

TEST_CASE("accumulate: many rows have the bits of one, at sizes around the register's", "[kernels]") {
    check_sizes<float>();
    check_sizes<double>();
}
