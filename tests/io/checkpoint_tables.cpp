#include <ctnn/io/checkpoint_tables.hpp>

#include <cmath>
#include <ctnn/ctnn.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <string>
#include <vector>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

namespace {

using Net = Network<Input<2>, Dense<3>, Dense<1>>;

History<Net> two_epochs() {
    History<Net> history;
    history.epochs = {
        {.number = 1, .loss = 0.5, .gradient_norms = {1, 2}},
        {.number = 2, .loss = 0.25, .validation_loss = 3, .seconds = 4, .gradient_norms = {5, 6}}};
    return history;
}

}  // namespace

TEST_CASE("checkpoint_tables: a history is its rows", "[io]") {
    const std::vector<double> rows = history_rows(two_epochs());
    REQUIRE(rows.size() == 2 * history_columns<Net>);
    const auto epochs = history_from<Net>(rows);
    REQUIRE(epochs.size() == 2);
    REQUIRE(std::isnan(epochs[0].validation_loss));
    REQUIRE(epochs[1].number == 2);
    REQUIRE(epochs[1].loss == 0.25);
    REQUIRE(epochs[1].validation_loss == 3);
    REQUIRE(epochs[1].seconds == 4);
    REQUIRE(epochs[1].gradient_norms == std::array<double, 2>{5, 6});
    REQUIRE(history_from<Net>({-1e300, 0, 0, 0, 0, 0, 0, 0})[0].number == 0);
}

TEST_CASE("checkpoint_tables: what is empty has no table", "[io]") {
    Standing<Net, float> standing;
    REQUIRE(checkpoint_tables(standing).size() == 1);  // the two losses
    standing.schedule = {1, 2, 3};
    standing.history = two_epochs();
    const auto tables = checkpoint_tables(standing);
    REQUIRE(tables.size() == 3);
    REQUIRE(tables[1].tensor.name == "training.schedule");
    REQUIRE(tables[1].tensor.extents == std::vector<std::size_t>{3});
    REQUIRE(tables[2].tensor.extents == std::vector<std::size_t>{2, history_columns<Net>});
}

TEST_CASE("checkpoint_tables: a table of another type or shape is refused", "[io]") {
    const StoredType &f64 = stored_type(StoredAs::f64), &f32 = stored_type(StoredAs::f32);
    std::string text =
        header_of({{"training.a", &f64, {2, 3}, 6}, {"training.b", &f32, {6}, 6}}, {{"is", "it"}});
    text.append(6 * 8 + 6 * 4, '\0');
    const ScratchFile scratch(text, ".safetensors");
    SafetensorsFile file(scratch.path());
    REQUIRE(checkpoint_table(file, "c", 0) == nullptr);
    REQUIRE(table_values(file, nullptr).empty());
    REQUIRE(table_values(file, checkpoint_table(file, "a", 3)) == std::vector<double>(6, 0));
    const auto refusal = [&](const char* name, std::size_t columns) {
        return message_of<FileError>([&] { checkpoint_table(file, name, columns); })
            .substr(scratch.path().size() + 2);
    };
    REQUIRE(refusal("a", 2) == "\"training.a\" is F64 2 x 3, and not F64 with 2 columns");
    REQUIRE(refusal("a", 0) == "\"training.a\" is F64 2 x 3, and not F64 in a row");
    REQUIRE(refusal("b", 0) == "\"training.b\" is F32 6, and not F64 in a row");
}
