#include "silence.hpp"

#include "cases.hpp"

namespace bench {
namespace {

// Types of this unit's own: what is compiled for them is, too.
struct Few : Lstm<1, 16> {};
struct Many : Lstm<1, 64> {};

}  // namespace

void add_silence(Suite& suite) {
    add_silence_of<Few>(suite, "");
    add_silence_of<Many>(suite, "");
    add_silence_sse2(suite);
}

}  // namespace bench
