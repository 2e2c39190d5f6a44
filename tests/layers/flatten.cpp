#include <layers/laws.hpp>

#include <ctnn/layers/flatten.hpp>

using namespace ctnn;

static_assert(std::is_same_v<placed<Flatten, Shape<4, 3, 2>>::output, Shape<24>>);

TEST_CASE("flatten: the laws", "[layers]") { layer_laws<Flatten, Shape<4, 3, 2>>(); }

TEST_CASE("flatten: values and order stay", "[layers]") {
    laws::Bench<placed<Flatten, Shape<2, 3>>, 2, float> bench;
    bench.predict();
    REQUIRE(bench.y.values() == bench.x.values());
}
