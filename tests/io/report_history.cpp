#include <ctnn/io/report_history.hpp>

#include <ctnn/core/value_range.hpp>
#include <ctnn/ctnn.hpp>
#include <io/html_checks.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;
using Catch::Contains;

namespace {

using Net = Network<Input<2>, Dense<3, Tanh>, Flatten, Dense<1>>;
constexpr double none = not_a_number<double>;

History<Net> history(std::size_t epochs) {
    History<Net> history;
    for (std::size_t i = 1; i <= epochs; ++i) {
        Epoch<Net> epoch{.number = i, .loss = 1.0 / double(i * i), .validation_loss = 2.0 / double(i)};
        epoch.validation_metric = 0.5 + 0.4 * double(i) / double(epochs);
        epoch.learning_rate = 0.1;
        epoch.seconds = 0.5;
        epoch.gradient_norms = {1e-4, 0, 3};
        history.epochs.push_back(epoch);
    }
    history.best_epoch = epochs;
    return history;
}

std::vector<Plot> plots(const std::vector<Block>& blocks) {
    std::vector<Plot> plots;
    for (const Block& block : blocks)
        if (block.drawing) plots.push_back(block.drawing->plot);
    return plots;
}
std::string html_of(const std::vector<Block>& blocks) {
    std::string text;
    for (const Block& block : blocks) text += block.html;
    return text;
}

}  // namespace

TEST_CASE("report_history: a curve for each column that has numbers", "[io]") {
    std::vector<Block> blocks;
    History<Net> all = history(20);
    add_history(blocks, columns_of(all), "accuracy");
    REQUIRE(plots(blocks).size() == 3);  // the rate is the same throughout
    const Plot loss = plots(blocks)[0], metric = plots(blocks)[1], gradient = plots(blocks)[2];
    REQUIRE(loss.curves.size() == 2);
    REQUIRE(loss.curves[0].y[4] == 1.0 / 25);
    REQUIRE(loss.curves[1].x[4] == 5);
    REQUIRE(loss.logarithmic);  // 1 to 1 / 400
    REQUIRE(metric.title == "Accuracy");
    REQUIRE_FALSE(metric.logarithmic);
    REQUIRE(gradient.curves.size() == 2);  // Flatten has none
    REQUIRE_THAT(gradient.curves[1].name, Catch::StartsWith("2 Dense<1"));
    REQUIRE_THAT(html_of(blocks), Contains("90\u202F%") || Contains("90.0\u202F%"));
    REQUIRE_THAT(html_of(blocks), Contains("<dd>10.00</dd>"));
    REQUIRE(wrong_in(html_of(blocks)) == "");

    all.epochs.back().learning_rate = 0.05;
    blocks.clear();
    add_history(blocks, columns_of(all), "");
    REQUIRE(plots(blocks).size() == 4);
}

TEST_CASE("report_history: none, one epoch, and one of NaN", "[io]") {
    std::vector<Block> blocks;
    add_history(blocks, columns_of(History<Net>{}), "accuracy");
    REQUIRE_THAT(html_of(blocks), Contains("No epoch yet"));
    blocks.clear();
    add_history(blocks, columns_of(history(1)), "accuracy");
    REQUIRE(plots(blocks).size() == 3);
    History<Net> broken;
    broken.epochs.resize(3);
    for (Epoch<Net>& epoch : broken.epochs) epoch.loss = none;
    blocks.clear();
    add_history(blocks, columns_of(broken), "<accuracy>");
    REQUIRE(prepared(plots(blocks)[0]).empty);
    REQUIRE(wrong_in(html_of(blocks)) == "");
}

TEST_CASE("report_history: eight layers of many, and a training that stopped early", "[io]") {
    HistoryColumns columns = columns_of(history(5));
    columns.layers.assign(30, "layer");
    columns.gradient_norms.assign(30, {1, 1, 1, 1, 1});
    REQUIRE(gradient_plot(columns).curves.size() == 8);
    REQUIRE(gradient_plot(columns).curves.back().name == "layer 29");
    columns.best_epoch = 2;
    columns.stopped_early = true;
    REQUIRE_THAT(history_facts(columns, "accuracy"), Contains("epoch 2.") && Contains("<dd>0.25</dd>"));
}
