#include <ctnn/kernels/convolution/conv1d_ahead.hpp>

#include <kernels/convolutions.hpp>

using namespace convolutions;
using namespace ctnn;

namespace {

constexpr Convolution sequence(std::size_t steps, std::size_t window, std::size_t channels,
                               std::size_t filters) {
    return {axis(1, 1), axis(steps, window, window - 1), channels, filters};
}

static_assert(kernels::goes_ahead<sequence(50, 15, 16, 16)>);
static_assert(kernels::goes_ahead<sequence(1, 15, 16, 16)>, "padded: as a sequence of one step, still");
static_assert(!kernels::goes_ahead<sequence(50, 1, 64, 16)>, "nothing is to come");
static_assert(!kernels::goes_ahead<sequence(50, 31, 32, 32)>, "weights are read in order, from afar");
static_assert(!kernels::goes_ahead<Convolution{axis(1, 1), axis(18, 15), 16, 16}>, "four outputs");
static_assert(!kernels::goes_ahead<Convolution{axis(1, 1), axis(50, 15, 14, 0, 2), 16, 16}>, "strides");
static_assert(!kernels::goes_ahead<Convolution{axis(1, 1), axis(50, 8, 14, 0, 1, 2), 16, 16}>, "gaps");

#ifndef CTNN_NO_SIMD
/// Each output of `count` steps that come one by one, beside the sum by the book.
template <Convolution C, class T>
void steps_by_the_book() {
    using Step = kernels::detail::StepAhead<C, T>;
    constexpr std::size_t count = 3 * C.columns.window + 2, in = C.channels, out = C.filters;
    const std::vector<T> w = noise<T>(C.weights() + out, 1), x = noise<T>(count * in, 2);
    Block<T> sums = unwritten<T>(kernels::SumsAhead<C>::memory), y = unwritten<T>(out);
    Step::begin(w.data() + C.weights(), sums.data());
    for (std::size_t t = 0; t < count; ++t) {
        Step::template step<kernels::detail::Nothing>(w.data(), x.data() + t * in, y.data(), sums.data());
        for (std::size_t o = 0; o < out; ++o) {
            double sum = double(w[C.weights() + o]);
            for (std::size_t k = 0; k < C.columns.window; ++k)
                if (const std::size_t ago = C.columns.window - 1 - k; ago <= t)
                    for (std::size_t i = 0; i < in; ++i)
                        sum += double(x[(t - ago) * in + i]) * double(w[(k * in + i) * out + o]);
            REQUIRE(double(y.data()[o]) == Approx(sum).margin(sizeof(T) == 4 ? 1e-5 : 1e-13));
        }
    }
    sums.require({});
    y.require({});
}
#endif

}  // namespace

#ifndef CTNN_NO_SIMD
TEST_CASE("conv1d_ahead: every output is the sum by the book", "[kernels]") {
    steps_by_the_book<sequence(20, 15, 16, 16), float>();
    steps_by_the_book<sequence(20, 3, 11, 4), float>();
    steps_by_the_book<sequence(20, 2, 16, 20), float>();
    steps_by_the_book<sequence(20, 57, 1, 37), float>();
    steps_by_the_book<sequence(20, 4, 8, 83), float>();
    steps_by_the_book<sequence(20, 14, 3, 9), double>();
    steps_by_the_book<sequence(20, 29, 2, 6), double>();
}
#endif
