#include <ctnn/train/standing.hpp>

#include <ctnn/ctnn.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Net = Network<Input<2>, Dense<1>>;
using Standing = detail::Standing<Net, float>;

/// After an epoch that came to this loss.
void end_epoch(Standing& standing, double loss, const EarlyStopping& rule) {
    Parameters<Net> parameters;
    parameters.values[0] = float(++standing.epochs);
    standing.last_loss = loss;
    standing.history.epochs.push_back({.number = standing.epochs, .loss = loss});
    standing.keep_the_best(rule, parameters);
}

}  // namespace

TEST_CASE("standing: the best so far is kept, and patience ends", "[train]") {
    Standing standing;
    const EarlyStopping rule{.patience = 2, .least_gain = 0.1};
    end_epoch(standing, 1, rule);
    end_epoch(standing, 0.5, rule);
    end_epoch(standing, 0.45, rule);  // too little
    REQUIRE_FALSE(standing.history.stopped_early);
    end_epoch(standing, 0.41, rule);
    REQUIRE(standing.history.stopped_early);
    REQUIRE(standing.history.best_epoch == 2);
    REQUIRE(standing.best.at(0).values[0] == 2);
    REQUIRE(standing.best_loss == 0.5);
}

TEST_CASE("standing: without patience the last epoch is the best, and none is kept", "[train]") {
    Standing standing;
    for (const double loss : {1.0, 2.0}) end_epoch(standing, loss, {});
    REQUIRE(standing.history.best_epoch == 2);
    REQUIRE(standing.best.empty());
    REQUIRE_FALSE(standing.history.stopped_early);
    Standing hasty;
    for (const double loss : {1.0, 2.0}) end_epoch(hasty, loss, {.patience = 1});
    REQUIRE(hasty.history.best_epoch == 1);
    REQUIRE(hasty.history.stopped_early);
}

TEST_CASE("standing: goes on with the next epoch, and with any other begins", "[train]") {
    Standing standing;
    const EarlyStopping rule{.patience = 2};
    for (const double loss : {1.0, 2.0}) end_epoch(standing, loss, rule);
    standing.schedule = {7};
    Standing next = standing;
    next.go_on({.epochs = 9, .first_epoch = 3, .early_stopping = rule});
    REQUIRE(next.epochs == 2);
    REQUIRE(next.history.size() == 2);
    REQUIRE(next.best.size() == 1);
    REQUIRE(next.schedule == std::vector<double>{7});
    for (const std::size_t first : {1u, 2u, 4u}) {
        Standing other = standing;
        other.go_on({.epochs = 9, .first_epoch = first, .early_stopping = rule});
        REQUIRE(other.epochs == first - 1);
        REQUIRE(other.history.empty());
        REQUIRE(other.best.empty());
        REQUIRE(other.schedule.empty());
        REQUIRE_FALSE(other.history.stopped_early);
    }
}

TEST_CASE("standing: by the rule of the fit that goes on", "[train]") {
    Standing standing;
    for (const double loss : {1.0, 2.0, 3.0}) end_epoch(standing, loss, {.patience = 5});
    Standing other = standing;
    other.go_on({.epochs = 9, .first_epoch = 4, .early_stopping = {.patience = 2}});
    REQUIRE(other.history.stopped_early);
    standing.go_on({.epochs = 9, .first_epoch = 4});
    REQUIRE(standing.best.empty());
    REQUIRE_FALSE(standing.history.stopped_early);
}
