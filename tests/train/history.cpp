#include <cstddef>
#include <ctnn/train/history.hpp>
#include <data/scratch_file.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <testing.hpp>

using namespace ctnn;

namespace {

struct TwoLayers {
    static constexpr std::size_t layer_count = 2;
};

History<TwoLayers> two_epochs() {
    History<TwoLayers> history;
    history.epochs.push_back(
        {.number = 1, .loss = 0.5, .learning_rate = 0.25, .seconds = 2, .gradient_norms = {1, 3}});
    history.epochs.push_back({.number = 2,
                              .loss = 0.125,
                              .validation_loss = 1.5,
                              .validation_metric = 0.75,
                              .learning_rate = 0.25,
                              .seconds = 2,
                              .gradient_norms = {4, 5}});
    return history;
}

const std::string table =
    "epoch,loss,validation_loss,validation_metric,learning_rate,seconds,gradient_norm_0,gradient_norm_1\n"
    "1,0.5,,,0.25,2,1,3\n"
    "2,0.125,1.5,0.75,0.25,2,4,5\n";

}  // namespace

TEST_CASE("history: a CSV table, unknown values empty", "[train]") {
    REQUIRE(two_epochs().csv() == table);
    REQUIRE((two_epochs().best_epoch == 0 && !two_epochs().stopped_early));  // until an epoch is judged
}

TEST_CASE("history: written whole or not at all", "[train]") {
    const auto folder = std::filesystem::temp_directory_path() / "ctnn_history_test";
    std::filesystem::create_directories(folder);
    two_epochs().write_csv((folder / "history.csv").string());
    std::ifstream file((folder / "history.csv").string());
    REQUIRE(std::string(std::istreambuf_iterator<char>(file), {}) == table);
    REQUIRE(std::distance(std::filesystem::directory_iterator(folder), {}) == 1);
    REQUIRE_THROWS_WITH(two_epochs().write_csv((folder / "none" / "history.csv").string()),
                        Catch::Contains("history.csv") && Catch::Contains("cannot be written"));
    std::filesystem::remove_all(folder);
}

TEST_CASE("history: no device, read-only file or another's draft is written to", "[train]") {
    const ScratchFile file("before"), precious("precious");
    REQUIRE_THROWS_WITH(two_epochs().write_csv("/dev/null"), Catch::Contains("a device"));
    REQUIRE(std::filesystem::is_character_file("/dev/null"));

    std::filesystem::create_symlink(precious.path(), file.path() + ".part");
    two_epochs().write_csv(file.path());
    std::filesystem::remove(file.path() + ".part");
    REQUIRE((file.content() == table && precious.content() == "precious"));

    std::filesystem::permissions(precious.path(), std::filesystem::perms::owner_read);
    REQUIRE_THROWS_AS(two_epochs().write_csv(precious.path()), TrainingError);
    REQUIRE(precious.content() == "precious");
}
