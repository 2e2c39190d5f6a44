#pragma once

#include <cstddef>
#include <ctnn/simd/target.hpp>

// The instruction sets whose tables are pinned, with values of float; `doubles` of one has those of double,
// and `fixed` of one the sums in a fixed order.

namespace targets {

using ctnn::simd::Target;

constexpr Target none{}, sse2{16, 16}, avx2{16, 32}, avx512{32, 64}, neon{32, 16};

constexpr Target doubles(Target on) {
    on.value = 8;
    return on;
}
constexpr Target fixed(Target on) {
    on.reproducible = true;
    return on;
}

}  // namespace targets
