#include <ctnn/layers/dense.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/train/fit_options.hpp>
#include <type_traits>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Line = Network<Input<1>, Dense<1>>;
static_assert(std::is_aggregate_v<FitOptions<Line>> && std::is_aggregate_v<EarlyStopping>);

}  // namespace

TEST_CASE("fit_options: one epoch, shown, and nothing else unless asked for", "[train]") {
    const FitOptions<Line> plain, some{.epochs = 5, .early_stopping = {.patience = 2}, .progress = nullptr};
    CHECK((plain.epochs == 1 && plain.threads == 1 && plain.progress == stdout));
    CHECK_FALSE((plain.validation || plain.schedule || plain.on_epoch || plain.on_batch));
    CHECK((plain.early_stopping.patience == 0 && plain.early_stopping.least_gain == 0 &&
           plain.first_epoch == 1));
    CHECK((some.epochs == 5 && some.early_stopping.patience == 2 && !some.progress));
}
