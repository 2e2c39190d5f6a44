#include <ctnn/io/npy_number.hpp>

#include <array>
#include <cmath>

#include <testing.hpp>

using ctnn::detail::npy_number, ctnn::detail::npy_type;

namespace {

constexpr double number(std::string_view type, std::array<std::uint8_t, 8> bytes) {
    return npy_number(npy_type(type), bytes.data());
}

constexpr double half_number(unsigned bits) {
    return number("<f2", {static_cast<std::uint8_t>(bits & 0xFF), static_cast<std::uint8_t>(bits >> 8)});
}

static_assert(number("<u2", {1, 2}) == 513 && number(">u2", {1, 2}) == 258);
static_assert(number("<i2", {0xFE, 0xFF}) == -2 && number("|i1", {0x80}) == -128);
static_assert(number(">i4", {0xFF, 0xFF, 0xFF, 0xFD}) == -3 && number("<u4", {0, 0, 0, 0x80}) == 0x80000000);
static_assert(number("<i8", {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}) == -1);
static_assert(number("<u8", {0, 0, 0, 0, 0, 0, 0, 0x80}) == 0x1p63);
static_assert(number("<f4", {0, 0, 0x80, 0x3F}) == 1 && number(">f8", {0xBF, 0xF8}) == -1.5);
static_assert(number("|b1", {1}) == 1 && number("|b1", {0}) == 0 && number("|b1", {7}) == 1);
static_assert(half_number(0x3C00) == 1 && half_number(0xC000) == -2 && half_number(0x7BFF) == 65504);
static_assert(half_number(0x0001) == 0x1p-24 && half_number(0x83FF) == -1023 * 0x1p-24);
static_assert(half_number(0x0400) == 0x1p-14 && half_number(0x3555) == 0x1.554p-2);

}  // namespace

TEST_CASE("npy_number: types that are none, or whose bytes have no order where they need one", "[io]") {
    for (const char* name :
         {"", "f4", "<f", "<f1", "<f16", "<c8", "|O", "<b4", "|f4", "|i8", "<i3", "?f4", "<U4"}) {
        CAPTURE(name);
        CHECK(npy_type(name).width == 0);
    }
}

TEST_CASE("npy_number: half precision keeps infinity and NaN, and the sign of zero", "[io]") {
    CHECK(half_number(0x7C00) == HUGE_VAL);
    CHECK(half_number(0xFC00) == -HUGE_VAL);
    CHECK(std::isnan(half_number(0x7E00)));
    CHECK(std::signbit(half_number(0x8000)));
}
