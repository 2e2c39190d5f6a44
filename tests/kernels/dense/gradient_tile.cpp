#include <ctnn/kernels/dense/gradient_tile.hpp>
#include <ctnn/kernels/dense/outer.hpp>

#include <kernels/outer.hpp>

using namespace ctnn;

namespace {

struct Count : kernels::Meanwhile {
    std::size_t weights = 0;
    Count()
        : kernels::Meanwhile{[](kernels::Meanwhile& self, std::size_t more) noexcept {
              static_cast<Count&>(self).weights += more;
          }} {}
};

/// What a kernel says of how far it has come.
template <std::size_t In, std::size_t Out>
std::size_t told() {
    const std::vector<float> x = noise<float>(8 * In, 1), dz = noise<float>(8 * Out, 2);
    std::vector<float> w(In * Out), g(In * Out);
    Count count;
    kernels::Update by{SGD{}.rule<float>(1, 0.5f), w.data(), std::array<float*, 0>{}, g.data()};
    by.meanwhile = &count;
    kernels::outer<8, In, Out>(x.data(), dz.data(), by + 0);
    return count.weights;
}

#ifndef CTNN_NO_SIMD
/// Rows of few outputs, alone, in pairs and with one left.
template <class T, std::size_t Rows, std::size_t Out>
void sums() {
    constexpr std::size_t W = simd::target<T>.holding(Out);
    const std::vector<T> x = noise<T>(2 * Rows, 1), dz = noise<T>(2 * Out, 2);
    kernels::detail::GradientTile<Rows, Out, W, T> tile;
    for (std::size_t s = 0; s < 2; ++s) tile.add(x.data() + s * Rows, dz.data() + s * Out);
    tile.finish();
    for (std::size_t i = 0; i < Rows; ++i) {
        T found[W];
        simd::store(found, tile.sums[i][0]);
        for (std::size_t o = 0; o < Out; ++o) {
            CAPTURE(Rows, Out, i, o);
            const T wanted = x[i] * dz[o] + x[Rows + i] * dz[Out + o];
            REQUIRE(std::abs(found[o] - wanted) <= T(1e-6) * (1 + std::abs(wanted)));
        }
    }
}
#endif

}  // namespace

#ifndef CTNN_NO_SIMD
TEMPLATE_TEST_CASE("gradient tile: sums over the samples", "[kernels]", float, double) {
    sums<TestType, 1, simd::narrowest<TestType>>();
    sums<TestType, 2, simd::narrowest<TestType>>();
    sums<TestType, 7, simd::native<TestType>>();
    sums<TestType, 8, simd::native<TestType>>();
    sums<TestType, 5, simd::native<TestType> / 2 + 1>();
}

TEST_CASE("gradient tile: says how many weights are done, for what is done meanwhile", "[kernels]") {
    REQUIRE(told<1, 4>() == 4);
    REQUIRE(told<29, 4>() == 29 * 4);
    REQUIRE(told<57, simd::native<float>>() == 57 * simd::native<float>);
    REQUIRE(told<3, 2 * simd::native<float>>() == 0);  // others compute for longer than there is to fetch
}
#endif
