// The same for every x86-64: what is called here is compiled without -march=native.

#include "cases.hpp"
#include "silence.hpp"

namespace bench {
namespace {
#ifdef __x86_64__

// Types of this unit's own: what is compiled for them is, too.
struct Few : Lstm<1, 16> {};
struct Many : Lstm<1, 64> {};
#endif

}  // namespace

void add_silence_sse2([[maybe_unused]] Suite& suite) {
#ifdef __x86_64__
    add_silence_of<Few>(suite, ", SSE2");
    add_silence_of<Many>(suite, ", SSE2");
#endif
}

}  // namespace bench
