#include <ctnn/activations/linear.hpp>
#include <ctnn/activations/relu.hpp>
#include <ctnn/kernels/convolution/conv_planes.hpp>

#include <kernels/convolutions.hpp>

using namespace convolutions;
using namespace ctnn;

namespace {

// A scanner's first layer; and others that have nothing to gain, or cannot go this way.
using Many = kernels::Planes<Convolution{axis(28, 5, 2, 2), axis(28, 5, 2, 2), 1, 6}>;
static_assert(Many::in == 32 * 32 && Many::used == 27 * 32 + 28 && Many::out == 896);
static_assert(!kernels::Planes<Convolution{axis(28, 5), axis(28, 5), 1, 64}>::give_outputs<float>,
              "filters fill lanes");
static_assert(
    !kernels::Planes<Convolution{axis(28, 5, 0, 0, 2), axis(28, 5), 1, 6}>::give_outputs<float>);
static_assert(!kernels::Planes<Convolution{axis(1, 1), axis(400, 5), 1, 2}>::give_outputs<float>,
              "a sequence's sums have an order");

template <Convolution C>
constexpr bool has_room =
    kernels::conv_weights_scratch<C> == (kernels::Planes<C>::template give_weights<float>
                                             ? kernels::Planes<C>::in_size + kernels::Planes<C>::out_size
                                             : C.padded());
static_assert(has_room<Convolution{axis(28, 5, 2, 2), axis(28, 5, 2, 2), 1, 6}> &&
              has_room<Convolution{axis(28, 5, 2, 2), axis(28, 5, 2, 2), 1, 2}> &&
              has_room<Convolution{axis(6, 3, 1, 1), axis(7, 3, 1, 1), 8, 70}>);

#ifndef CTNN_NO_SIMD

/// Outputs and the gradient of the weights, whether or not they pay.
template <class T, Convolution C>
void check() {
    using By = kernels::detail::ByPixels<C, T>;
    CAPTURE(C.rows.in, C.columns.in, C.channels, C.filters);
    const auto w = noise<T>(C.weights(), 1), b = noise<T>(C.filters, 2), x = noise<T>(C.in(), 3),
               dz = noise<T>(C.out(), 4);
    std::vector<double> y(C.out()), without(C.out()), dw(C.weights(), 0.5);
    each_product<C>([&](std::size_t o, std::size_t i, std::size_t k) {
        without[o] += double(x[i]) * double(w[k]);
        dw[k] += double(x[i]) * double(dz[o]);
    });
    for (std::size_t i = 0; i < C.out(); ++i) y[i] = std::max(0.0, without[i] + double(b[i % C.filters]));

    Block<T> planes = unwritten<T>(kernels::Planes<C>::in_size),
             room = unwritten<T>(kernels::Planes<C>::out_size), to = unwritten<T>(C.out()),
             sums(std::vector<T>(C.weights(), T(0.5)));
    By::clear(planes.data());
    By::spread(x.data(), planes.data());
    By::template image<ReLU>(w.data(), b.data(), planes.values(), to.data());
    to.require(y);
    By::template image<kernels::detail::Nothing>(w.data(), kernels::NoBias{}, planes.values(), to.data());
    to.require(without);
    By::weights(planes.data(), dz.data(), sums.data(), room.data());
    sums.require(dw);
    planes.require({});
    room.require({});
}

}  // namespace

TEST_CASE("conv_planes: agrees with the book", "[kernels]") {
    check<float, Convolution{axis(6, 3, 1, 1), axis(7, 3, 1, 1), 1, 1}>();
    check<float, Convolution{axis(9, 5, 2, 2), axis(11, 5, 2, 2), 1, 6}>();
    check<float, Convolution{axis(8, 2, 0, 1, 1, 2), axis(9, 3, 2, 1, 1, 2), 3, 5}>();
    check<double, Convolution{axis(5, 2), axis(8, 3), 2, 3}>();
#ifndef CTNN_TEST_FEW
    check<float, Convolution{axis(20, 3), axis(21, 2), 5, 9}>();
    check<float, Convolution{axis(3, 3), axis(30, 4), 4, 4}>();
    check<double, Convolution{axis(12, 3, 1, 1), axis(13, 3, 1, 1), 1, 7}>();
#endif
}
#else
}  // namespace
#endif
