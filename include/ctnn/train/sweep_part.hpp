#pragma once

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <ctnn/core/code.hpp>
#include <ctnn/train/training_error.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace ctnn {
inline namespace CTNN_CODE {

/// A machine's share of a sweep: of `count` shares the one that takes every count-th candidate from `index`
/// on.
struct SweepPart {
    std::size_t index = 0;  ///< from 0
    std::size_t count = 1;  ///< of shares

    /// Whether a candidate is one of its own.
    CTNN_MEMBER constexpr bool has(std::size_t candidate) const noexcept {
        return candidate % count == index;
    }
    /// "2of8": it counts from 1, as people do.
    CTNN_MEMBER std::string text() const { return std::to_string(index + 1) + "of" + std::to_string(count); }
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

template <class Whole>
std::optional<Whole> whole_number(std::string_view text) {
    Whole number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

/// What a scheduler tells the jobs of an array in their environment: which one it is, from `first` on by
/// `step`, to `last` or of `count`. Sources: the manuals of Slurm (sbatch), Grid Engine (qsub), LSF (bsub),
/// PBS Pro (qsub -J), AWS Batch and Kubernetes (indexed jobs).
struct ArrayVariables {
    const char *index, *first, *step, *last, *count;
};
inline constexpr ArrayVariables array_variables[] = {
    {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_STEP", "SLURM_ARRAY_TASK_MAX", nullptr},
    {"SGE_TASK_ID", "SGE_TASK_FIRST", "SGE_TASK_STEPSIZE", "SGE_TASK_LAST", nullptr},
    {"LSB_JOBINDEX", nullptr, "LSB_JOBINDEX_STEP", "LSB_JOBINDEX_END", nullptr},
    {"PBS_ARRAY_INDEX", nullptr, nullptr, nullptr, nullptr},
    {"AWS_BATCH_JOB_ARRAY_INDEX", "0", nullptr, nullptr, "AWS_BATCH_JOB_ARRAY_SIZE"},
    {"JOB_COMPLETION_INDEX", "0", nullptr, nullptr, nullptr}};

inline std::optional<std::size_t> number_in(const char* variable) {
    if (!variable) return std::nullopt;
    if (variable[0] == '0') return 0;
    const char* const text = std::getenv(variable);
    return text ? whole_number<std::size_t>(text) : std::nullopt;
}

/// `told`: how many shares there are, where the scheduler does not say it.
inline std::optional<SweepPart> part_of_array(std::optional<std::size_t> told) {
    for (const ArrayVariables& of : array_variables) {
        const auto index = number_in(of.index);
        if (!index) continue;
        const std::size_t first = number_in(of.first).value_or(1);
        const std::size_t step = number_in(of.step).value_or(1);
        std::optional<std::size_t> count = told ? told : number_in(of.count);
        if (const auto last = number_in(of.last); !count && last && step > 0 && *last >= first)
            count = (*last - first) / step + 1;
        // An array of one job has an index of 0 in LSF, where it is no array.
        if (!count || step == 0 || *index < first || (*index - first) / step >= *count) continue;
        return SweepPart{(*index - first) / step, *count};
    }
    return std::nullopt;
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The share of a sweep that this process has: `--part 2/8` among a program's arguments, or as one job of a
/// scheduler's array, as Slurm, Grid Engine, LSF, PBS, AWS Batch and Kubernetes tell in the environment; all
/// of it if nothing says otherwise. PBS and Kubernetes do not tell how many jobs there are: `--parts 8` does.
///
///     sbatch --array=1-8 --wrap ./rates          // eight shares on any machines
///     ./rates --part 1/2 & ./rates --part 2/2    // two by hand
///
/// Goes wrong, and throws TrainingError: a `--part` that is none, as 9/8, or `--parts 0`.
CTNN_COLD inline SweepPart sweep_part(int argc, const char* const* argv) {
    std::optional<std::size_t> parts;
    for (int i = 1; i < argc; ++i) {
        const std::string_view option = argv[i];
        if (option != "--part" && option != "--parts") continue;
        const std::string_view told = i + 1 < argc ? argv[i + 1] : "";
        const bool is_part = option == "--part";
        const std::size_t slash = is_part ? told.find('/') : told.size();
        const auto count =
            detail::whole_number<std::size_t>(is_part && slash != told.npos ? told.substr(slash + 1) : told);
        const auto index = is_part ? detail::whole_number<std::size_t>(told.substr(0, slash)) : 1;
        if (!count || !index || slash == told.npos || *index == 0 || *index > *count)
            throw TrainingError(std::string(option), is_part ? "a share as 2/8" : "how many shares there are",
                                std::string(told.empty() ? "nothing" : told));
        if (is_part) return {*index - 1, *count};
        parts = count;
    }
    return detail::part_of_array(parts).value_or(SweepPart{});
}

}  // namespace CTNN_CODE
}  // namespace ctnn
