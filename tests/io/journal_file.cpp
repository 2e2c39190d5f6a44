#include <ctnn/io/journal_file.hpp>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include <data/message_of.hpp>
#include <data/scratch_file.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

const SweepPlan plan{
    .fingerprint = ~std::uint64_t{0}, .candidates = 4, .epochs = 3, .part = {1, 2}, .columns = {"l\t2", ""}};

std::string refused(const std::string& text) {
    return message_of<FileError>([&] { detail::journal_of("j", text); });
}

}  // namespace

TEST_CASE("journal_file: what is written is read, to the last bit", "[sweep]") {
    const ScratchFile file("", ".journal");
    const Trial first{
        .candidate = 1,
        .values = {"0.1", "a\nb\\n\\"},
        .losses = {0.1, std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::max()},
        .score = 1.0 / 3,
        .seconds = 2},
        failed{.candidate = 3, .values = {"", "x"}, .failure = "it\tfailed"};
    {
        detail::JournalFile journal;
        CHECK(journal.open(file.path(), plan).empty());
        journal.add(first);
        journal.add(failed);
    }
    detail::JournalFile again;
    const std::vector<Trial> trials = again.open(file.path(), plan);
    again.end();
    REQUIRE(trials.size() == 2);
    CHECK(trials[0].candidate == 1);
    CHECK(trials[0].values == first.values);
    CHECK(trials[0].losses == first.losses);
    CHECK(trials[0].score == first.score);
    CHECK(trials[1].failure == failed.failure);
    CHECK(trials[1].values == failed.values);
    CHECK(std::isnan(trials[1].score));
    const detail::Journal whole = detail::read_journal(file.path());
    CHECK(whole.ended);
    CHECK(whole.plan.fingerprint == plan.fingerprint);
    CHECK(whole.plan.columns == plan.columns);
    CHECK(detail::last_of_each({first, failed, first}).size() == 2);
}

TEST_CASE("journal_file: what is none, or is damaged, is named", "[sweep]") {
    const std::string begin = detail::line_of(plan);
    CHECK(refused("x,y\n1,2\n") ==
          "j: line 1: expected a journal of a sweep, \"ctnn sweep 1\", found \"x,y\"");
    CHECK(refused("ctnn sweep 1\t-5\n") == "j: line 1: expected a whole number, found \"-5\"");
    CHECK(refused(begin + "77\t1\t1\t\ta\tb\n") ==
          "j: line 2: expected a candidate of this share, found \"77\"");
    CHECK(refused(begin + "2\t1\t1\t\ta\tb\n") ==
          "j: line 2: expected a candidate of this share, found \"2\"");
    CHECK(refused(begin + "1\tone\t1\t\ta\tb\n") == "j: line 2: expected a number, found \"one\"");
    CHECK(refused(begin + "1\t1\t1\t\ta\n") == "j: line 2: expected more fields, found the end of the line");
    CHECK(detail::journal_of("j", begin + "1\t1\t1\t\ta\tb\t0.5\n1\t1").trials.size() == 1);
    CHECK(detail::journal_of("j", begin.substr(0, 9)).lines.empty());
}
