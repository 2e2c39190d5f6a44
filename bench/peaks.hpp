#pragma once

#include <unistd.h>

#include <array>
#include <cstddef>
#include <vector>

#include "measure.hpp"

// What the machine can do at most, measured: floating-point operations, and bytes loaded from each cache.

namespace bench {

#if defined(__AVX512F__)
inline constexpr std::size_t register_bytes = 64;
#elif defined(__AVX__)
inline constexpr std::size_t register_bytes = 32;
#else
inline constexpr std::size_t register_bytes = 16;
#endif
using Register [[gnu::vector_size(register_bytes), gnu::may_alias]] = float;

/// Operations a second: a multiply-add is two. 16 chains hide a latency of 4 cycles at two a cycle, or 5 at
/// three.
inline double measure_flops() {
    constexpr std::size_t chains = 16, rounds = 100'000;
    Register a[chains], factor, summand;
    for (std::size_t k = 0; k < register_bytes / 4; ++k) {
        factor[k] = 0.999f;
        summand[k] = 0.001f;
        for (auto& chain : a) chain[k] = static_cast<float>(k);
    }
    const double took = seconds([&] {
        for (std::size_t i = 0; i < rounds; ++i) {
#pragma GCC unroll 16
            for (std::size_t c = 0; c < chains; ++c) a[c] = a[c] * factor + summand;
        }
    });
    keep(a);
    return 2.0 * chains * rounds * double(register_bytes / 4) / took;
}

/// Bytes a second, read again and again from so many.
inline double measure_loads(std::size_t bytes) {
    constexpr std::size_t chains = 8;
    const std::size_t count = bytes / register_bytes / chains * chains,
                      rounds = (std::size_t{1} << 25) / bytes + 1;
    static std::vector<float> memory;
    memory.resize(bytes / 4 + 16, 1.0f);
    const auto* from =
        reinterpret_cast<const Register*>((reinterpret_cast<std::size_t>(memory.data()) + 63) / 64 * 64);
    const auto read = [&](std::size_t times) {
        Register sums[chains]{};
        for (std::size_t r = 0; r < times; ++r) {
            for (std::size_t i = 0; i < count; i += chains) {
#pragma GCC unroll 8
                for (std::size_t c = 0; c < chains; ++c) sums[c] += from[i + c];
            }
            asm volatile("" : : : "memory");
        }
        Register sum{};
#pragma GCC unroll 8
        for (std::size_t c = 0; c < chains; ++c) sum += sums[c];
        keep(sum);
    };
    read(1);
    const double took = seconds([&] { read(rounds); });
    return double(rounds * count * register_bytes) / took;
}

struct Level {
    const char* name;
    std::size_t bytes;      ///< that it holds
    double per_second = 0;  ///< bytes loaded
};

/// The best of all times measured so far; measured again between the cases, since a shared machine has its
/// moods.
class Peaks {
  public:
    Peaks() {
        const auto size = [](int name, std::size_t otherwise) {
            const long bytes = sysconf(name);
            return bytes > 0 ? static_cast<std::size_t>(bytes) : otherwise;
        };
        levels_[0].bytes = size(_SC_LEVEL1_DCACHE_SIZE, 32 << 10);
        levels_[1].bytes = size(_SC_LEVEL2_CACHE_SIZE, 512 << 10);
        levels_[2].bytes = std::max(size(_SC_LEVEL3_CACHE_SIZE, 8 << 20), 4 * levels_[1].bytes);
        for (int i = 0; i < 20; ++i) measure();
    }

    void measure() {
        flops_ = std::max(flops_, measure_flops());
        for (std::size_t i = 0; i < levels_.size(); ++i) {
            const std::size_t bytes = i == 2 ? 3 * levels_[1].bytes : levels_[i].bytes / 2;
            levels_[i].per_second = std::max(levels_[i].per_second, measure_loads(bytes));
        }
    }

    double flops() const { return flops_; }
    const std::array<Level, 3>& levels() const { return levels_; }

    /// The cache in which so many bytes stay.
    const Level& level_of(double bytes) const {
        for (const Level& level : levels_)
            if (bytes <= double(level.bytes)) return level;
        return levels_.back();
    }

  private:
    double flops_ = 0;
    std::array<Level, 3> levels_{Level{"L1", 0}, Level{"L2", 0}, Level{"L3", 0}};
};

}  // namespace bench
