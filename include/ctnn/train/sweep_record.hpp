#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/sweep_part.hpp>
#include <ctnn/train/sweep_result.hpp>
#include <string>
#include <vector>

namespace ctnn {
inline namespace CTNN_CODE {

/// What a sweep is, for a record of it.
struct SweepPlan {
    std::uint64_t fingerprint = 0;       ///< of the network's sizes, the candidates, the options and the data
    std::size_t candidates = 0;          ///< of all shares
    std::size_t epochs = 0;              ///< that those are trained which are never dropped
    SweepPart part{};                    ///< the share that is swept
    std::vector<std::string> columns{};  ///< the settings in which candidates differ
};

/// What `sweep` tells of its trials as it goes, and asks for what is known of them from before: SweepJournal
/// (io/sweep_journal.hpp) keeps it in files. One thread calls it at a time.
template <class Net, class T = float>
class SweepRecord {
  public:
    SweepRecord() = default;
    SweepRecord(const SweepRecord&) = delete;
    SweepRecord& operator=(const SweepRecord&) = delete;
    virtual ~SweepRecord() = default;

    /// Comes first. Throws where it has records of another sweep.
    virtual void begin(const SweepPlan& plan) = 0;
    /// A trial of so many epochs, or one that failed before; null if it is not known.
    virtual const Trial* find(std::size_t candidate, std::size_t epochs) const = 0;
    /// What a trial has come to by now.
    virtual void add(const Trial& trial) = 0;
    /// The parameters of the best trial so far, before it is added.
    virtual void keep(const Parameters<Net, T>& best) = 0;
    /// What was kept last.
    virtual void best(Parameters<Net, T>& to) const = 0;
    /// Comes last.
    virtual void end() = 0;
};

}  // namespace CTNN_CODE
}  // namespace ctnn
