// What the checks of the plugin start from, and how they say what they find.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <ctnn/io/safetensors.hpp>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "amplifier.hpp"
#include "host.hpp"
#include "sound.hpp"
#include "wave.hpp"

using Sound = std::vector<float>;
inline constexpr const char* plain = "urn:ctnn:amplifier";
inline constexpr const char* with_own = "urn:ctnn:amplifier:own";
inline constexpr std::size_t block = 64;

inline int failures = 0;

inline void expect(bool good, const std::string& what) {
    std::printf("%s  %s\n", good ? "ok    " : "FAILED", what.c_str());
    std::fflush(stdout);
    failures += !good;
}

/// What all checks start from.
struct Setting {
    std::filesystem::path folder;
    Sound dry = read_wave((folder / "dry.wav").string());
    std::array<Weights, 2> weights{loaded(0), loaded(1)};
    std::array<Sound, 2> learnt{played_through(weights[0], dry), played_through(weights[1], dry)};
    World world{};
    Services services{};

    std::string file(std::size_t which) const {
        return (folder / "lv2" / "amplifier.lv2" / amplifier_files[which]).string();
    }
    Weights loaded(std::size_t which) const {
        Weights read;
        ctnn::load(file(which), read);
        return read;
    }
    /// What the network makes of the sound if it begins there.
    Sound from(std::size_t which, std::size_t at) const {
        return played_through(weights[which], Sound(dry.begin() + std::ptrdiff_t(at), dry.end()));
    }
};

/// Samples [from, to) go through the host in blocks.
inline void play(Host& host, const Sound& in, Sound& out, std::size_t from, std::size_t to,
                 std::size_t size = block) {
    for (std::size_t at = from; at < to; at += size) {
        const std::size_t count = std::min(size, to - at);
        host.play(std::span(in).subspan(at, count), std::span(out).subspan(at, count));
    }
}

inline bool same(std::span<const float> a, std::span<const float> b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}
