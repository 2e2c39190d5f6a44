#pragma once

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/write_file.hpp>
#include <ctnn/io/checkpoint_tables.hpp>
#include <ctnn/io/file_bytes.hpp>
#include <ctnn/io/network_parts.hpp>
#include <ctnn/io/safetensors.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/spelling.hpp>
#include <ctnn/io/stored_number.hpp>
#include <ctnn/io/tensor_values.hpp>
#include <ctnn/io/tensors_to_write.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/learner.hpp>
#include <ctnn/train/standing.hpp>
#include <ctnn/train/trainer.hpp>

// A training kept in a file, to go on with later: a safetensors file of the parameters, and beside them of
// the optimizer's moments, the best parameters so far, what the schedule keeps and the history.

namespace ctnn {
namespace detail::inline CTNN_CODE {

inline constexpr std::string_view checkpoint_format = "1";

template <class Net, class Loss, class Optimizer, std::size_t Batch, class T>
std::true_type is_a_learner(const Learner<Net, Loss, Optimizer, Batch, T>&);
template <class X>
concept NoLearnerAtAll = !requires(const X& x) { detail::is_a_learner(x); };

template <class Net, class Loss, class Optimizer, std::size_t Batch, class T>
[[gnu::cold]] void write_checkpoint(const std::string& path,
                                    const Learner<Net, Loss, Optimizer, Batch, T>& learner,
                                    const Standing<Net, T>& standing) {
    if (standing.is_within_epoch)
        throw FileError(path,
                        "a checkpoint is of an epoch's end, for on_epoch or after fit, and the trainer "
                        "is within an epoch: nothing was written");
    const StoredType& type = stored_type(own_number<T>(StoredAs::own));
    const std::vector<NetworkPart> parts = in_block_order(table_of_parts<Net>());
    const auto blocks = checkpoint_blocks<const T>(learner, standing);
    const std::vector<CheckpointTable> tables = checkpoint_tables(standing);
    std::vector<TensorToWrite> tensors;
    for (const auto& block : blocks)
        for (const NetworkPart& part : parts_within(block.size, parts))
            tensors.push_back(tensor_to_write(part, block.prefix, type));
    for (const CheckpointTable& table : tables) tensors.push_back(table.tensor);
    AboutFile about = about_file_of(saved_name<Net>());
    about.insert(about.end(), {{"ctnn.checkpoint", std::string(checkpoint_format)},
                               {"ctnn.loss", spelling<Loss>()},
                               {"ctnn.optimizer", spelling<Optimizer>()},
                               {"ctnn.steps", std::to_string(learner.steps)},
                               {"ctnn.random", std::to_string(learner.random.state)},
                               {"ctnn.epochs", std::to_string(standing.epochs)},
                               {"ctnn.best_epoch", std::to_string(standing.history.best_epoch)}});
    std::string text = header_of(tensors, about);
    std::size_t next = 0;
    for (const auto& block : blocks)
        for (const NetworkPart& part : parts_within(block.size, parts))
            append_values(text, path, tensors[next++], block.values + part.offset);
    for (const CheckpointTable& table : tables) append_values(text, path, table.tensor, table.values.data());
    write_file(path, text);
}

/// What a file says of itself by that name.
inline const std::string& said_by(const SafetensorsFile& file, const char* key) {
    const std::string* const text = file.about(key);
    if (!text) file.fail("it is no checkpoint of ctnn's: it does not say its \"" + std::string(key) + '"');
    return *text;
}

inline std::uint64_t number_said_by(const SafetensorsFile& file, const char* key) {
    const std::string& text = said_by(file, key);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size())
        file.fail('"' + std::string(key) + "\" is " + in_quotes(text) + ", and no number");
    return number;
}

template <class X>
void require_the_same(const SafetensorsFile& file, const char* key, const char* what) {
    const std::string &found = said_by(file, key), own = spelling<X>();
    if (found != own && tells_network(found) && tells_network(own))
        file.fail("its training is by the " + std::string(what) + ' ' + found + ", and this one by " + own);
}

/// All that a file has of a training, still there, once it is known to be right.
template <class Net, class T>
class CheckpointFile {
  public:
    template <class Loss, class Optimizer>
    CheckpointFile(const std::string& path, const LoadOptions& options, std::type_identity<Loss>,
                   std::type_identity<Optimizer>)
        : file_(path), parts_(table_of_parts<Net>()) {
        if (const std::string& format = said_by(file_, "ctnn.checkpoint"); format != checkpoint_format)
            file_.fail("it is a checkpoint of format " + in_quotes(format) + ", and this version reads " +
                       std::string(checkpoint_format));
        check_origin<Net>(file_, options);
        require_the_same<Loss>(file_, "ctnn.loss", "loss");
        require_the_same<Optimizer>(file_, "ctnn.optimizer", "optimizer");
        steps = number_said_by(file_, "ctnn.steps");
        random = number_said_by(file_, "ctnn.random");
        epochs = as_size(number_said_by(file_, "ctnn.epochs"));
        best_epoch = as_size(number_said_by(file_, "ctnn.best_epoch"));
        if (best_epoch > epochs)
            file_.fail("its best epoch is " + std::to_string(best_epoch) + " of " + std::to_string(epochs));
        losses_ = checkpoint_table(file_, "losses", 0);
        if (!losses_ || losses_->shape[0] != 2) file_.fail("there are no two \"training.losses\"");
        schedule_ = checkpoint_table(file_, "schedule", 0);
        history_ = checkpoint_table(file_, "history", history_columns<Net>);
        has_best = file_.find(std::string(of_training) + "best." +
                              (parts_.empty() ? std::string() : parts_[0].path)) != nullptr;
    }

    /// Looks at all of a block: after that, reading it succeeds.
    void require_block(const CheckpointBlock<T>& block) {
        blocks_.push_back(own_tensors<Net>(file_, parts_within(block.size, parts_), block.prefix));
        for (const StoredTensor* const tensor : blocks_.back()) require_values<T>(file_, *tensor);
        found_ += blocks_.back().size();
    }
    /// Throws unless that was all.
    void require_no_more() const {
        if (found_ + 1 + (schedule_ != nullptr) + (history_ != nullptr) != file_.tensors().size())
            file_.fail("it has tensors that are no part of this training");
    }

    /// The blocks in the order in which they were looked at.
    void read_block(std::size_t number, const CheckpointBlock<T>& block) {
        const std::vector<NetworkPart> parts = parts_within(block.size, parts_);
        for (std::size_t i = 0; i < parts.size(); ++i)
            read_values(file_, *blocks_[number][i], block.values + parts[i].offset);
    }
    void read_standing(Standing<Net, T>& standing) {
        const std::vector<double> losses = table_values(file_, losses_);
        standing.epochs = epochs;
        standing.best_loss = losses[0];
        standing.last_loss = losses[1];
        standing.schedule = table_values(file_, schedule_);
        standing.history.epochs = history_from<Net>(table_values(file_, history_));
        standing.history.best_epoch = best_epoch;
    }

    std::uint64_t steps = 0, random = 0;
    std::size_t epochs = 0, best_epoch = 0;
    bool has_best = false;

  private:
    SafetensorsFile file_;
    std::vector<NetworkPart> parts_;
    std::vector<std::vector<const StoredTensor*>> blocks_{};
    const StoredTensor *losses_ = nullptr, *schedule_ = nullptr, *history_ = nullptr;
    std::size_t found_ = 0;
};

/// Brings a learner to where it stood, and what else there was into `standing`. The epochs done.
template <class Net, class Loss, class Optimizer, std::size_t Batch, class T>
[[gnu::cold]] std::size_t read_checkpoint(const std::string& path,
                                          Learner<Net, Loss, Optimizer, Batch, T>& learner,
                                          Standing<Net, T>& standing, const LoadOptions& options) {
    CheckpointFile<Net, T> file(path, options, std::type_identity<Loss>{}, std::type_identity<Optimizer>{});
    Standing<Net, T> read{};
    if (file.has_best) read.best.resize(1);
    const auto blocks = checkpoint_blocks<T>(learner, read);
    for (const auto& block : blocks) file.require_block(block);
    file.require_no_more();
    file.read_standing(read);
    for (std::size_t i = 0; i < blocks.size(); ++i) file.read_block(i, blocks[i]);
    learner.steps = file.steps;
    learner.random.state = file.random;
    standing = std::move(read);
    return standing.epochs;
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Writes a training to a file, for `resume` to go on with, bit for bit: the parameters, their state, the
/// optimizer's moments and steps, what is left to draw for shuffling and dropout, and of a Trainer the epoch,
/// the best parameters so far, what its schedule keeps (`KeepsState` of train/schedule.hpp) and the history.
///
///     trainer.fit(data, {.epochs = 100, .on_epoch = [&](const auto&) { save_checkpoint(path, trainer); }});
///
/// It is a safetensors file, which `load` takes too, for the parameters alone; Python reads it by
/// `safetensors.numpy.load_file(path)`. It is there whole or not at all, also when the program is killed or
/// the machine stops. Settings are not kept: those of the trainer that goes on count. PyTorch:
/// `torch.save({"model": ..., "optimizer": ...})`. Keras: BackupAndRestore. Goes wrong, and throws FileError,
/// when it cannot be written, and within an epoch: in `on_batch`, or after one that an exception ended.
template <class Net, class Loss, class Optimizer, std::size_t Batch, Number T>
void save_checkpoint(const std::string& path, const Trainer<Net, Loss, Optimizer, Batch, T>& trainer) {
    detail::write_checkpoint(path, trainer, detail::StandingOf::in(trainer));
}
template <class Net, class Loss, class Optimizer, std::size_t Batch, Number T>
void save_checkpoint(const std::string& path, const Learner<Net, Loss, Optimizer, Batch, T>& learner) {
    detail::write_checkpoint(path, learner, detail::Standing<Net, T>{});
}

/// Brings a training to where it stood when `save_checkpoint` wrote the file, and returns the epoch that is
/// the next:
///
///     trainer.fit(data, {.epochs = 100, .first_epoch = resume(path, trainer)});
///
/// What the rest then comes to is what it would have come to, bit for bit, with the same data, settings,
/// batch and schedule. Goes wrong, and throws FileError, which says what does not fit, when there is no such
/// file, or it is damaged, of another network, loss or optimizer; the trainer then stays as it was. Another
/// network of the same parts will do where `options` say so, as in `load`. A Learner, which knows of no
/// epochs, goes on with what is its.
template <class Net, class Loss, class Optimizer, std::size_t Batch, Number T>
std::size_t resume(const std::string& path, Trainer<Net, Loss, Optimizer, Batch, T>& trainer,
                   const LoadOptions& options = {}) {
    return detail::read_checkpoint(path, trainer, detail::StandingOf::in(trainer), options) + 1;
}
template <class Net, class Loss, class Optimizer, std::size_t Batch, Number T>
std::size_t resume(const std::string& path, Learner<Net, Loss, Optimizer, Batch, T>& learner,
                   const LoadOptions& options = {}) {
    detail::Standing<Net, T> standing;
    return detail::read_checkpoint(path, learner, standing, options) + 1;
}

/// What is neither.
template <class X>
    requires detail::NoLearnerAtAll<X>
error::a_checkpoint_is_of_a_Trainer_or_a_Learner_and_save_is_for_Parameters_not_for<X> save_checkpoint(
    const std::string&, const X&);
template <class X>
    requires detail::NoLearnerAtAll<X>
error::a_checkpoint_is_of_a_Trainer_or_a_Learner_and_load_is_for_Parameters_not_for<X> resume(
    const std::string&, const X&);
template <class Net, class Loss, class Optimizer, std::size_t Batch, class T>
error::the_path_of_a_file_goes_before_the_trainer save_checkpoint(
    const Learner<Net, Loss, Optimizer, Batch, T>&, const std::string&);
template <class Net, class Loss, class Optimizer, std::size_t Batch, class T>
error::the_path_of_a_file_goes_before_the_trainer resume(const Learner<Net, Loss, Optimizer, Batch, T>&,
                                                         const std::string&, const LoadOptions& = {});

}  // namespace CTNN_CODE
}  // namespace ctnn
