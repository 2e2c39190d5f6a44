#include <layers/laws.hpp>

#include <ctnn/layers/global_max_pool1d.hpp>

using namespace ctnn;

namespace {

using L = placed<GlobalMaxPool1D, Shape<12, 6>>;
static_assert(std::is_same_v<L::output, Shape<6>>);
static_assert(L::parameters == 0 && L::tape == 0 && L::scratch == 0);

}  // namespace

TEST_CASE("global_max_pool1d: the laws", "[layers]") {
    layer_laws<GlobalMaxPool1D, Shape<12, 6>>();
    layer_laws<GlobalMaxPool1D, Shape<1, 3>>();
    layer_laws<GlobalMaxPool1D, Shape<21, 17>>();
}
