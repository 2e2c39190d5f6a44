#include <ctnn/io/describe_attention.hpp>

#include <ctnn/ctnn.hpp>
#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

TEST_CASE("attention has heads and parts", "[io]") {
    const LayerNode node = described<placed<MultiHeadAttention<2, 6, Causal>, Shape<5, 3>>>({10, 0});
    CHECK((node.kind == LayerKind::attention && node.heads == 2 && node.is_causal));
    CHECK((node.parts.size() == 4 && node.find("out_proj_weight")->offset == 10 + 3 * 18 + 18));
    CHECK_FALSE(described<placed<NoBias<MultiHeadAttention<2, 6>>, Shape<5, 3>>>({}).is_causal);
    CHECK(described<placed<PositionalEncoding, Shape<5, 3>>>({}).kind == LayerKind::waves);
    CHECK(described<placed<PositionEmbedding<>, Shape<5, 3>>>({}).parts[0].count == 15);
}
