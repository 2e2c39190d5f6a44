#include <layers/laws.hpp>

#include <ctnn/layers/reshape.hpp>

using namespace ctnn;

namespace {

static_assert(std::is_same_v<placed<Reshape<2, 3, 4>, Shape<24>>::output, Shape<2, 3, 4>>);
static_assert(std::is_same_v<placed<Reshape<24>, Shape<4, 6>>::output, Shape<24>>);
static_assert(std::is_same_v<placed<Reshape<4, 6>, SparseShape<24>>::output, SparseShape<4, 6>>,
              "zeros stay zeros");
static_assert(std::is_same_v<placed<Reshape<4, 6>, Shape<24>>::logits, placed<Reshape<4, 6>, Shape<24>>>);

}  // namespace

TEST_CASE("reshape: the laws", "[layers]") {
    layer_laws<Reshape<3, 2, 2>, Shape<12>>();
    layer_laws<Reshape<35>, Shape<5, 7>>();
}
