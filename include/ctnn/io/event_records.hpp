#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/io/plot.hpp>
#include <ctnn/io/png.hpp>
#include <ctnn/io/protobuf.hpp>
#include <ctnn/io/stored_number.hpp>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

// The records of a file of events, as TensorBoard reads them. Sources: TensorFlow, event.proto, summary.proto
// and histogram.proto for the fields; its TFRecord format for the records; RFC 3720, B.4, for CRC-32C.

namespace ctnn::detail::inline CTNN_CODE {

constexpr std::array<std::uint32_t, 256> crc32c_table() noexcept {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t rest = i;
        for (int bit = 0; bit < 8; ++bit) rest = rest >> 1 ^ (rest % 2 == 1 ? 0x82F63B78u : 0);
        table[i] = rest;
    }
    return table;
}

/// Castagnoli's checksum.
[[gnu::cold]] inline std::uint32_t crc32c(std::string_view bytes) noexcept {
    static constexpr auto table = crc32c_table();
    std::uint32_t sum = ~0u;
    for (const char byte : bytes) sum = table[(sum ^ static_cast<unsigned char>(byte)) & 0xFF] ^ sum >> 8;
    return ~sum;
}

/// The same as records have it: a checksum of what holds checksums would be weak.
[[gnu::cold]] inline std::string masked_crc32c(std::string_view bytes) {
    const std::uint32_t sum = crc32c(bytes);
    std::string text(4, '\0');
    put_little_endian((sum >> 15 | sum << 17) + 0xA282EAD8u, text.data());
    return text;
}

/// Its length and that one's checksum, the data and its checksum.
[[gnu::cold]] inline std::string event_record(std::string_view data) {
    std::string length(8, '\0');
    const std::uint64_t size = data.size();
    put_little_endian(size, length.data());
    return length + masked_crc32c(length) + std::string(data) + masked_crc32c(data);
}

/// When and at which step; a step of 0 is left out, as proto3 does with zeros.
[[gnu::cold]] inline ProtobufMessage event_at(double time, std::size_t step) {
    ProtobufMessage event;
    event.real64(1, time);
    if (step != 0) event.integer(2, static_cast<std::int64_t>(step));
    return event;
}

/// What a file begins with.
[[gnu::cold]] inline std::string first_event(double time) {
    return event_record(event_at(time, 0).text(3, "brain.Event:2").bytes());
}

/// An event with one value: `field` says of which kind.
[[gnu::cold]] inline std::string value_event(double time, std::size_t step, const ProtobufMessage& value) {
    return event_record(event_at(time, step).message(5, ProtobufMessage().message(1, value)).bytes());
}

/// An infinity of what is beyond float's range.
[[gnu::cold]] inline float bounded_float(double value) noexcept {
    constexpr double greatest = std::numeric_limits<float>::max();
    if (value > greatest || value < -greatest) return value > 0 ? infinity<float> : -infinity<float>;
    return static_cast<float>(value);
}

[[gnu::cold]] inline ProtobufMessage scalar_value(std::string_view tag, double value) {
    return ProtobufMessage().text(1, tag).real(2, bounded_float(value));
}

[[gnu::cold]] inline ProtobufMessage image_value(std::string_view tag, const Pixels& pixels) {
    ProtobufMessage image;
    image.integer(1, static_cast<std::int64_t>(pixels.height));
    image.integer(2, static_cast<std::int64_t>(pixels.width));
    image.integer(3, static_cast<std::int64_t>(pixels.channels)).text(4, png(pixels));
    return ProtobufMessage().text(1, tag).message(4, image);
}

/// In 40 equal parts of their range, as the report's; values that are no finite number are left out.
[[gnu::cold]] inline ProtobufMessage histogram_value(std::string_view tag,
                                                     const std::vector<double>& values) {
    const Curve bars = histogram("", values).curves.front();
    double count = 0, sum = 0, squares = 0, low = 0, high = 0;
    for (const double value : values) {
        if (!is_drawn(value, false)) continue;
        low = count == 0 ? value : std::min(low, value);
        high = count == 0 ? value : std::max(high, value);
        count += 1;
        sum += value;
        squares += value * value;
    }
    ProtobufMessage histogram;
    unsigned field = 0;
    for (const double number : {low, high, count, sum, squares})
        if (++field; number != 0) histogram.real64(field, number);
    if (!bars.x.empty()) {
        histogram.reals64(6, std::span(bars.x).subspan(1));
        histogram.reals64(7, std::span(bars.y).first(bars.y.size() - 1));
    }
    return ProtobufMessage().text(1, tag).message(5, histogram);
}

}  // namespace ctnn::detail::inline CTNN_CODE
