#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/sparse/nonzeros.hpp>
#include <limits>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

#ifndef CTNN_NO_SIMD
namespace {

/// From memory that ends with the values, so that a sanitizer sees a read behind them.
template <class T>
void check(const std::vector<T>& x) {
    std::vector<std::uint16_t> list(x.size() + 8), wanted;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (x[i] != 0) wanted.push_back(static_cast<std::uint16_t>(i));
    list.resize(kernels::list_nonzeros(x.data(), x.size(), list.data()));
    CAPTURE(x.size());
    REQUIRE(list == wanted);
}

template <class T>
void check_sizes() {
    Random random{3};
    for (std::size_t size = 0; size < 70; ++size)
        for (std::uint64_t share = 0; share <= 4; ++share) {
            std::vector<T> x(size);
            for (T& value : x) value = random.below(4) < share ? random.uniform<T>() - T(0.5) : T(0);
            check(x);
        }
}

}  // namespace

TEST_CASE("nonzeros: their places in order, at every size, from none to all", "[kernels]") {
    check_sizes<float>();
    check_sizes<double>();
}

TEST_CASE("nonzeros: NaN, infinity and the smallest number are some, minus zero is none", "[kernels]") {
    constexpr float inf = std::numeric_limits<float>::infinity(),
                    tiny = std::numeric_limits<float>::denorm_min();
    check<float>({-0.0f, NAN, 0, -tiny, inf, -0.0f, tiny, -inf, NAN, -0.0f});
}

TEST_CASE("nonzeros: the last place of the longest list", "[kernels]") {
    std::vector<float> x(65536);
    x.back() = x.front() = 1;
    check(x);
}
#endif
