#pragma once

#include <zlib.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <new>
#include <string>
#include <string_view>

// Pictures as PNG files, and files as part of a page. Source: W3C, Portable Network Graphics, second edition;
// RFC 4648, Base 64.

namespace ctnn::detail::inline CTNN_CODE {

/// Bytes of 0 to 255, row by row, the channels of a pixel side by side: 1 of grey, 3 of red, green and blue,
/// or these and 4th how much it covers.
struct Pixels {
    std::size_t width = 0, height = 0, channels = 1;
    std::string bytes{};
};

[[gnu::cold]] inline std::string big_endian(std::size_t number) {
    const auto byte = [&](int shift) { return static_cast<char>(number >> shift & 0xFF); };
    return {byte(24), byte(16), byte(8), byte(0)};
}

/// A chunk: its length, type and data, and the checksum of these two.
[[gnu::cold]] inline std::string png_chunk(std::string_view type, std::string_view data) {
    const std::string checked = std::string(type) + std::string(data);
    const auto sum = crc32_z(0, reinterpret_cast<const Bytef*>(checked.data()), checked.size());
    return big_endian(data.size()) + checked + big_endian(sum);
}

[[gnu::cold]] inline std::string png(const Pixels& pixels) {
    const std::size_t row = pixels.width * pixels.channels;
    std::string rows;  // each begins with the number of its filter: none
    for (std::size_t y = 0; y < pixels.height; ++y)
        (rows += '\0') += std::string_view(pixels.bytes).substr(y * row, row);
    const auto size = static_cast<unsigned>(rows.size());
    uLongf packed = compressBound(size);
    std::string data(packed, '\0');
    if (compress2(reinterpret_cast<Bytef*>(data.data()), &packed, reinterpret_cast<const Bytef*>(rows.data()),
                  size, Z_BEST_SPEED) != Z_OK)
        throw std::bad_alloc();  // there is room for the result, so that nothing else is left
    data.resize(packed);
    const char color = pixels.channels == 1 ? 0 : pixels.channels == 3 ? 2 : 6;
    const std::string header =
        big_endian(pixels.width) + big_endian(pixels.height) + std::string{8, color, 0, 0, 0};
    return "\x89PNG\r\n\x1A\n" + png_chunk("IHDR", header) + png_chunk("IDAT", data) + png_chunk("IEND", "");
}

[[gnu::cold]] inline std::string base64(std::string_view bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8 | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i) text += i > count ? '=' : digits[bits >> (18 - 6 * i) & 63];
    }
    return text;
}

/// The picture as an address that holds it.
[[gnu::cold]] inline std::string address_of(const Pixels& pixels) {
    return "data:image/png;base64," + base64(png(pixels));
}

}  // namespace ctnn::detail::inline CTNN_CODE
