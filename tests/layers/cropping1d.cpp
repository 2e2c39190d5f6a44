#include <layers/laws.hpp>

#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/add.hpp>
#include <ctnn/layers/conv1d.hpp>
#include <ctnn/layers/cropping1d.hpp>

using namespace ctnn;

namespace {

template <Padding P>
using Cropped = placed<Cropping1D<P>, Shape<7, 2>>;
static_assert(std::is_same_v<Cropped<pad(0, 0, 2, 1)>::output, Shape<4, 2>>);
static_assert(Cropped<pad(0, 0, 2, 0)>::stream::delay == 2 && Cropped<pad(0, 0, 2, 0)>::stream::period == 1);
static_assert(!detail::Streams<Cropped<pad(0, 0, 0, 1)>>, "the end is not known before it is there");

/// Around a convolution that gives fewer steps than it takes.
using Short = Add<Cropping1D<pad(0, 0, 4, 0)>, Conv1D<3, 3, Tanh, Conv1DOptions{.dilation = 2}>>;

}  // namespace

TEST_CASE("cropping1d: the laws", "[layers]") { layer_laws<Cropping1D<pad(0, 0, 2, 1)>, Shape<5, 3>>(); }

TEST_CASE("cropping1d: streams, beside a convolution too", "[layers]") {
    stream_laws<Cropping1D<pad(0, 0, 3, 0)>, Shape<9, 2>>();
    stream_laws<Short, Shape<13, 3>>();
}

TEST_CASE("cropping1d: what is left, and where its gradient goes", "[layers]") {
    laws::Bench<Cropped<pad(0, 0, 2, 3)>, 1, float> bench;
    bench.predict();
    bench.backward();
    for (std::size_t i = 0; i < 4; ++i) REQUIRE(bench.y[i] == bench.x[4 + i]);
    for (std::size_t i = 0; i < 14; ++i) REQUIRE(bench.dx[i] == (i < 4 || i >= 8 ? 0 : bench.dy[i - 4]));
}
