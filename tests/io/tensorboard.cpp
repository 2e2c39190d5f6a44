#include <ctnn/io/tensorboard.hpp>

#include <array>
#include <ctnn/ctnn.hpp>
#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <filesystem>
#include <fstream>
#include <io/html_checks.hpp>
#include <iterator>
#include <reference/tensorboard.hpp>
#include <string>

#include <testing.hpp>

using namespace ctnn;
using Catch::Contains;

namespace {

using Net = Network<Input<2>, Dense<1>>;

std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A place for a folder, gone with the object.
struct Folder {
    ScratchFile place{""};
    std::string path = place.path() + ".runs/digits";
    ~Folder() { std::filesystem::remove_all(place.path() + ".runs"); }
};

}  // namespace

TEST_CASE("tensorboard: a file in a folder that is made for it, the same again", "[io]") {
    const Folder folder;
    TensorBoard board(folder.path, /*time*/ 1.5);
    board.add_scalar("loss/training", 300, 0.25).add_histogram("w", 0, {-1, 0.5, 1});
    board.write();
    REQUIRE_THAT(board.path(), Catch::StartsWith(folder.path + "/events.out.tfevents.0000000001."));
    REQUIRE(content(board.path()) == golden::first_event + golden::scalar_event + golden::histogram_event);
    board.write();
    REQUIRE(content(board.path()) == golden::first_event + golden::scalar_event + golden::histogram_event);
    REQUIRE(TensorBoard(folder.path, 1.5).path() != board.path());
    REQUIRE_THAT(TensorBoard(folder.path).path(), !Contains("tfevents.0000000"));
}

TEST_CASE("tensorboard: a history, parameters and pictures", "[io]") {
    const Folder folder;
    TensorBoard board(folder.path);
    History<Net> history;
    for (std::size_t i = 1; i <= 3; ++i)
        history.epochs.push_back({.number = i, .loss = 1, .learning_rate = 0.1});
    board.add(history).add_histograms(Parameters<Net>{}, 3).add_picture("digit", 3, {1, 2, 1, {0, 1}, ""});
    board.write();
    const std::string bytes = content(board.path());
    REQUIRE(times("loss/training", bytes) == 3);
    REQUIRE(times("loss/validation", bytes) == 0);  // of which nothing is known
    REQUIRE(times("learning_rate", bytes) == 3);
    REQUIRE(times("gradient_norm/0", bytes) == 3);
    REQUIRE(times("layers.0.weight", bytes) == 1);
    REQUIRE(times("layers.0.bias", bytes) == 1);
    REQUIRE(times("\x89PNG", bytes) == 1);
    REQUIRE_THROWS_AS(board.add_picture("digit", 3, {1, 2, 1, {}, ""}), DataError);
}

TEST_CASE("tensorboard: where it cannot be written it says so", "[io]") {
    const ScratchFile file("a file, not a folder");
    TensorBoard board(file.path());
    REQUIRE_THAT(message_of<FileError>([&] { board.write(); }),
                 Contains("expected a file that can be written"));
    REQUIRE(file.content() == "a file, not a folder");
}
