#include <layers/laws.hpp>

#include <ctnn/layers/transformer_block.hpp>
#include <reference/attention.hpp>

using namespace ctnn;

namespace {

template <class Golden, class Layer, class In>
void agrees() {
    auto bench = laws::golden_bench<Golden, placed<Layer, In>, double>();
    laws::require_close(bench.y.values(), {std::begin(Golden::y), std::end(Golden::y)}, 1e-9);
    laws::require_close(bench.dx.values(), {std::begin(Golden::dx), std::end(Golden::dx)}, 1e-9);
    laws::require_close(bench.dw.values(), {std::begin(Golden::dw), std::end(Golden::dw)}, 1e-9);
}

}  // namespace

TEST_CASE("transformer_block: values and gradients are PyTorch's that normalises first", "[layers]") {
    using namespace reference::attention;
    agrees<Block, TransformerBlock<2, 4, 6>, Shape<4, 4>>();
    agrees<CausalBlock, TransformerBlock<2, 4, 6, Causal>, Shape<5, 4>>();
}

TEST_CASE("transformer_block: a causal one streams", "[layers]") {
    static_assert(!detail::Streams<placed<TransformerBlock<2, 8>, Shape<6, 8>>>);
    stream_laws<TransformerBlock<2, 8, 8, Causal>, Shape<6, 8>, float>();
}
