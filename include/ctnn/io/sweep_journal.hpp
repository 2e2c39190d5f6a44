#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/journal_file.hpp>
#include <ctnn/io/safetensors.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/sweep_record.hpp>
#include <ctnn/train/sweep_result.hpp>
#include <string>
#include <utility>
#include <vector>

namespace ctnn {
inline namespace CTNN_CODE {

/// A sweep's record in files: "rates.2of8.journal", a line for each trial as it ends, and
/// "rates.2of8.safetensors", the parameters of the best. A sweep that is started again with its journal goes
/// on: what is in it is not trained again, and the result is the same, bit for bit.
///
///     const SweepPart part = sweep_part(argc, argv);
///     SweepJournal<Digits> journal("rates", part);
///     sweep(candidates, train, validation, {.epochs = 27, .first_look = 3, .part = part, .record =
///     &journal});
///
/// and when all shares are done, anywhere: `merged_sweep<Digits>("rates", 8)`.
///
/// What ended between two comparisons is trained from its beginning. A score of the program's own is not
/// looked at again: change the name of the journal with it.
/// Goes wrong, and throws FileError: a journal of another sweep, of other candidates, options or data; one
/// that is damaged, but in its last line, which a process may not have finished; files that cannot be
/// written.
template <class Net, class T = float>
class SweepJournal : public SweepRecord<Net, T> {
  public:
    /// `name`: the beginning of its files' paths, the same for all shares.
    CTNN_COLD explicit SweepJournal(const std::string& name, SweepPart part = {})
        : path_(name + '.' + part.text()), part_(part) {}

    /// Reads what there is of this sweep.
    CTNN_COLD void begin(const SweepPlan& plan) override {
        if (plan.part.index != part_.index || plan.part.count != part_.count)
            throw FileError(path_ + ".journal", "it is the journal of share " + part_.text() +
                                              ", but the sweep is told of " + plan.part.text());
        known_ = file_.open(path_ + ".journal", plan);
    }
    /// What the journal had of it when the sweep began.
    CTNN_COLD const Trial* find(std::size_t candidate, std::size_t epochs) const override {
        for (const Trial& trial : known_)
            if (trial.candidate == candidate && (trial.epochs() == epochs || !trial.failure.empty()))
                return &trial;
        return nullptr;
    }
    /// Writes a line.
    CTNN_COLD void add(const Trial& trial) override { file_.add(trial); }
    /// Writes the file of the best.
    CTNN_COLD void keep(const Parameters<Net, T>& best) override { save(path_ + ".safetensors", best); }
    /// Reads it.
    CTNN_COLD void best(Parameters<Net, T>& to) const override { load(path_ + ".safetensors", to); }
    /// Writes that all of the share is done.
    CTNN_COLD void end() override { file_.end(); }

  private:
    std::string path_;
    SweepPart part_;
    detail::JournalFile file_{};
    std::vector<Trial> known_{};
};

/// What the shares of a sweep have come to together, from the journals that `name` begins.
/// Goes wrong, and throws FileError: a journal that is not there, that has not come to its end, or that is of
/// another sweep than the first.
template <class Net, class T = float>
CTNN_COLD Sweep<Net, T> merged_sweep(const std::string& name, std::size_t parts) {
    Sweep<Net, T> all;
    std::size_t best = parts;
    std::uint64_t fingerprint = 0;
    for (std::size_t part = 0; part < parts; ++part) {
        const std::string path = name + '.' + SweepPart{part, parts}.text() + ".journal";
        detail::Journal journal = detail::read_journal(path);
        if (!journal.ended)
            throw FileError(path, "this share has not come to its end: start it again, and it goes on");
        if (part == 0) fingerprint = journal.plan.fingerprint, all.columns = journal.plan.columns;
        if (journal.plan.fingerprint != fingerprint)
            throw FileError(path, "it is of another sweep than the first share");
        for (Trial& trial : detail::last_of_each(std::move(journal.trials))) {
            const bool leads = all.trials.empty() || detail::is_better(trial, all.trials.front());
            all.trials.push_back(std::move(trial));
            if (!leads) continue;
            std::swap(all.trials.front(), all.trials.back());
            best = part;
        }
    }
    if (all.trials.empty() || !all.trials.front().failure.empty())
        throw FileError(name, "no share has a trial that did not fail");
    std::stable_sort(all.trials.begin(), all.trials.end(), detail::is_better);
    all.block.resize(1);
    load(name + '.' + SweepPart{best, parts}.text() + ".safetensors", all.block[0]);
    return all;
}

}  // namespace CTNN_CODE
}  // namespace ctnn
