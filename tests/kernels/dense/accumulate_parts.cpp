#include <cmath>
#include <ctnn/kernels/dense/accumulate_parts.hpp>
#include <vector>

#include <kernels/noise.hpp>
#include <testing.hpp>

#ifndef CTNN_NO_SIMD
using namespace ctnn;

namespace {

template <std::size_t In, std::size_t Out, class T>
constexpr std::size_t parts = kernels::InParts<In, Out, T>::count;
static_assert(reproducible || parts<64, 256, float> == 3);
static_assert(reproducible || parts<64, 256, double> == 6);
static_assert(parts<40, 256, float> == 1, "fits");
static_assert(parts<300, 256, float> == 1, "so much that a part of it is nothing");
static_assert(reproducible || parts<1, 10300, float> == 1, "one row has no parts");
static_assert(reproducible || parts<2, 10300, float> == 2);

/// From either end, and of several rows at once, the bits are the same; nearly the value of plain loops.
template <std::size_t In, std::size_t Out, class T>
void check() {
    CAPTURE(In, Out);
    constexpr std::size_t rows = 5;
    const auto w = noise<T>((In + 1) * Out, 1), start = noise<T>(Out, 2), x = noise<T>(rows * In, 3);
    std::vector<T> all(rows * Out + 1, T(7)), plain(rows * Out);
    kernels::InParts<In, Out, T>::template rows<rows>(w.data(), start.data(), x.data(), all.data());
    REQUIRE(all.back() == T(7));
    kernels::accumulate_plain<In, Out>(w.data(), start.data(), 0, x.data(), In, plain.data(), rows);
    for (std::size_t i = 0; i < plain.size(); ++i)
        REQUIRE(std::abs(all[i] - plain[i]) <= (sizeof(T) == 4 ? T(3e-5) : T(1e-13)));
    for (std::size_t row = 0; row < rows; ++row)
        for (const bool from_the_end : {false, true}) {
            kernels::InParts<In, Out, T> parts;
            std::vector<T> y = start;  // in place
            parts.take(w.data(), static_cast<const T*>(y.data()), x.data() + row * In, y.data(),
                       from_the_end);
            parts.add_to(y.data());
            REQUIRE(std::equal(y.begin(), y.end(), all.begin() + std::ptrdiff_t(row * Out)));
        }
}

}  // namespace

TEST_CASE("accumulate_parts: from either end the same bits", "[kernels]") {
    check<64, 256, float>();
    check<61, 204, double>();
    check<129, 83, float>();
    check<7, 3001, float>();
    check<9, 20, float>();
}
#endif
