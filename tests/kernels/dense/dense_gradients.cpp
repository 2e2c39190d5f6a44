#include <array>
#include <ctnn/kernels/dense/dense_gradients.hpp>
#include <ctnn/kernels/dense/outer.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
#include <vector>

#include <kernels/dense/block.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

/// The bias's gradient spent at once is the gradient added to zeros and spent then, bit for bit.
template <std::size_t B, std::size_t Out, class T>
void spends_the_bias(const T* dz) {
    Block<T> sums(std::vector<double>(Out, 0.0), 1), later(noise(Out, 5), 2), at_once(noise(Out, 5), 3);
    const auto rule = SGD{}.rule<T>(1, T(0.25));
    kernels::bias_gradient<B, Out>(dz, sums.data());
    kernels::update<Out>(kernels::Update{rule, later.data(), std::array<T*, 0>{}, sums.data()});
    kernels::bias_gradient<B, Out>(dz,
                                   kernels::Update{rule, at_once.data(), std::array<T*, 0>{}, sums.data()});
    for (std::size_t o = 0; o < Out; ++o) REQUIRE(at_once.data()[o] == later.data()[o]);
    REQUIRE(at_once.intact());
}

/// All gradients of a dense layer at one size, against plain loops in double.
struct ArePlainLoops {
    template <class T, std::size_t B, std::size_t In, std::size_t Out>
    void operator()() const {
        CAPTURE(B, In, Out);
        const auto w = noise(In * Out, 1), x = noise(B * In, 3), dz = noise(B * Out, 4);
        std::vector<double> dx(B * In), dw(In * Out, 0.5), db(Out, 0.25);
        for (std::size_t s = 0; s < B; ++s)
            for (std::size_t o = 0; o < Out; ++o) {
                for (std::size_t i = 0; i < In; ++i) {
                    dx[s * In + i] += dz[s * Out + o] * w[i * Out + o];
                    dw[i * Out + o] += x[s * In + i] * dz[s * Out + o];
                }
                db[o] += dz[s * Out + o];
            }
        Block<T> tw(w, 1), tx(x, 2), tdz(dz, 5), tdx(std::vector<double>(B * In), 1),
            tdw(std::vector<double>(In * Out, 0.5), 3), tdb(std::vector<double>(Out, 0.25), 6);
        const T *pw = tw.data(), *px = tx.data(), *pdz = tdz.data();
        kernels::data_gradient<B, In, Out>(pw, pdz, tdx.data());
        require_equal(tdx, dx);
        kernels::outer<B, In, Out>(px, pdz, tdw.data());
        require_equal(tdw, dw);
        kernels::bias_gradient<B, Out>(pdz, tdb.data());
        require_equal(tdb, db);
        spends_the_bias<B, Out>(pdz);
    }
};

}  // namespace

TEST_CASE("dense_gradients: every size agrees with plain loops, one sample", "[kernels]") {
    at_kernel_sizes<float, 1>(ArePlainLoops{});
    at_kernel_sizes<double, 1>(ArePlainLoops{});
}

TEST_CASE("dense_gradients: every size agrees with plain loops, batches", "[kernels]") {
    at_sizes_of_batches(ArePlainLoops{});
}
