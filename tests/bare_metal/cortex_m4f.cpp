// A Cortex-M4F from its reset to the program, and back to the host by semihosting.

#include <cstddef>
#include <cstdint>

#include "board.hpp"

// What cortex_m4f.ld says; only the addresses count.
extern "C" {
extern const std::uint32_t data_image[];
extern std::uint32_t data_start[], data_end[], bss_start[], bss_end[], stack_limit[], stack_top[];
}

namespace {

enum class Call : std::uint32_t { write0 = 0x04, exit = 0x18 };
constexpr std::uintptr_t application_exit = 0x20026, run_time_error = 0x20023;

/// The debugger, or qemu in its place, does what r0 says with r1.
void semihost(Call call, std::uintptr_t argument) {
    register auto r0 asm("r0") = static_cast<std::uint32_t>(call);
    register auto r1 asm("r1") = argument;
    asm volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
}

[[noreturn]] void stop(std::uintptr_t reason) {
    for (;;) semihost(Call::exit, reason);
}

void enable_fpu() {
    auto* const coprocessor_access = reinterpret_cast<volatile std::uint32_t*>(0xE000'ED88);
    *coprocessor_access = *coprocessor_access | 0xFu << 20;
    asm volatile("dsb\n\tisb" ::: "memory");
}

[[noreturn, gnu::noinline]] void start() {
    const std::uint32_t* from = data_image;
    for (volatile std::uint32_t* to = data_start; to != data_end; ++to) *to = *from++;
    for (volatile std::uint32_t* to = bss_start; to != bss_end; ++to) *to = 0;
    program();
    stop(application_exit);
}

[[noreturn]] void reset() {
    enable_fpu();  // before any function that might use it
    start();
}

[[noreturn]] void fault() {
    board::print("The processor took an exception\n");
    stop(run_time_error);
}

}  // namespace

struct Vectors {
    std::uint32_t* stack;
    void (*reset)();
    void (*exceptions[14])();
};

[[gnu::section(".vectors"), gnu::used]] extern constexpr Vectors vectors{
    stack_top,
    reset,
    {fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault}};

void board::print(const char* text) { semihost(Call::write0, reinterpret_cast<std::uintptr_t>(text)); }

// All of the stack that is free is painted; what is not of that colour afterwards has been in use.
std::size_t board::stack_of(void (*predict)(const float* x, float* y), const float* x, float* y) {
    constexpr std::uint32_t paint = 0xC0FF'EE42;
    volatile std::uint32_t* top;
    asm volatile("mov %0, sp" : "=r"(top));
    for (volatile std::uint32_t* at = stack_limit; at < top; ++at) *at = paint;
    predict(x, y);
    const volatile std::uint32_t* deepest = stack_limit;
    while (deepest < top && *deepest == paint) ++deepest;
    return static_cast<std::size_t>(top - deepest) * sizeof(paint);
}
