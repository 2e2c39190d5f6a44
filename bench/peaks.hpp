#pragma once

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <vector>

#include "measure.hpp"

// What the machine can do at most, measured: operations, what one of them waits for another, and bytes loaded
// and stored.

namespace bench {

#if defined(__AVX512F__)
inline constexpr std::size_t register_bytes = 64;
#elif defined(__AVX__)
inline constexpr std::size_t register_bytes = 32;
#else
inline constexpr std::size_t register_bytes = 16;
#endif

template <std::size_t Bytes>
struct RegisterOf {
    using type [[gnu::vector_size(Bytes), gnu::may_alias]] = float;
};
using Register = RegisterOf<register_bytes>::type;
using ShortRegister = RegisterOf<16>::type;  ///< in which nothing takes longer than in a wide one

#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
inline constexpr bool multiplies_and_adds_at_once = true;
#else
inline constexpr bool multiplies_and_adds_at_once = false;
#endif

/// Operations a second: a multiply-add is two. 12 chains hide a latency of 4 cycles at two a cycle, 7 of each
/// one of 3; they leave room for the factors in 16 registers.
template <std::size_t Bytes>
double measure_flops() {
    using Lanes = typename RegisterOf<Bytes>::type;
    constexpr std::size_t chains = multiplies_and_adds_at_once ? 12 : 14, rounds = 50'000;
    Lanes a[chains], factor, summand;
    for (std::size_t k = 0; k < Bytes / 4; ++k) {
        factor[k] = 0.999f;
        summand[k] = 0.001f;
        for (auto& chain : a) chain[k] = static_cast<float>(k);
    }
    const double took = seconds([&] {
        for (std::size_t i = 0; i < rounds; ++i) {
#pragma GCC unroll 14
            for (std::size_t c = 0; c < chains; ++c) {
                if constexpr (multiplies_and_adds_at_once)
                    a[c] = a[c] * factor + summand;
                else
                    a[c] = c % 2 == 0 ? a[c] * factor : a[c] + summand;
            }
        }
    });
    keep(a);
    return (multiplies_and_adds_at_once ? 2.0 : 1.0) * chains * rounds * double(Bytes / 4) / took;
}

/// Seconds from one `step(x)` to the next, which needs its value.
template <class Step>
double measure_latency(Step step) {
    constexpr std::size_t rounds = 5'000;
    ShortRegister x{0.3f, 0.4f, 0.5f, 0.6f};
    const double took = seconds([&] {
        for (std::size_t i = 0; i < rounds; ++i) {
            x = step(x);
            asm volatile("" : "+x"(x));
        }
    });
    return took / rounds;
}

/// A function as quick as any that is exact in float: an odd polynomial of degree 13 over an even one of
/// degree 6, their powers side by side, the division begun as early as it can be. Its values do not matter.
inline ShortRegister quick_function(ShortRegister x) {
    const ShortRegister x2 = x * x, x4 = x2 * x2, x8 = x4 * x4;
    const ShortRegister below = (1.0f + x2 * 0.4f) + x4 * (0.02f + x2 * 0.001f);
    const ShortRegister above =
        ((1.0f + x2 * 0.1f) + x4 * (0.003f + x2 * 1e-5f)) + x8 * ((1e-7f + x2 * 1e-9f) + x4 * 1e-11f);
    return above * (x / below);
}

/// Reads, or writes, so many registers once, eight at a time, forward or backward.
template <bool Writes, bool Backward>
[[gnu::noinline]] void pass(Register* at, std::size_t count) {
    constexpr std::size_t chains = 8;
    Register sums[chains]{};
    for (std::size_t i = 0; i < count; i += chains) {
        Register* const from = Backward ? at + (count - chains - i) : at + i;
#pragma GCC unroll 8
        for (std::size_t c = 0; c < chains; ++c) {
            if constexpr (Writes)
                from[c] = sums[c];
            else
                sums[c] += from[c];
        }
    }
#pragma GCC unroll 8
    for (std::size_t c = 1; c < chains; ++c) sums[0] += sums[c];
    keep(sums[0]);
}

/// Some bytes of a pool, others each time: how well a cache holds them depends on where their pages happen to
/// lie.
inline Register* next_memory(std::size_t bytes) {
    constexpr std::size_t page = 4096, least = std::size_t{8} << 20;
    static std::vector<float> pool;
    static std::size_t turn = 0;
    if (pool.size() * sizeof(float) < 2 * bytes + least)
        pool.resize((2 * bytes + least) / sizeof(float), 1.0f);
    const std::size_t pages = (pool.size() * sizeof(float) - bytes) / page - 1;
    const auto first = (reinterpret_cast<std::size_t>(pool.data()) + page - 1) / page * page;
    return reinterpret_cast<Register*>(first + ++turn * 97 % pages * page);
}

/// Seconds to read, or to write, so many bytes once, where that is done again and again: always forward, or
/// from one end to the other and back, which finds more of them in the nearest cache; the better of the two.
template <bool Writes>
double measure_pass(std::size_t bytes) {
    constexpr std::size_t chains = 8;
    const std::size_t count = std::max(bytes / register_bytes / chains, std::size_t{1}) * chains;
    Register* const at = next_memory(count * register_bytes);
    const std::size_t rounds = (std::size_t{1} << 22) / bytes + 1;
    const auto time_of = [&](auto there, auto back) {
        for (int i = 0; i < 3; ++i) there(at, count);
        const double took = seconds([&] {
            for (std::size_t r = 0; r < rounds; ++r) {
                there(at, count);
                back(at, count);
            }
        });
        return took / double(2 * rounds) * double(bytes) / double(count * register_bytes);
    };
    return std::min(time_of(pass<Writes, false>, pass<Writes, false>),
                    time_of(pass<Writes, false>, pass<Writes, true>));
}

/// The best of all times measured so far; measured again with the cases, since a shared machine has its
/// moods.
class Peaks {
  public:
    Peaks() {
        const auto size = [](int name, std::size_t otherwise) {
            const long bytes = sysconf(name);
            return bytes > 0 ? static_cast<std::size_t>(bytes) : otherwise;
        };
        levels_ = {Level{"L1", size(_SC_LEVEL1_DCACHE_SIZE, 32 << 10)},
                   Level{"L2", size(_SC_LEVEL2_CACHE_SIZE, 512 << 10)},
                   Level{"L3", 3 * size(_SC_LEVEL2_CACHE_SIZE, 512 << 10) * 2}};
        for (int i = 0; i < 20; ++i) {
            measure();
            for (const Level& level : levels_)
                measure_bytes(double(level.bytes / 2), double(level.bytes / 2));
        }
    }

    void measure() {
        flops_ = std::max(flops_, measure_flops<register_bytes>());
        half_flops_ = std::max(half_flops_, measure_flops<std::max<std::size_t>(register_bytes / 2, 16)>());
        least(multiply_add_, measure_latency([](auto x) { return x * 0.5f + 0.25f; }));
        least(add_, measure_latency([](auto x) { return x + 0.25f; }));
        least(function_, measure_latency(quick_function));
    }

    /// Measures for `reading` and `writing`.
    void measure_bytes(double read, double written) {
        measure_pass_of<false>(reading_, read);
        measure_pass_of<true>(writing_, written);
    }

    double flops() const { return flops_; }
    /// Operations on registers a second, each of `lanes()` numbers: on those that cost the processor no more
    /// than narrower ones.
    double operations() const { return flops_ / 2 / double(lanes()); }
    std::size_t lanes() const {
        return flops_ > 1.5 * half_flops_ || register_bytes == 16 ? register_bytes / 4 : register_bytes / 8;
    }

    double multiply_add() const { return multiply_add_; }  ///< seconds that what follows waits for it
    double add() const { return add_; }
    double function() const { return function_; }

    /// Seconds for so many bytes, where the same are read from call to call.
    double reading(double bytes) const { return pass_of(reading_, bytes); }
    double writing(double bytes) const { return pass_of(writing_, bytes); }

    /// The caches' names, and bytes a second read from half of each; of the third, as much again as the
    /// second holds three times.
    std::vector<std::pair<const char*, double>> bandwidths() const {
        std::vector<std::pair<const char*, double>> all;
        for (const Level& level : levels_)
            all.emplace_back(level.name, double(level.bytes / 2) / reading(double(level.bytes / 2)));
        return all;
    }

  private:
    struct Level {
        const char* name;
        std::size_t bytes;
    };
    using Passes = std::map<std::size_t, double>;

    static void least(double& known, double found) { known = known == 0 ? found : std::min(known, found); }

    /// What half of the first cache holds is not measured by itself: all of that is read at one speed.
    std::size_t measured_bytes(double bytes) const {
        return std::max(static_cast<std::size_t>(bytes), levels_[0].bytes / 2);
    }

    template <bool Writes>
    void measure_pass_of(Passes& passes, double bytes) {
        for (int i = 0; i < 2 && bytes > 0; ++i)
            least(passes[measured_bytes(bytes)], measure_pass<Writes>(measured_bytes(bytes)));
    }

    /// Fewer bytes are read no slower than more: of all that was measured, the best speed at so many or more.
    double pass_of(const Passes& passes, double bytes) const {
        double least_of_byte = 0;
        for (auto at = passes.lower_bound(measured_bytes(bytes)); at != passes.end(); ++at)
            least(least_of_byte, at->second / double(at->first));
        return least_of_byte * bytes;
    }

    double flops_ = 0, half_flops_ = 0, multiply_add_ = 0, add_ = 0, function_ = 0;
    Passes reading_, writing_;
    std::array<Level, 3> levels_{};
};

}  // namespace bench
