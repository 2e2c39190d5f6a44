#include <ctnn/train/population_result.hpp>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("population_result: shares and quantiles are of those that reached the goal", "[population]") {
    PopulationResult result;
    CHECK(result.share_reached() == 0);
    CHECK(result.epochs(0.5) == 0);
    for (const std::size_t epochs : {30u, 10u, 20u, 50u, 40u})
        result.networks.push_back({epochs, 0.001, true});
    for (int i = 0; i < 3; ++i) result.networks.push_back({100, 1, false});
    CHECK(result.share_reached() == 5.0 / 8);
    CHECK(result.epochs(0) == 10);
    CHECK(result.epochs(0.5) == 30);
    CHECK(result.epochs(0.9) == 50);
    CHECK(result.epochs(1) == 50);
    CHECK(result.epochs(7) == 50);
}
