#include <layers/laws.hpp>

#include <ctnn/ctnn.hpp>

#include <reference/transfer.hpp>

using namespace ctnn;

namespace {

using Golden = reference::transfer::Inputs;
using Side =
    Concat<Sequential<Concat<Sequential<Take<0>, Conv2D<2, 2, Tanh>, Flatten>, Take<1>>, Dense<3, Tanh>>,
           Take<1>>;
using Net = Network<Inputs<Input<3, 3, 1>, Input<2>>, Side, Dense<2>>;
static_assert(Net::input_size == 11 && std::is_same_v<Net::input, Shape<11>>);
static_assert(
    std::is_same_v<placed<Take<0>, detail::SeveralShapes<Shape<3, 3, 1>, Shape<2>>>::output, Shape<3, 3, 1>>);
static_assert(std::is_same_v<Network<Inputs<Input<3>, SparseInput<4>>, Dense<2>>::input, Shape<7>>);

void fill(double* values, std::size_t count, std::size_t factor, std::size_t modulus, double unit) {
    for (std::size_t i = 0; i < count; ++i)
        values[i] = (double(factor * i % modulus) - double(modulus / 2)) / unit;
}

}  // namespace

TEST_CASE("take: the laws", "[layers]") {
    layer_laws<Concat<Take<1>, Sequential<Take<0>, Dense<3, Tanh>>>,
               detail::SeveralShapes<Shape<4>, Shape<3>>>();
}

TEST_CASE("take: an image and what is known beside it, as PyTorch has it", "[layers]") {
    laws::Bench<Net::body, 1, double> bench;
    fill(bench.w.data(), 10, 7, 23, 17);
    fill(bench.w.data() + 10, 33, 5, 23, 17);
    fill(bench.w.data() + 43, 12, 11, 23, 17);
    fill(bench.x.data(), 11, 9, 31, 15);
    bench.dy[0] = 1, bench.dy[1] = -2;
    bench.forward();
    bench.backward();
    laws::require_close(bench.y.values(), {std::begin(Golden::y), std::end(Golden::y)}, 1e-12);
    laws::require_close(bench.dx.values(), {std::begin(Golden::dx), std::end(Golden::dx)}, 1e-12);
    laws::require_close(bench.dw.values(), {std::begin(Golden::dw), std::end(Golden::dw)}, 1e-12);
}
