#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/simd/simd.hpp>
#include <ctnn/simd/vec.hpp>
#include <type_traits>

#include <simd/lane_values.hpp>
#include <testing.hpp>

#ifndef CTNN_NO_SIMD

using namespace ctnn;

// What xsimd calls something is never found by a call on our vectors, now or in a version to come.
namespace xsimd {
template <class V>
void found_in_xsimd(const V&);
}  // namespace xsimd

namespace {

template <class V>
concept FindsXsimd = requires(V v) { found_in_xsimd(v); };
static_assert(FindsXsimd<xsimd::batch<float>>);
static_assert(!FindsXsimd<simd::vec<float, 4>> && !FindsXsimd<simd::vec<double, simd::native<double>>>);

using Four = simd::vec<float, 4>;
static_assert(sizeof(Four) == 16 && alignof(Four) == alignof(Four::lanes_type) &&
              std::is_trivially_copyable_v<Four>);
static_assert(!std::is_convertible_v<float, Four>);
static_assert(simd::is_vector<Four> && simd::Vector<Four> && !simd::Vector<float>);
static_assert(!simd::Vector<simd::vec<std::uint32_t, 4>>);

template <class T, std::size_t W = simd::narrowest<T>>
void check_widths() {
    using V = simd::vec<T, W>;
    CAPTURE(W, sizeof(T));
    const auto up = ramp<T>(W, 1), steep = ramp<T>(W, T(W + 2));
    const V a = simd::load<W>(up.data()), b = simd::load<W>(steep.data()), two(T(2));
    const auto i = [](std::size_t lane) { return static_cast<T>(lane); };
    lanes_are(a + b, [&](std::size_t l) { return 2 * i(l) + T(W + 3); });
    lanes_are(b - a, [&](std::size_t) { return T(W + 1); });
    lanes_are(a * two, [&](std::size_t l) { return 2 * i(l) + 2; });
    lanes_are(a / two, [&](std::size_t l) { return (i(l) + 1) / 2; });
    lanes_are(-a, [&](std::size_t l) { return -i(l) - 1; });
    lanes_are(simd::select(a < two, a, b), [&](std::size_t l) { return l < 1 ? T(1) : i(l) + T(W + 2); });
    lanes_are(simd::select(a <= two, a, b),
              [&](std::size_t l) { return l < 2 ? i(l) + 1 : i(l) + T(W + 2); });
    lanes_are(simd::select(a > two, a, b), [&](std::size_t l) { return l > 1 ? i(l) + 1 : i(l) + T(W + 2); });
    lanes_are(simd::select(a >= two, a, b),
              [&](std::size_t l) { return l > 0 ? i(l) + 1 : i(l) + T(W + 2); });
    lanes_are(simd::select(a == two, a, b), [&](std::size_t l) { return l == 1 ? T(2) : i(l) + T(W + 2); });
    const auto bits = simd::to_bits(a);
    using Bits = simd::bits<V>;
    lanes_are(simd::from_bits<V>((bits << 1) >> 1),
              [&](std::size_t l) { return i(l) + 1; });  // no sign is lost
    lanes_are(simd::from_bits<V>((bits & Bits(0)) | bits), [&](std::size_t l) { return i(l) + 1; });
    lanes_are(simd::from_bits<V>((bits + Bits(5)) - Bits(5)), [&](std::size_t l) { return i(l) + 1; });
    if constexpr (W < simd::native<T>) check_widths<T, 2 * W>();
}

}  // namespace

TEST_CASE("vec: operators work lane by lane, at every width", "[simd]") {
    check_widths<float>();
    check_widths<double>();
}

#endif
