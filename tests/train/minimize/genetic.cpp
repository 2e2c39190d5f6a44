#include <ctnn/train/minimize/genetic.hpp>

#include <vector>

#include <testing.hpp>

using namespace ctnn;

TEST_CASE("genetic: the best live on, and children are of their parents", "[train]") {
    const std::vector<double> start = {1, 2, 3};
    detail::GeneticSearch<3> search({.population = 6, .elite = 2, .mutation = 0}, start);
    Random random{1};
    search.draw(random);
    for (std::size_t i = 0; i < 3; ++i) CHECK(search.value(0, i) == start[i]);  // the start is one of them
    std::vector<std::vector<double>> before;
    for (std::size_t k = 0; k < 6; ++k)
        before.push_back({search.value(k, 0), search.value(k, 1), search.value(k, 2)});
    const std::size_t order[] = {4, 2, 0, 1, 3, 5};
    search.learn(order);
    search.draw(random);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(search.value(0, i) == before[4][i]);
        CHECK(search.value(1, i) == before[2][i]);
        for (std::size_t k = 2; k < 6; ++k) {
            bool of_a_parent = false;
            for (const auto& parent : before) of_a_parent = of_a_parent || parent[i] == search.value(k, i);
            CHECK(of_a_parent);
        }
    }
}

TEST_CASE("genetic: a tournament of all has one winner, and mutation changes a share", "[train]") {
    const std::vector<double> start(1000, 1.0);
    detail::GeneticSearch<1000> search({.population = 2, .elite = 0, .tournament = 50, .mutation = 0.25},
                                       start);
    Random random{1};
    search.draw(random);
    const std::size_t order[] = {0, 1};
    search.learn(order);
    search.draw(random);
    std::size_t changed = 0;
    for (std::size_t i = 0; i < 1000; ++i) changed += search.value(1, i) != 1;
    CHECK(changed > 200);
    CHECK(changed < 300);
}

TEST_CASE("genetic: settings", "[train]") {
    for (const Setting& setting : Genetic{}.settings()) CHECK(setting.makes_sense);
    CHECK_FALSE(Genetic{.population = 1}.settings()[0].makes_sense);
    CHECK_FALSE(Genetic{.population = 5, .elite = 5}.settings()[1].makes_sense);
    CHECK_FALSE(Genetic{.tournament = 0}.settings()[2].makes_sense);
    CHECK_FALSE(Genetic{.mutation = 1.5}.settings()[4].makes_sense);
}
