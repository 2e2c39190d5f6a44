#include <array>
#include <cstddef>
#include <ctnn/simd/nonzero_bits.hpp>
#include <limits>

#include <testing.hpp>

#ifndef CTNN_NO_SIMD

using namespace ctnn;

namespace {

template <class T>
void check_all_cases() {
    for (const T value : {T(1), T(-1), std::numeric_limits<T>::denorm_min(),
                          std::numeric_limits<T>::infinity(), std::numeric_limits<T>::quiet_NaN()})
        for (unsigned bits = 0; bits < 256; ++bits) {
            std::array<T, 8> x;
            for (std::size_t i = 0; i < 8; ++i) x[i] = bits >> i & 1U ? value : i % 2 == 0 ? T(0) : -T(0);
            CAPTURE(value, bits);
            REQUIRE(simd::nonzero_bits(x.data()) == bits);
        }
}

}  // namespace

TEST_CASE("nonzero bits: all cases of eight, NaN among what is not zero", "[simd]") {
    check_all_cases<float>();
    check_all_cases<double>();
}

#endif
