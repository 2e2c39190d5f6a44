#include <algorithm>
#include <atomic>
#include <cmath>
#include <ctnn/io/sweep_journal.hpp>
#include <ctnn/train.hpp>
#include <ctnn/train/sweep.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <data/message_of.hpp>
#include <testing.hpp>
#include <train/sweep_samples.hpp>

using namespace ctnn;

namespace {

const Dataset<Net> data = samples(1, 64), validation = samples(2, 32);

std::vector<Candidate<Fitted>> candidates(int count) {
    std::vector<Candidate<Fitted>> all;
    for (int k = 0; k < count; ++k)
        all.push_back({.optimizer = {.learning_rate = std::pow(2.0f, float((k * 4) % 9) - 9)},
                       .seed = 3,
                       .name = "a\tname\\"});
    return all;
}

/// An empty folder, gone with the object.
struct Folder {
    std::string path =
        (std::filesystem::temp_directory_path() / ("ctnn_sweep_" + std::to_string(std::random_device()())))
            .string();
    Folder() { std::filesystem::create_directory(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path); }
    std::string file(const std::string& name) const { return path + '/' + name; }
};

std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

using Options = SweepOptions<Net>;

Sweep<Net> swept(Options how, const std::string& name) {
    SweepJournal<Net> journal(name, how.part);
    how.record = &journal;
    how.progress = nullptr;
    return sweep(candidates(9), data, validation, how);
}

/// All but the seconds.
void require_same(const Sweep<Net>& a, const Sweep<Net>& b) {
    REQUIRE(a.columns == b.columns);
    REQUIRE(a.trials.size() == b.trials.size());
    for (std::size_t k = 0; k < a.trials.size(); ++k) {
        CAPTURE(k);
        REQUIRE(a.trials[k].candidate == b.trials[k].candidate);
        REQUIRE(a.trials[k].losses == b.trials[k].losses);
        REQUIRE(a.trials[k].score == b.trials[k].score);
        REQUIRE(a.trials[k].failure == b.trials[k].failure);
        REQUIRE(a.trials[k].values == b.trials[k].values);
    }
    REQUIRE(std::equal(a.best().values, a.best().values + Net::parameter_count, b.best().values));
}

struct Killed {};

/// Ends a sweep when its score has been asked for so often.
Options ends_after(Options how, int scores) {
    auto left = std::make_shared<std::atomic<int>>(scores);
    how.score = [left](const Parameters<Net>& p) -> double {
        if (--*left < 0) throw Killed{};
        return std::abs(double(p.values[0]));
    };
    return how;
}

}  // namespace

TEST_CASE("sweep journal: a sweep that goes on is as if it had never ended", "[sweep]") {
    for (const std::size_t first_look : {0u, 1u}) {
        const Options how{.epochs = 9, .first_look = first_look, .threads = 2};
        const Folder whole;
        const auto expected = swept(ends_after(how, 1000), whole.file("s"));
        for (const int scores : {0, 1, 4, 8, 9, 10, 12}) {
            CAPTURE(first_look, scores);
            const Folder folder;
            try {
                swept(ends_after(how, scores), folder.file("s"));
            } catch (const Killed&) {
            }
            require_same(swept(ends_after(how, 1000), folder.file("s")), expected);
            // Again, of which nothing is left to train.
            if (first_look == 0) require_same(swept(ends_after(how, 0), folder.file("s")), expected);
        }
        require_same(merged_sweep<Net>(whole.file("s"), 1), expected);
    }
}

TEST_CASE("sweep journal: shares together are the whole sweep", "[sweep]") {
    const Folder folder;
    const auto expected = swept({.epochs = 3}, folder.file("all"));
    CHECK(message_of<FileError>([&] { merged_sweep<Net>(folder.file("s"), 4); }).find("s.1of4.journal") !=
          std::string::npos);
    for (std::size_t part = 0; part < 4; ++part) swept({.epochs = 3, .part = {part, 4}}, folder.file("s"));
    require_same(merged_sweep<Net>(folder.file("s"), 4), expected);
    CHECK(merged_sweep<Net>(folder.file("s"), 4).table().find("learning_rate") != std::string::npos);
}

TEST_CASE("sweep journal: a line that was not finished is trained again", "[sweep]") {
    const Folder folder;
    const auto expected = swept({.epochs = 2}, folder.file("s"));
    const std::string path = folder.file("s.1of1.journal"), text = content(path);
    for (const std::size_t cut :
         {text.size() - 1, text.size() - 10, text.size() / 2, std::size_t{5}, std::size_t{0}}) {
        std::ofstream(path, std::ios::binary) << text.substr(0, cut);
        CHECK(message_of<FileError>([&] { merged_sweep<Net>(folder.file("s"), 1); }) != "nothing was thrown");
        require_same(swept({.epochs = 2}, folder.file("s")), expected);
        CHECK(content(path).substr(content(path).size() - 4) == "end\n");
    }
}

TEST_CASE("sweep journal: what is none, or another sweep's, is refused as it is", "[sweep]") {
    const Folder folder;
    swept({.epochs = 2}, folder.file("s"));
    const std::string path = folder.file("s.1of1.journal"), text = content(path);
    CHECK(message_of<FileError>([&] { swept({.epochs = 3}, folder.file("s")); }) ==
          path + ": it is of another sweep: of other candidates, options or data");
    CHECK(content(path) == text);

    const Folder other;
    swept({.epochs = 2, .part = {0, 2}}, other.file("s"));
    swept({.epochs = 3, .part = {1, 2}}, other.file("s"));
    CHECK(message_of<FileError>([&] { merged_sweep<Net>(other.file("s"), 2); }) ==
          other.file("s.2of2.journal") + ": it is of another sweep than the first share");
    SweepJournal<Net> first(other.file("s"), {0, 2});
    CHECK(message_of<FileError>([&] {
              first.begin({.part = {1, 2}});
          }) ==
          other.file("s.1of2.journal") + ": it is the journal of share 1of2, but the sweep is told of 2of2");
    CHECK_THROWS_WITH(swept({.part = {2, 2}}, other.file("s")), Catch::Contains("part: expected one of"));
    CHECK_THROWS_AS(swept({.epochs = 2}, other.file("no/such/folder/s")), FileError);
}
