#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/simd/simd.hpp>
#include <limits>

#include <testing.hpp>

#ifndef CTNN_NO_SIMD

using namespace ctnn;

// The register that a row fills best.
static_assert(simd::narrowest<float> == 4 && simd::narrowest<double> == 2);
static_assert(simd::width<float>(0) == 4 && simd::width<float>(1) == 4 && simd::width<float>(4) == 4);
static_assert(simd::width<float>(7) == 4 && simd::width<float>(1000) == simd::native<float>);
static_assert(simd::width<double>(2) == 2 && simd::width<double>(1000) == simd::native<double>);
static_assert(simd::native<float> == 2 * simd::native<double>);
static_assert(sizeof(simd::vec<float, 4>) == 16 && sizeof(simd::vec<double, 2>) == 16);
static_assert(simd::Vector<simd::vec<float, 4>> && !simd::Vector<float>);
#ifdef __AVX512F__
static_assert(simd::native<float> == 16 && simd::registers == 32);
static_assert(simd::width<float>(15) == 8 && simd::width<float>(16) == 16);
#endif

namespace {

template <class T>
constexpr T nan = std::numeric_limits<T>::quiet_NaN();

/// Calls check(load of a, load of b, ...) for each width; each element of the result must be what `each`
/// gives.
template <class T, std::size_t W>
struct Width {
    using V = simd::vec<T, W>;
    std::array<T, W + 1> a{}, b{}, c{}, y{};  // one more, so that nothing need be aligned

    Width() {
        for (std::size_t i = 0; i <= W; ++i) {
            a[i] = T(1.25) * static_cast<T>(i) - T(3.5);
            b[i] = T(5) - static_cast<T>(i * i);
            c[i] = T(0.5) + static_cast<T>(i);
        }
    }

    template <class F, class Each>
    void same(F f, Each each) {
        simd::store(y.data() + 1,
                    f(simd::load<W>(a.data() + 1), simd::load<W>(b.data() + 1), simd::load<W>(c.data() + 1)));
        for (std::size_t i = 1; i <= W; ++i) {
            CAPTURE(i, a[i], b[i], c[i]);
            REQUIRE(y[i] == each(a[i], b[i], c[i]));
        }
    }

    void lane_by_lane() {
        same([](V p, V q, V r) { return simd::fma(p, q, r); },
             [](T p, T q, T r) { return std::fma(p, q, r); });
        same([](V p, V q, V) { return simd::min(p, q); }, [](T p, T q, T) { return std::min(p, q); });
        same([](V p, V q, V) { return simd::max(p, q); }, [](T p, T q, T) { return std::max(p, q); });
        same([](V p, V, V) { return simd::abs(p); }, [](T p, T, T) { return std::abs(p); });
        same([](V, V, V r) { return simd::sqrt(r); }, [](T, T, T r) { return std::sqrt(r); });
        same([](V p, V, V) { return simd::round(p * V(T(0.4))); },
             [](T p, T, T) { return std::nearbyint(p * T(0.4)); });
        same([](V p, V, V r) { return simd::with_sign(r, p); },
             [](T p, T, T r) { return std::copysign(r, p); });
        same([](V p, V q, V r) { return simd::select(p < q, q, r); },
             [](T p, T q, T r) { return p < q ? q : r; });
        same([](V p, V, V) { return simd::from_bits<V>(simd::to_bits(p)); }, [](T p, T, T) { return p; });
        same([](V p, V, V) { return simd::in_register(p); }, [](T p, T, T) { return p; });
    }

    void halves_round_to_even() {
        for (const T half : {T(0.5), T(1.5), T(2.5), T(-0.5), T(-1.5), T(-2.5)}) {
            simd::store(y.data(), simd::round(V(half)));
            CHECK(y[W - 1] == std::nearbyint(half));
        }
    }

    /// In every lane, and of numbers that the compiler does not know.
    void nan_in_the_last_argument_stays() {
        for (std::size_t at = 0; at < W; ++at) {
            std::array<T, W> some{};
            volatile T* const lanes = some.data();
            lanes[at] = nan<T>;
            const V with_nan = simd::load<W>(some.data());
            for (const T other : {T(-1), T(0), T(1), std::numeric_limits<T>::infinity()})
                for (const V& v : {simd::min(V(other), with_nan), simd::max(V(other), with_nan)}) {
                    simd::store(y.data(), v);
                    for (std::size_t i = 0; i < W; ++i) {
                        CAPTURE(at, i, other);
                        CHECK(std::isnan(y[i]) == (i == at));
                    }
                }
        }
    }

    void check() {
        CAPTURE(W, sizeof(T));
        lane_by_lane();
        halves_round_to_even();
        nan_in_the_last_argument_stays();
    }
};

template <class T>
void check_widths() {
    constexpr std::size_t W = simd::narrowest<T>;
    Width<T, W>().check();
    if constexpr (simd::native<T> >= 2 * W) Width<T, 2 * W>().check();
    if constexpr (simd::native<T> >= 4 * W) Width<T, 4 * W>().check();
}

}  // namespace

TEST_CASE("simd: each operation is the scalar one in every lane, at every width", "[simd]") {
    check_widths<float>();
    check_widths<double>();
}

#endif
