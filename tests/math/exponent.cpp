#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/math/exponent.hpp>

#include <testing.hpp>

using namespace ctnn;

static_assert(math::to_bits(1.0f) == 0x3F80'0000 && math::to_bits(1.0) == 0x3FF0'0000'0000'0000);
static_assert(math::from_bits<float>(math::to_bits(-2.5f)) == -2.5f);
static_assert(math::power_of_two(0.0f) == 1 && math::power_of_two(-126.0f) == 0x1p-126f);
static_assert(math::power_of_two(127.0f) == 0x1p127f && math::power_of_two(-1022.0) == 0x1p-1022);
static_assert(math::scale(1.5f, 127.0f) == 0x1.8p127f && math::scale(1.5f, -149.0f) == 0x1p-148f);
static_assert(math::scale_down(1.25f, -140.0f) == 0x1.4p-140f &&
              math::scale_down(0.75, -1074.0) == 0x1p-1074);

namespace {

/// Every lane of f(1.3, n) is ldexp(1.3, n) for all n of a range, as numbers and in the widest vectors.
template <class T, class F>
void is_ldexp(F f, int first, int last) {
    for (int n = first; n <= last; ++n) {
        CAPTURE(n, sizeof(T));
        const T wanted = std::ldexp(T(1.3), n);
        REQUIRE(f(T(1.3), static_cast<T>(n)) == wanted);
#ifndef CTNN_NO_SIMD
        using V = simd::vec<T, simd::native<T>>;
        std::array<T, simd::native<T>> y{};
        simd::store(y.data(), f(V(T(1.3)), V(static_cast<T>(n))));
        for (const T v : y) REQUIRE(v == wanted);
#endif
    }
}

}  // namespace

TEST_CASE("exponent: scaling rounds once, to denormal numbers and to infinity", "[math]") {
    const auto scale = [](auto p, auto n) { return math::scale(p, n); };
    const auto scale_down = [](auto p, auto n) { return math::scale_down(p, n); };
    is_ldexp<float>(scale, -160, 140);
    is_ldexp<double>(scale, -1090, 1030);
    is_ldexp<float>(scale_down, -166, 0);
    is_ldexp<double>(scale_down, -1086, 0);
}
