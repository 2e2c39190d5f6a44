#include <ctnn/kernels/recurrence/choice.hpp>
#include <string>

#include <kernels/targets.hpp>
#include <testing.hpp>

using namespace ctnn::kernels;
using namespace targets;

constexpr RecurrenceKernel lstm(std::size_t samples, std::size_t units, const Target& on) {
    return recurrence_kernel({samples, 4 * units, true, true}, on);
}
constexpr RecurrenceKernel gru(std::size_t samples, std::size_t units, const Target& on) {
    return recurrence_kernel({samples, 3 * units, true, false}, on);
}

// One sample: 8 registers of 16, of 32 12, or 9 of a row that comes twice.
static_assert(lstm(1, 16, avx512) == RecurrenceKernel::registers, "4 registers");
static_assert(lstm(1, 48, avx512) == RecurrenceKernel::registers, "12");
static_assert(lstm(1, 49, avx512) == RecurrenceKernel::memory, "13");
static_assert(lstm(1, 16, avx2) == RecurrenceKernel::registers &&
              lstm(1, 17, avx2) == RecurrenceKernel::memory);
static_assert(lstm(1, 8, sse2) == RecurrenceKernel::registers &&
              lstm(1, 9, sse2) == RecurrenceKernel::memory);
static_assert(lstm(1, 12, neon) == RecurrenceKernel::registers &&
              lstm(1, 13, neon) == RecurrenceKernel::memory);
static_assert(gru(1, 48, avx512) == RecurrenceKernel::registers &&
              gru(1, 49, avx512) == RecurrenceKernel::memory);
static_assert(gru(1, 21, avx2) == RecurrenceKernel::registers &&
              gru(1, 22, avx2) == RecurrenceKernel::memory);
static_assert(lstm(1, 24, doubles(avx512)) == RecurrenceKernel::registers);
static_assert(lstm(1, 25, doubles(avx512)) == RecurrenceKernel::memory);
static_assert(recurrence_kernel({1, 8, false, true}, avx512) == RecurrenceKernel::memory, "by values alone");

// By units, where these fill registers: up to 5 of 32 bytes of an LSTM, 3 of a GRU; 1 where there are 32.
constexpr RecurrenceKernel by_units(bool is_lstm, std::size_t units, const Target& on) {
    return recurrence_kernel({1, (is_lstm ? 4 : 3) * units, true, is_lstm, units}, on);
}
static_assert(by_units(true, 16, avx512) == RecurrenceKernel::units);
static_assert(by_units(true, 12, avx512) == RecurrenceKernel::registers, "12 of 16 lanes");
static_assert(by_units(true, 32, avx512) == RecurrenceKernel::registers);
static_assert(by_units(true, 40, avx2) == RecurrenceKernel::units &&
              by_units(true, 48, avx2) == RecurrenceKernel::memory);
static_assert(by_units(false, 24, avx2) == RecurrenceKernel::units &&
              by_units(false, 32, avx2) == RecurrenceKernel::memory);
static_assert(by_units(true, 16, sse2) == RecurrenceKernel::units &&
              by_units(true, 20, sse2) == RecurrenceKernel::memory);
static_assert(by_units(false, 40, sse2) == RecurrenceKernel::units);
static_assert(by_units(true, 16, fixed(avx512)) == RecurrenceKernel::registers, "the order of sums is fixed");
static_assert(by_units(true, 8, doubles(avx512)) == RecurrenceKernel::registers);
static_assert(units_together(4) == 2 && units_together(3) == 3);

// A batch, and no vectors.
static_assert(lstm(2, 16, avx512) == RecurrenceKernel::batch && lstm(4, 16, avx512) == RecurrenceKernel::batch);
static_assert(lstm(3, 64, avx512) == RecurrenceKernel::memory && lstm(4, 64, avx512) == RecurrenceKernel::batch);
static_assert(gru(64, 200, sse2) == RecurrenceKernel::batch);
static_assert(lstm(1, 16, none) == RecurrenceKernel::plain && lstm(64, 16, none) == RecurrenceKernel::plain);

// LSTMs of 64 units: 28 inputs' weights are 28 KB of 92, one input's 1 of 65, and 256 inputs' nowhere near a
// cache.
static_assert(takes_input_by_turns(28, 64, 256, avx2) && !takes_input_by_turns(1, 64, 256, avx2));
static_assert(takes_input_by_turns(16, 64, 256, avx2) && !takes_input_by_turns(15, 64, 256, avx2), "16 KB");
static_assert(!takes_input_by_turns(256, 64, 256, avx2) && !takes_input_by_turns(28, 64, 256, fixed(avx2)));

TEST_CASE("choice: recurrence kernels have names", "[kernels]") {
    REQUIRE(name(RecurrenceKernel::batch) == std::string("batch"));
    REQUIRE(name(RecurrenceKernel::registers) == std::string("registers"));
    REQUIRE(name(RecurrenceKernel::units) == std::string("units"));
    REQUIRE(name(RecurrenceKernel::memory) == std::string("memory"));
    REQUIRE(name(RecurrenceKernel::plain) == std::string("plain"));
}
