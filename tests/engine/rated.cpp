#include <ctnn/engine/rated.hpp>

#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/conv1d.hpp>
#include <ctnn/layers/dense.hpp>
#include <ratio>
#include <testing.hpp>
#include <type_traits>

using namespace ctnn;

TEST_CASE("rated: a layer like the one in it, with factors that multiply", "[engine]") {
    using Plain = placed<Dense<2, Tanh>, Shape<3>>;
    using L = detail::RatedOn<detail::RatedOn<Plain, std::ratio<1, 2>, std::ratio<3>>, std::ratio<1, 5>,
                              std::ratio<0>>;
    STATIC_REQUIRE(BatchLayer<L>);
    STATIC_REQUIRE(L::parameters == 8);
    STATIC_REQUIRE(detail::has_rates<L>());
    STATIC_REQUIRE_FALSE(detail::has_rates<Plain>());
    int seen = 0;
    detail::each_layer<L>({nullptr, 4, 9},
                          [&]<class Inner>(std::type_identity<Inner>, const detail::LayerPlace& at) {
                              STATIC_REQUIRE(std::is_same_v<Inner, Plain>);
                              REQUIRE(at.rate == 0.1);
                              REQUIRE(at.decay == 0);
                              REQUIRE(at.parameters == 4);
                              ++seen;
                          });
    REQUIRE(seen == 1);
    using Conv = placed<Conv1D<2, 3>, Shape<5, 1>>;
    STATIC_REQUIRE(std::is_same_v<detail::stream_of<detail::RatedOn<Conv, std::ratio<1>, std::ratio<1>>, 1>,
                                  detail::stream_of<Conv, 1>>);
}
