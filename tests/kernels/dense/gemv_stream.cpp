#include <cmath>
#include <cstddef>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/dense/gemv_stream.hpp>
#include <utility>
#include <vector>

#include <kernels/sizes.hpp>
#include <testing.hpp>

#ifndef CTNN_NO_SIMD

using namespace ctnn;

namespace {

static_assert(!kernels::weight_stream(simd::native<float>, simd::target<float>).fits(simd::target<float>),
              "rows that fill registers");
static_assert(!kernels::weight_stream(simd::registers - 1, simd::target<float>).fits(simd::target<float>),
              "no register is left for weights and inputs");

template <class T, std::size_t In, std::size_t Out>
void check() {
    if constexpr (kernels::weight_stream(Out, simd::target<T>).fits(simd::target<T>)) {
        CAPTURE(In, Out);
        Random random{1};
        std::vector<T> w(In * Out), b(Out), x(In), y(Out);
        for (auto* const block : {&w, &b, &x})
            for (T& value : *block) value = random.uniform<T>() * 2 - 1;
        kernels::store(y.data(), kernels::detail::gemv_stream<In, Out>(w.data(), b.data(), x.data()));
        for (std::size_t o = 0; o < Out; ++o) {
            CAPTURE(o);
            double wanted = static_cast<double>(b[o]);
            for (std::size_t i = 0; i < In; ++i)
                wanted += static_cast<double>(x[i]) * static_cast<double>(w[i * Out + o]);
            REQUIRE(std::abs(static_cast<double>(y[o]) - wanted) <= (sizeof(T) == 4 ? 2e-5 : 1e-13));
        }
    }
}

}  // namespace

TEST_CASE("gemv_stream: every number of inputs and of outputs agrees with plain loops", "[kernels]") {
    []<std::size_t... N>(std::index_sequence<N...>) {
        (check<float, 45, N>(), ...);
        (check<double, 19, N>(), ...);
        (check<float, N, 10>(), ...);
        (check<double, N, 3>(), ...);
    }(KernelSizes{});
    check<float, 100, 30>();
    check<float, 64, 24>();
    check<float, 131, 6>();
    check<float, 47, 3>();  // more than one row is left over
    check<float, 63, 13>();
}

#endif
