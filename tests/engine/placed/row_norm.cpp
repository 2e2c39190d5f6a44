#include <ctnn/engine/placed/row_norm.hpp>

#include <testing.hpp>

using namespace ctnn;

using Layer = detail::RowNormOn<Shape<7, 5, 3>, true, std::ratio<1, 1000>>;
using Root = detail::RowNormOn<Shape<7, 5, 3>, false, std::ratio<1, 1000>>;
static_assert(Layer::parameters == 6 && Root::parameters == 3 && Layer::weights == 0);
static_assert(Layer::tape == 2 * 35 && Root::tape == 35);
static_assert(!detail::couples_samples<Layer>());
static_assert(detail::Broken<decltype(detail::row_norm_on<Shape<7>, true, std::ratio<0>>())::type>);

TEST_CASE("row_norm: settled while compiling", "[engine]") { SUCCEED(); }
