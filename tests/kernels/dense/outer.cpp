#include <kernels/outer.hpp>

#include <ctnn/kernels/dense/outer.hpp>

using namespace ctnn;

namespace {

constexpr std::array<float, 4> product() {
    constexpr std::array<float, 4> x{1, 2, 3, 4};  // two samples of two inputs
    constexpr std::array<float, 4> dz{1, 10, 100, 1000};
    std::array<float, 4> dw{0.5f, 0.5f, 0.5f, 0.5f};
    kernels::outer<2, 2, 2>(x.data(), dz.data(), dw.data());
    return dw;
}
static_assert(product() == std::array<float, 4>{301.5f, 3010.5f, 402.5f, 4020.5f});

struct Outer {
    template <std::size_t B, std::size_t In, std::size_t Out, class T>
    static void run(const T* x, const T* dz, auto into) {
        kernels::outer<B, In, Out>(x, dz, into);
    }
};

}  // namespace

TEST_CASE("outer: adds the sum over the samples, at run time too", "[kernels]") {
    REQUIRE(product() == std::array<float, 4>{301.5f, 3010.5f, 402.5f, 4020.5f});
}

TEST_CASE("outer: every size, added or spent at once", "[kernels]") {
    outer_laws::every_size<Outer>(/*one in*/ 1);
}
