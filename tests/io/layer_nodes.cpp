#include <ctnn/io/layer_nodes.hpp>
#include <testing.hpp>

using namespace ctnn::detail;

TEST_CASE("a node has the values of its shapes, and finds its parts") {
    const LayerNode node{.input = {3, 4}, .output = {}, .parts = {{"weight", 5, 8}, {"bias", 13, 2}}};
    CHECK(inputs_of(node) == 12);
    CHECK(outputs_of(node) == 1);
    REQUIRE(node.find("bias"));
    CHECK(node.find("bias")->offset == 13);
    CHECK(node.find("kernel") == nullptr);
}

TEST_CASE("a copy gives what it takes, by whatever layers") {
    const LayerNode flatten{.kind = LayerKind::copy}, dense{.kind = LayerKind::dense};
    const LayerNode linear{.kind = LayerKind::activation};
    const LayerNode relu{.kind = LayerKind::activation, .activation = {ActivationKind::relu}};
    CHECK(is_copy(flatten));
    CHECK(is_copy(linear));
    CHECK_FALSE(is_copy(relu));
    CHECK_FALSE(is_copy(dense));
    CHECK(is_copy({.kind = LayerKind::chain, .inner = {flatten, linear}}));
    CHECK_FALSE(is_copy({.kind = LayerKind::chain, .inner = {flatten, dense}}));
    CHECK(is_copy({.kind = LayerKind::time_distributed, .inner = {flatten}}));
    CHECK_FALSE(is_copy({.kind = LayerKind::residual, .inner = {flatten}}));
}

TEST_CASE("softmax is of whole rows") {
    CHECK(is_softmax({ActivationKind::softmax}));
    CHECK(is_softmax({ActivationKind::fast_softmax}));
    CHECK_FALSE(is_softmax({ActivationKind::sigmoid}));
}
