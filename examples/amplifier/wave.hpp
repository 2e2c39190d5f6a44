// WAV files of one channel of floats, as hosts read and write them.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ctnn/data/write_file.hpp>
#include <fstream>
#include <iterator>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

static_assert(std::endian::native == std::endian::little, "as the files have it");

inline void write_wave(const std::string& path, std::span<const float> sound, std::uint32_t rate) {
    const auto size = static_cast<std::uint32_t>(sound.size_bytes());
    std::string text;
    const auto put = [&text](std::string_view name, std::initializer_list<std::uint32_t> numbers) {
        text += name;
        for (const std::uint32_t number : numbers)
            text.append(reinterpret_cast<const char*>(&number), sizeof number);
    };
    put("RIFF", {36 + size});
    put("WAVEfmt ",
        {16, 1u << 16 | 3, rate, 4 * rate, 32u << 16 | 4});  // one channel of floats, 4 bytes a frame
    put("data", {size});
    text.append(reinterpret_cast<const char*>(sound.data()), size);
    ctnn::detail::write_file(path, text);
}

/// Throws std::runtime_error where it is no such file.
inline std::vector<float> read_wave(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    bool is_floats = false;
    for (std::size_t at = 12; text.starts_with("RIFF") && at + 8 <= text.size();) {
        std::uint32_t size = 0;
        std::memcpy(&size, text.data() + at + 4, sizeof size);
        const std::string_view name = std::string_view(text).substr(at, 4),
                               content = std::string_view(text).substr(at + 8, size);
        if (name == "fmt ") is_floats = content.starts_with(std::string_view("\3\0\1\0", 4));
        if (name == "data" && is_floats) {
            std::vector<float> sound(content.size() / sizeof(float));
            std::memcpy(sound.data(), content.data(), sound.size() * sizeof(float));
            return sound;
        }
        at += 8 + std::size_t{size} + size % 2;
    }
    throw std::runtime_error(path + ": no WAV file of one channel of floats");
}
