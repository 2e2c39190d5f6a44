#include <ctnn/io/stored_number.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <testing.hpp>

using namespace ctnn;

namespace {

template <unsigned Fraction>
double wide(unsigned bits) {
    return __builtin_bit_cast(double, detail::widened<Fraction>(static_cast<std::uint16_t>(bits)));
}
template <unsigned Fraction>
unsigned narrow(double value) {
    return detail::narrowed<Fraction>(__builtin_bit_cast(std::uint64_t, value));
}

// Known values, of IEEE 754's binary16 and of the upper half of a float.
static_assert(detail::narrowed<10>(__builtin_bit_cast(std::uint64_t, 1.0)) == 0x3C00);
static_assert(detail::narrowed<10>(__builtin_bit_cast(std::uint64_t, -2.0)) == 0xC000);
static_assert(detail::narrowed<10>(__builtin_bit_cast(std::uint64_t, 65504.0)) == 0x7BFF);
static_assert(detail::narrowed<10>(__builtin_bit_cast(std::uint64_t, 65520.0)) == 0x7C00);
static_assert(detail::narrowed<10>(__builtin_bit_cast(std::uint64_t, 0x1p-24)) == 1);
static_assert(detail::narrowed<7>(__builtin_bit_cast(std::uint64_t, 1.0)) == 0x3F80);
static_assert(detail::narrowed<7>(__builtin_bit_cast(std::uint64_t, 0x1p-133)) == 1);
static_assert(detail::widened<7>(0x4049) == __builtin_bit_cast(std::uint64_t, 3.140625));
static_assert(detail::widened<10>(0x0001) == __builtin_bit_cast(std::uint64_t, 0x1p-24));
static_assert(detail::stored_type("BF16")->number == StoredAs::bf16 && !detail::stored_type("F128"));
static_assert(detail::stored_type(StoredAs::f64).name == "F64");
static_assert(detail::own_number<double>(StoredAs::own) == StoredAs::f64);

/// Every number comes back, and between each and the next the nearest is found, the even one of two.
template <unsigned Fraction>
bool rounds_to_nearest() {
    const unsigned infinity = ((1u << (15 - Fraction)) - 1) << Fraction;
    for (unsigned bits = 0; bits < infinity; ++bits) {
        const double value = wide<Fraction>(bits);
        // Behind the last one lies what would be the next.
        const double next =
            bits + 1 < infinity ? wide<Fraction>(bits + 1) : 2 * value - wide<Fraction>(bits - 1);
        const double middle = value + (next - value) / 2;
        const double up = std::nextafter(middle, next), down = std::nextafter(middle, value);
        if (narrow<Fraction>(value) != bits || narrow<Fraction>(-value) != (bits | 0x8000)) return false;
        if (narrow<Fraction>(middle) != bits + (bits & 1)) return false;
        if (narrow<Fraction>(up) != bits + 1 || narrow<Fraction>(-up) != ((bits + 1) | 0x8000)) return false;
        if (narrow<Fraction>(down) != bits) return false;
    }
    return true;
}

template <unsigned Fraction>
bool keeps_what_is_none() {
    const double infinity = std::numeric_limits<double>::infinity();
    const unsigned bits = ((1u << (15 - Fraction)) - 1) << Fraction;
    for (unsigned payload = 1; payload < 1u << Fraction; ++payload)
        if (!std::isnan(wide<Fraction>(bits | payload)) ||
            narrow<Fraction>(wide<Fraction>(bits | payload)) != (bits | payload | 1u << (Fraction - 1)))
            return false;
    return wide<Fraction>(bits) == infinity && narrow<Fraction>(infinity) == bits &&
           wide<Fraction>(bits | 0x8000) == -infinity && narrow<Fraction>(-infinity) == (bits | 0x8000) &&
           narrow<Fraction>(1e300) == bits;
}

}  // namespace

TEST_CASE("stored_number: numbers of 16 bits round to the nearest", "[io]") {
    REQUIRE(rounds_to_nearest<10>());
    REQUIRE(rounds_to_nearest<7>());
}

TEST_CASE("stored_number: infinity and NaN stay what they are", "[io]") {
    REQUIRE(keeps_what_is_none<10>());
    REQUIRE(keeps_what_is_none<7>());
}

TEST_CASE("stored_number: all are little-endian", "[io]") {
    char bytes[8];
    detail::number_to(bytes, 1.0f, StoredAs::f32);
    REQUIRE((bytes[0] == 0 && bytes[2] == char(0x80) && bytes[3] == 0x3F));
    detail::number_to(bytes, 1.0f, StoredAs::f64);
    REQUIRE((bytes[0] == 0 && bytes[6] == char(0xF0) && bytes[7] == 0x3F));
    detail::number_to(bytes, -1.5f, StoredAs::f16);
    REQUIRE((bytes[0] == 0 && bytes[1] == char(0xBE)));
    REQUIRE(detail::number_from<float>(bytes, StoredAs::f16) == -1.5f);
    detail::number_to(bytes, 1.0, StoredAs::bf16);
    REQUIRE(detail::number_from<double>(bytes, StoredAs::bf16) == 1);
}
