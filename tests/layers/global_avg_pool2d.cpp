#include <layers/laws.hpp>

#include <ctnn/layers/global_avg_pool2d.hpp>

using namespace ctnn;

namespace {

using L = placed<GlobalAvgPool2D, Shape<3, 4, 6>>;
static_assert(std::is_same_v<L::output, Shape<6>>);
static_assert(L::parameters == 0 && L::tape == 0 && L::scratch == 0);

}  // namespace

TEST_CASE("global_avg_pool2d: the laws", "[layers]") {
    layer_laws<GlobalAvgPool2D, Shape<3, 4, 6>>();
    layer_laws<GlobalAvgPool2D, Shape<1, 1, 3>>();
    layer_laws<GlobalAvgPool2D, Shape<2, 5, 17>>();
}
