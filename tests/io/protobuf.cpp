#include <ctnn/io/protobuf.hpp>

#include <array>
#include <limits>
#include <string>

#include <testing.hpp>

using ctnn::detail::ProtobufMessage;

namespace {

std::string bytes(std::initializer_list<int> values) {
    std::string text;
    for (const int value : values) text += static_cast<char>(value);
    return text;
}

}  // namespace

// The first is the example of Protocol Buffers' own description.
TEST_CASE("protobuf: numbers are seven bits a byte, the lowest first", "[io]") {
    REQUIRE(ProtobufMessage().integer(1, 150).bytes() == bytes({0x08, 0x96, 0x01}));
    REQUIRE(ProtobufMessage().integer(1, 0).bytes() == bytes({0x08, 0x00}));
    REQUIRE(ProtobufMessage().integer(1, 127).bytes() == bytes({0x08, 0x7F}));
    REQUIRE(ProtobufMessage().integer(20, 128).bytes() == bytes({0xA0, 0x01, 0x80, 0x01}));
    REQUIRE(ProtobufMessage().integer(3, -1).bytes() ==
            bytes({0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01}));
    REQUIRE(ProtobufMessage().integer(3, std::numeric_limits<std::int64_t>::max()).bytes() ==
            bytes({0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F}));
}

TEST_CASE("protobuf: floats are four bytes, the lowest first", "[io]") {
    REQUIRE(ProtobufMessage().real(2, 1.0f).bytes() == bytes({0x15, 0, 0, 0x80, 0x3F}));
}

TEST_CASE("protobuf: doubles are eight bytes, and many of them one field", "[io]") {
    REQUIRE(ProtobufMessage().real64(1, -2.0).bytes() == bytes({0x09, 0, 0, 0, 0, 0, 0, 0, 0xC0}));
    REQUIRE(ProtobufMessage().reals64(6, std::array{1.0, 2.0}).bytes() ==
            bytes({0x32, 16, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0x40}));
}

TEST_CASE("protobuf: strings and messages have their length before them", "[io]") {
    REQUIRE(ProtobufMessage().text(2, "testing").bytes() == bytes({0x12, 7}) + "testing");
    REQUIRE(ProtobufMessage().text(2, "").bytes() == bytes({0x12, 0}));
    REQUIRE(ProtobufMessage().message(3, ProtobufMessage().integer(1, 150)).bytes() ==
            bytes({0x1A, 3, 0x08, 0x96, 0x01}));
    const std::string of_200(200, 'x');
    REQUIRE(ProtobufMessage().text(1, of_200).bytes() == bytes({0x0A, 0xC8, 0x01}) + of_200);
}
