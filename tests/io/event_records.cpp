#include <ctnn/io/event_records.hpp>

#include <ctnn/core/value_range.hpp>
#include <limits>
#include <reference/tensorboard.hpp>
#include <string>
#include <string_view>

#include <testing.hpp>

using namespace ctnn::detail;
using namespace std::string_view_literals;

TEST_CASE("event_records: the checksum of RFC 3720", "[io]") {
    REQUIRE(crc32c("") == 0);
    REQUIRE(crc32c("123456789") == 0xE3069283);
    REQUIRE(crc32c(std::string(32, '\0')) == 0x8A9136AA);
    REQUIRE(crc32c(std::string(32, '\xFF')) == 0x62A8AB43);
}

TEST_CASE("event_records: the bytes that protobuf and another CRC-32C make", "[io]") {
    REQUIRE(first_event(1.5) == golden::first_event);
    REQUIRE(value_event(1.5, 300, scalar_value("loss/training", 0.25)) == golden::scalar_event);
    REQUIRE(value_event(1.5, 0, histogram_value("w", {-1, 0.5, 1})) == golden::histogram_event);
    constexpr double none = not_a_number<double>;
    REQUIRE(value_event(1.5, 0, histogram_value("w", {none, -1, 0.5, none, 1})) == golden::histogram_event);
}

TEST_CASE("event_records: a scalar beyond float's range is an infinity", "[io]") {
    const auto scalar = [](double value) { return scalar_value("", value).bytes(); };
    const auto of = [](float value) { return ProtobufMessage().text(1, "").real(2, value).bytes(); };
    REQUIRE(scalar(1e300) == of(infinity<float>));
    REQUIRE(scalar(-1e39) == of(-infinity<float>));
    REQUIRE(scalar(double(std::numeric_limits<float>::max())) == of(std::numeric_limits<float>::max()));
    REQUIRE(scalar(-infinity<double>) == of(-infinity<float>));
    REQUIRE(scalar(not_a_number<double>) == of(not_a_number<float>));
    REQUIRE(scalar(1e-300) == of(0));
}

TEST_CASE("event_records: an image is a PNG file with its size", "[io]") {
    const std::string image = image_value("x", {2, 1, 3, "abcdef"}).bytes();
    REQUIRE(image.substr(0, 3) == "\x0A\x01x"sv);
    REQUIRE(image.find("\x08\x01\x10\x02\x18\x03\x22"sv) != image.npos);  // height, width, colours, file
    REQUIRE(image.ends_with(png({2, 1, 3, "abcdef"})));
    REQUIRE(histogram_value("x", {}).bytes() == "\x0A\x01x\x2A\x00"sv);
}
