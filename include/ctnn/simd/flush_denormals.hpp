#pragma once

#include <cstdint>
#include <ctnn/core/code.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

// The register that says how the processor calculates, and its bits for denormals. What is read from memory
// after a change, and written to it before, keeps its side of it: "memory".
#if defined(__SSE2__) && !defined(__wasm__)
using FloatControl = std::uint32_t;
inline constexpr FloatControl flush_bits = 1u << 15 | 1u << 6;  // results to zero, denormals are zeros
inline FloatControl float_control() noexcept {
    FloatControl now;
    asm volatile("stmxcsr %0" : "=m"(now) : : "memory");
    return now;
}
inline void set_float_control(FloatControl to) noexcept { asm volatile("ldmxcsr %0" : : "m"(to) : "memory"); }
#elif defined(__aarch64__) || defined(__ARM_FP)
#ifdef __aarch64__
using FloatControl = std::uint64_t;
#define CTNN_READ_CONTROL "mrs %0, fpcr"
#define CTNN_WRITE_CONTROL "msr fpcr, %0"
#else
using FloatControl = std::uint32_t;
#define CTNN_READ_CONTROL "vmrs %0, fpscr"
#define CTNN_WRITE_CONTROL "vmsr fpscr, %0"
#endif
inline constexpr FloatControl flush_bits = 1u << 24;  // both
inline FloatControl float_control() noexcept {
    FloatControl now;
    asm volatile(CTNN_READ_CONTROL : "=r"(now) : : "memory");
    return now;
}
inline void set_float_control(FloatControl to) noexcept {
    asm volatile(CTNN_WRITE_CONTROL : : "r"(to) : "memory");
}
#undef CTNN_READ_CONTROL
#undef CTNN_WRITE_CONTROL
#else
using FloatControl = std::uint32_t;
inline constexpr FloatControl flush_bits = 0;
inline FloatControl float_control() noexcept { return 0; }
inline void set_float_control(FloatControl) noexcept {}
#endif

}  // namespace detail::inline CTNN_CODE

/// As long as it lives, this thread takes denormals (numbers nearer to 0 than 1.2e-38, of double
/// than 2.2e-308) for zero and gives zero in their place. Afterwards it does as it did before.
///
///     const FlushDenormals guard;     // first in the callback that asks for sound
///     stream.run(block, block);
///
/// For real time: many processors calculate with denormals slowly. An LSTM that hears silence after music,
/// whose memory fades but never quite ends, takes 1.4 times its time there (16 units, EPYC).
/// Cost: a few cycles to read and to write a register, at both ends. x86's MXCSR, ARM's FPCR and FPSCR;
/// elsewhere, as in constant evaluation, it does nothing (`available`).
/// PyTorch: `torch.set_flush_denormal`. Keras: none.
/// What goes wrong: it is this thread's alone, and that of threads which it starts. One answer everywhere
/// (`reproducible`) needs all to do as the compiler does, which is without it.
class FlushDenormals {
  public:
    /// Whether this processor can.
    static constexpr bool available = detail::flush_bits != 0;

    CTNN_MEMBER constexpr FlushDenormals() noexcept {
        if (std::is_constant_evaluated()) return;
        before_ = detail::float_control();
        detail::set_float_control(before_ | detail::flush_bits);
    }
    /// Only the bits for denormals: who has changed how it rounds, or looks for overflows, finds it so.
    CTNN_MEMBER constexpr ~FlushDenormals() {
        if (std::is_constant_evaluated()) return;
        const detail::FloatControl others = ~detail::flush_bits;
        detail::set_float_control((detail::float_control() & others) | (before_ & detail::flush_bits));
    }
    FlushDenormals(const FlushDenormals&) = delete;
    FlushDenormals& operator=(const FlushDenormals&) = delete;

  private:
    detail::FloatControl before_ = 0;
};

}  // namespace ctnn
