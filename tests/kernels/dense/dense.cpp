#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/dense/dense.hpp>
#include <ctnn/kernels/values/update.hpp>
#include <ctnn/train/optimizers/sgd.hpp>
#include <utility>
#include <vector>

#include <kernels/sizes.hpp>

using namespace ctnn;

namespace {

std::vector<double> noise(std::size_t count, std::uint64_t seed) {
    Random random{seed};
    std::vector<double> values(count);
    for (double& value : values) value = random.uniform<float>() * 2 - 1;  // exact in float and double
    return values;
}

/// A copy in the type that is tested, `shift` values behind an aligned start, guards around it.
template <class T>
struct Block {
    static constexpr T mark = T(-7777);
    std::vector<T> memory;
    std::size_t shift, size;
    Block(const std::vector<double>& values, std::size_t by)
        : memory(values.size() + 64, mark), shift(16 + by), size(values.size()) {
        for (std::size_t i = 0; i < size; ++i) memory[shift + i] = static_cast<T>(values[i]);
    }
    T* data() { return memory.data() + shift; }
    bool intact() const {
        for (std::size_t i = 0; i < memory.size(); ++i)
            if ((i < shift || i >= shift + size) && memory[i] != mark) return false;
        return true;
    }
};

template <class T>
void require_equal(Block<T>& block, const std::vector<double>& wanted) {
    const double tolerance = sizeof(T) == 4 ? 2e-5 : 1e-13;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        CAPTURE(i);
        REQUIRE(std::abs(static_cast<double>(block.data()[i]) - wanted[i]) <=
                tolerance * (1 + std::abs(wanted[i])));
    }
    REQUIRE(block.intact());
}

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

/// Every kernel of the dense layer at one size, against plain loops in double.
template <class T, std::size_t B, std::size_t In, std::size_t Out>
void check() {
    CAPTURE(B, In, Out);
    const auto w = noise(In * Out, 1), b = noise(Out, 2), x = noise(B * In, 3), dz = noise(B * Out, 4);
    std::vector<double> y(B * Out), dx(B * In), dw(In * Out, 0.5), db(Out, 0.25);
    for (std::size_t s = 0; s < B; ++s)
        for (std::size_t o = 0; o < Out; ++o) {
            double z = b[o];
            for (std::size_t i = 0; i < In; ++i) {
                z += x[s * In + i] * w[i * Out + o];
                dx[s * In + i] += dz[s * Out + o] * w[i * Out + o];
                dw[i * Out + o] += x[s * In + i] * dz[s * Out + o];
            }
            y[s * Out + o] = z > 0 ? z : 0;
            db[o] += dz[s * Out + o];
        }
    Block<T> tw(w, 1), tb(b, 3), tx(x, 2), tdz(dz, 5), ty(std::vector<double>(B * Out), 7),
        tdx(std::vector<double>(B * In), 1), tdw(std::vector<double>(In * Out, 0.5), 3),
        tdb(std::vector<double>(Out, 0.25), 6);
    const T *pw = tw.data(), *pb = tb.data(), *px = tx.data(), *pdz = tdz.data();
    kernels::dense<B, In, Out, ReLU>(pw, pb, px, ty.data());
    require_equal(ty, y);
    kernels::data_gradient<B, In, Out>(pw, pdz, tdx.data());
    require_equal(tdx, dx);
    kernels::outer<B, In, Out>(px, pdz, tdw.data());
    require_equal(tdw, dw);
    kernels::bias_gradient<B, Out>(pdz, tdb.data());
    require_equal(tdb, db);
    spends_the_bias<B, Out>(pdz);
}

template <class T, std::size_t B>
void check_sizes() {
    [&]<std::size_t... N>(std::index_sequence<N...>) {
        (check<T, B, 7, N>(), ...);
        (check<T, B, N, 5>(), ...);
    }(KernelSizes{});
}

}  // namespace

TEST_CASE("dense kernels: every size agrees with plain loops, one sample", "[kernels]") {
    check_sizes<float, 1>();
    check_sizes<double, 1>();
}
TEST_CASE("dense kernels: every size agrees with plain loops, batches", "[kernels]") {
    check_sizes<float, 5>();
    check<float, 16, 33, 50>();
    check<double, 7, 19, 23>();
    check<float, 5, 65, 10>();  // rows long enough to be read by pairs, and an odd one
#ifndef CTNN_TEST_FEW
    check<float, 14, 17, 16>();
    check<float, 30, 5, 31>();
    check<float, 4, 1, 67>();
    check<double, 32, 65, 10>();
    check<float, 64, 100, 130>();
    check<float, 3, 300, 40>();
    check<float, 29, 64, 16>();
    check<float, 14, 67, 5>();
    check<float, 4, 99, 4>();
#endif
}

TEST_CASE("dense kernels: Softmax in the epilogue", "[kernels]") {
    constexpr std::size_t B = 6, In = 9, Out = 10;
    const auto w = noise(In * Out, 1), b = noise(Out, 2), x = noise(B * In, 3);
    Block<float> tw(w, 0), tb(b, 0), tx(x, 0), ty(std::vector<double>(B * Out), 0);
    kernels::dense<B, In, Out, Softmax>(static_cast<const float*>(tw.data()),
                                        static_cast<const float*>(tb.data()),
                                        static_cast<const float*>(tx.data()), ty.data());
    for (std::size_t s = 0; s < B; ++s) {
        double sum = 0;
        for (std::size_t o = 0; o < Out; ++o) sum += static_cast<double>(ty.data()[s * Out + o]);
        REQUIRE(sum == Approx(1).epsilon(1e-6));
    }
    REQUIRE(ty.intact());
}
