#include <kernels/outer.hpp>

#include <ctnn/ctnn.hpp>
#include <ctnn/kernels/sparse/sparse_outer.hpp>
#include <ctnn/train.hpp>
#include <limits>

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

/// NaN and infinity in the dz of some samples, of which no other sample's bits may tell.
template <class T, std::size_t B, std::size_t In, std::size_t Out>
void unbounded_samples() {
    std::vector<T> x(B * In, T(0)), dz = noise<T>(B * Out, 2), dw(In * Out, T(0));
    for (std::size_t i = 0; i < x.size(); i += 3) x[i] = T(1);
    dz[(B - 1) * Out] = std::numeric_limits<T>::quiet_NaN();
    if (Out > 1) dz[B / 2 * Out + 1] = std::numeric_limits<T>::infinity();
    kernels::sparse_outer<B, In, Out>(static_cast<const T*>(x.data()), static_cast<const T*>(dz.data()),
                                      dw.data());
    for (std::size_t i = 0; i < In; ++i)
        for (std::size_t o = 0; o < Out; ++o) {
            T wanted = 0;
            for (std::size_t s = 0; s < B; ++s) wanted += x[s * In + i] * dz[s * Out + o];
            const T found = dw[i * Out + o];
            CAPTURE(B, In, Out, i, o, wanted, found);
            REQUIRE((found == wanted || std::abs(found - wanted) < 1e-4 ||
                     (std::isnan(found) && std::isnan(wanted))));
        }
}

/// The whole gradient of a network.
template <class In, class T>
std::vector<T> gradient_with(T odd) {
    using Net = Network<In, Dense<19, ReLU>, Dense<3, Softmax>>;
    Parameters<Net, T> parameters, sum{};
    initialize(parameters, 3);
    std::array<T, Net::input_size> x{};
    x[4] = T(0.5), x[7] = odd;
    gradient<CrossEntropy>(parameters, x, 1u, sum);
    return {sum.values, sum.values + sum.size()};
}

}  // namespace

TEMPLATE_TEST_CASE("sparse outer: NaN and infinity reach what a zero is multiplied by", "[kernels]", float,
                   double) {
    unbounded_samples<TestType, 1, 9, 1>();
    unbounded_samples<TestType, 1, 33, 40>();
    unbounded_samples<TestType, 8, 5, 17>();
    unbounded_samples<TestType, 70, 21, 9>();
    constexpr TestType infinity = std::numeric_limits<TestType>::infinity();
    for (const TestType odd : {infinity, -infinity, std::numeric_limits<TestType>::quiet_NaN()}) {
        const auto sparse = gradient_with<SparseInput<30>, TestType>(odd);
        const auto dense = gradient_with<Input<30>, TestType>(odd);
        for (std::size_t i = 0; i < dense.size(); ++i) {
            CAPTURE(odd, i, sparse[i], dense[i]);
            REQUIRE((sparse[i] == dense[i] || std::abs(sparse[i] - dense[i]) < 1e-5 ||
                     (std::isnan(sparse[i]) && std::isnan(dense[i]))));
        }
    }
}

TEST_CASE("sparse outer: adds the sum over the samples, at run time too", "[kernels]") {
    REQUIRE(product() == std::array<float, 4>{1.5f, 10.5f, 400.5f, 4000.5f});
}

TEST_CASE("sparse outer: every size, added or spent at once, from no input to all", "[kernels]") {
    for (const std::uint64_t one_in : {1u, 4u, 1000u}) outer_laws::every_size<SparseOuter>(one_in);
    outer_laws::check<SparseOuter, float, 70, 40, 130>(4);  // more samples than a word has bits
    outer_laws::check<SparseOuter, float, 8, 33, 300>(4);   // panels
    outer_laws::check<SparseOuter, double, 131, 21, 10>(4);
}
