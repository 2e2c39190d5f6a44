#include <layers/laws.hpp>

#include <cmath>
#include <ctnn/layers/multi_head_attention.hpp>
#include <ctnn/layers/no_bias.hpp>
#include <limits>
#include <reference/attention.hpp>

using namespace ctnn;

using Everywhere = placed<MultiHeadAttention<2, 6>, Shape<5, 3>>;
static_assert(std::is_same_v<Everywhere::output, Shape<5, 6>> &&
              Everywhere::parameters == 3 * 18 + 18 + 36 + 6);
static_assert(Everywhere::multiply_adds == 5 * 6 * (3 * 3 + 6 + 2 * 5));
static_assert(std::is_void_v<Everywhere::stream>);
using Backwards = placed<MultiHeadAttention<3, 12, Causal>, Shape<9, 5>>;
static_assert(Backwards::stream::memory == 2 * 9 * 12 && Backwards::stream::delay == 0);
static_assert(placed<NoBias<MultiHeadAttention<2, 6>>, Shape<5, 3>>::parameters == 3 * 18 + 36);

TEST_CASE("multi_head_attention: the laws", "[layers]") {
    layer_laws<MultiHeadAttention<2, 6>, Shape<5, 3>>();
    layer_laws<MultiHeadAttention<3, 12, Causal>, Shape<9, 5>>();
}

TEST_CASE("multi_head_attention: a stream of other numbers of heads, features and steps", "[layers]") {
    stream_laws<MultiHeadAttention<2, 34, Causal>, Shape<3, 1>>();
    stream_laws<NoBias<MultiHeadAttention<1, 3, Causal>>, Shape<18, 17>, float>();
}

namespace {

template <class Golden, class Layer, class In>
void agrees() {
    auto bench = laws::golden_bench<Golden, placed<Layer, In>, double>();
    laws::require_close(bench.y.values(), {std::begin(Golden::y), std::end(Golden::y)}, 1e-9);
    laws::require_close(bench.dx.values(), {std::begin(Golden::dx), std::end(Golden::dx)}, 1e-9);
    laws::require_close(bench.dw.values(), {std::begin(Golden::dw), std::end(Golden::dw)}, 1e-9);
}

}  // namespace

TEST_CASE("multi_head_attention: values and gradients are PyTorch's", "[layers]") {
    using namespace reference::attention;
    agrees<TwoHeads, MultiHeadAttention<2, 6>, Shape<5, 6>>();
    agrees<CausalHeads, MultiHeadAttention<3, 6, Causal>, Shape<4, 6>>();
    agrees<WithoutBias, NoBias<MultiHeadAttention<1, 4>>, Shape<3, 4>>();
}

TEST_CASE("multi_head_attention: large scores neither overflow nor lose the greatest", "[layers]") {
    laws::Bench<placed<MultiHeadAttention<1, 2, Causal>, Shape<3, 2>>, 1, float> bench;
    for (std::size_t i = 0; i < bench.w.size(); ++i) bench.w[i] = 0;
    for (const std::size_t unit : {0u, 2u, 4u, 7u, 9u, 11u, 18u, 21u}) bench.w[unit] = 1;
    const float x[] = {1e9f, 0, 0, 1e9f, -1e9f, 1};
    std::copy(std::begin(x), std::end(x), bench.x.data());
    bench.forward();
    const float wanted[] = {1e9f, 0, 0, 1e9f, -1e9f, 1};
    for (std::size_t i = 0; i < 6; ++i) REQUIRE(bench.y[i] == Approx(wanted[i]));
    bench.backward();
    for (const float gradient : bench.dw.values()) REQUIRE(std::isfinite(gradient));
}

TEST_CASE("multi_head_attention: no step of a causal one depends on later ones", "[layers]") {
    laws::Bench<placed<MultiHeadAttention<2, 4, Causal>, Shape<6, 3>>, 1, float> bench;
    bench.predict();
    const auto before = bench.y.values();
    for (std::size_t i = 12; i < 18; ++i) bench.x[i] += 5;
    bench.predict();
    for (std::size_t i = 0; i < 24; ++i) REQUIRE((bench.y[i] == before[i]) == (i < 16));
}

TEST_CASE("multi_head_attention: a stream that goes on sees the last steps of the cache", "[layers]") {
    using L = placed<MultiHeadAttention<2, 6, Causal>, Shape<4, 3>>;
    laws::Bench<L, 1, double> bench;
    std::vector<double> x(3 * 11), y(6 * 11), memory(L::stream::memory), work(L::stream::scratch);
    laws::fill_random(x.data(), x.size(), 8);
    L::stream::run<double>(bench.w.data(), nullptr, 0, x.data(), 11, y.data(), memory.data(), work.data());
    for (const std::size_t end : {4u, 5u, 9u, 11u}) {
        std::copy_n(x.data() + 3 * (end - 4), 12, bench.x.data());
        bench.predict();
        for (std::size_t i = 0; i < 6; ++i)
            REQUIRE(y[6 * (end - 1) + i] == Approx(bench.y[18 + i]).epsilon(1e-12));
    }
}
