#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/math/polynomial.hpp>
#include <utility>

#include <testing.hpp>

using namespace ctnn;

static_assert(math::polynomial(3.0f, 7.0f) == 7);
static_assert(math::polynomial(3.0f, 2.0f, 7.0f) == 13);
static_assert(math::polynomial(10.0, 1.0, 2.0, 3.0, 4.0) == 1234);

namespace {

/// sum of (i + 1) * 2^(n - 1 - i): whole numbers, so that the order of the sum is of no account.
template <class T, std::size_t... I>
void check(std::index_sequence<I...>) {
    CAPTURE(sizeof...(I));
    const T wanted =
        ((static_cast<T>(I + 1) * std::ldexp(T(1), static_cast<int>(sizeof...(I) - 1 - I))) + ...);
    REQUIRE(math::polynomial(T(2), static_cast<T>(I + 1)...) == wanted);
#ifndef CTNN_NO_SIMD
    using V = simd::vec<T, simd::narrowest<T>>;
    std::array<T, simd::narrowest<T>> y{};
    simd::store(y.data(), math::polynomial(V(T(2)), static_cast<T>(I + 1)...));
    for (const T v : y) REQUIRE(v == wanted);
#endif
}

}  // namespace

TEMPLATE_TEST_CASE("polynomial: every number of coefficients", "[math]", float, double) {
    [&]<std::size_t... N>(std::index_sequence<N...>) {
        (check<TestType>(std::make_index_sequence<N + 1>{}), ...);
    }(std::make_index_sequence<13>{});
}
