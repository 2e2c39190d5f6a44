#include <array>
#include <cstdint>
#include <ctnn/io/idx_number.hpp>

#include <testing.hpp>

using namespace ctnn::detail;

namespace {

constexpr std::array<std::uint8_t, 8> bytes{0xC0, 0x02, 0, 0, 0, 0, 0, 0};

}  // namespace

TEST_CASE("idx_number: each type, the highest byte first", "[io]") {
    CHECK(idx_number(IdxType::u8, bytes.data()) == 192);
    CHECK(idx_number(IdxType::i8, bytes.data()) == -64);
    CHECK(idx_number(IdxType::i16, bytes.data()) == -16382);
    CHECK(idx_number(IdxType::i32, bytes.data()) == -1073610752);
    CHECK(idx_number(IdxType::f32, bytes.data()) == -2.03125);
    CHECK(idx_number(IdxType::f64, bytes.data()) == -2.25);
    STATIC_REQUIRE(idx_width(IdxType::u8) == 1);
    STATIC_REQUIRE(idx_width(IdxType::i16) == 2);
    STATIC_REQUIRE(idx_width(IdxType::f32) == 4);
    STATIC_REQUIRE(idx_width(IdxType::f64) == 8);
}
