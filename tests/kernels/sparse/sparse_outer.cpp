#include <kernels/outer.hpp>

#include <ctnn/kernels/sparse/sparse_outer.hpp>

using namespace ctnn;

namespace {

constexpr std::array<float, 4> product() {
    constexpr std::array<float, 4> x{1, 0, 0, 4};  // two samples of two inputs
    constexpr std::array<float, 4> dz{1, 10, 100, 1000};
    std::array<float, 4> dw{0.5f, 0.5f, 0.5f, 0.5f};
    kernels::sparse_outer<2, 2, 2>(x.data(), dz.data(), dw.data());
    return dw;
}
static_assert(product() == std::array<float, 4>{1.5f, 10.5f, 400.5f, 4000.5f});

struct SparseOuter {
    template <std::size_t B, std::size_t In, std::size_t Out, class T>
    static void run(const T* x, const T* dz, auto into) {
        kernels::sparse_outer<B, In, Out>(x, dz, into);
    }
};

}  // namespace

TEST_CASE("sparse outer: adds the sum over the samples, at run time too", "[kernels]") {
    REQUIRE(product() == std::array<float, 4>{1.5f, 10.5f, 400.5f, 4000.5f});
}

TEST_CASE("sparse outer: every size, added or spent at once, from no input to all", "[kernels]") {
    for (const std::uint64_t one_in : {1u, 4u, 1000u}) outer_laws::every_size<SparseOuter>(one_in);
    outer_laws::check<SparseOuter, float, 70, 40, 130>(4);  // more samples than a word has bits
    outer_laws::check<SparseOuter, float, 8, 33, 300>(4);   // panels
    outer_laws::check<SparseOuter, double, 131, 21, 10>(4);
}
