#include <ctnn/simd/target.hpp>

#include <testing.hpp>

namespace simd = ctnn::simd;
using simd::Target;

constexpr Target none{}, sse2{16, 16}, avx512{32, 64}, doubles{32, 64, 8};
static_assert(!none.has_vectors() && !none.fills(100));
static_assert(sse2.widest() == 4 && avx512.widest() == 16 && doubles.widest() == 8);
static_assert(sse2.narrowest() == 4 && avx512.narrowest() == 4 && doubles.narrowest() == 2);
static_assert(avx512.fills(4) && !avx512.fills(3) && doubles.fills(2));
static_assert(avx512.holding(1) == 4 && avx512.holding(4) == 4 && avx512.holding(5) == 8);
static_assert(avx512.holding(9) == 16 && avx512.holding(1000) == 16 && sse2.holding(9) == 4);
static_assert(avx512.registers_of(17) == 2 && avx512.registers_of(1) == 1 && sse2.registers_of(9) == 3);
// A processor that works on the widest in halves: what fills it stays there, the rest goes by 32 bytes.
constexpr Target halves{32, 64, 4, false, true}, halves_of_doubles{32, 64, 8, false, true};
static_assert(halves.widest_for(16) == 16 && halves.widest_for(64) == 16 && halves.widest_for(24) == 8);
static_assert(avx512.widest_for(24) == 16 && halves_of_doubles.widest_for(12) == 4);
static_assert(halves.holding(24) == 8 && halves.registers_of(24) == 3 && halves.holding(4) == 4);
static_assert(avx512.holding(24) == 16 && halves.holding(12) == 8 && halves.holding(16) == 16);

TEST_CASE("target: this program's", "[simd]") {
    constexpr Target of_floats = simd::target<float>, of_doubles = simd::target<double>;
    REQUIRE(of_floats.value == 4);
    REQUIRE(of_doubles.value == 8);
    REQUIRE(of_floats.reproducible == ctnn::reproducible);
#ifdef CTNN_NO_SIMD
    REQUIRE(!of_floats.has_vectors());
#else
    REQUIRE(of_floats.registers == simd::registers);
    REQUIRE(of_floats.widest() == simd::native<float>);
    REQUIRE(of_doubles.widest() == simd::native<double>);
    REQUIRE(of_floats.narrowest() == simd::narrowest<float>);
    REQUIRE(of_doubles.narrowest() == simd::narrowest<double>);
#endif
}
