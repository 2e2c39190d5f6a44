#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/axes.hpp>
#include <ctnn/io/file_bytes.hpp>
#include <ctnn/io/network_parts.hpp>
#include <ctnn/io/safetensors.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/stored_number.hpp>
#include <ctnn/io/tensor_values.hpp>
#include <ctnn/io/tensors_to_write.hpp>
#include <ctnn/train/history.hpp>
#include <ctnn/train/schedule.hpp>
#include <ctnn/train/standing.hpp>

// What a checkpoint holds beside the parameters: blocks of the same parts under names of their own, and
// tables of doubles.

namespace ctnn::detail::inline CTNN_CODE {

/// Blocks of a learner's parts, each under a name of its own.
template <class T>
struct CheckpointBlock {
    std::string prefix{};
    T* values = nullptr;
    std::size_t size = 0;  // of them: a moment of a network with frozen layers has no room for its state
};

/// The parts that lie within the first `size` values of a block.
inline std::vector<NetworkPart> parts_within(std::size_t size, std::vector<NetworkPart> parts) {
    std::erase_if(parts, [size](const NetworkPart& part) { return part.offset >= size; });
    return parts;
}

/// The blocks of a learner, and those of the best parameters, which lie elsewhere.
template <class T, class AnyLearner, class AnyStanding>
std::vector<CheckpointBlock<T>> checkpoint_blocks(AnyLearner& learner, AnyStanding& standing) {
    std::vector<CheckpointBlock<T>> blocks{{"", learner.parameters.data(), learner.parameters.size()}};
    for (std::size_t i = 0; i < learner.moments.size(); ++i)
        blocks.push_back({std::string(of_training) + "moments." + std::to_string(i) + '.',
                          learner.moments[i].data(), learner.moments[i].size()});
    for (auto& best : standing.best)
        blocks.push_back({std::string(of_training) + "best.", best.data(), best.size()});
    return blocks;
}

/// What an epoch's row of the history holds.
template <class Net>
inline constexpr std::size_t history_columns = 6 + Net::layer_count;

template <class Net>
std::vector<double> history_rows(const History<Net>& history) {
    std::vector<double> rows;
    for (const Epoch<Net>& epoch : history) {
        rows.insert(rows.end(), {double(epoch.number), epoch.loss, epoch.validation_loss,
                                 epoch.validation_metric, epoch.learning_rate, epoch.seconds});
        rows.insert(rows.end(), epoch.gradient_norms.begin(), epoch.gradient_norms.end());
    }
    return rows;
}

template <class Net>
std::vector<Epoch<Net>> history_from(const std::vector<double>& rows) {
    std::vector<Epoch<Net>> epochs;
    for (std::size_t at = 0; at + history_columns<Net> <= rows.size(); at += history_columns<Net>) {
        const double* const row = rows.data() + at;
        Epoch<Net> epoch{.number = whole_epochs<std::size_t>(row[0]),
                         .loss = row[1],
                         .validation_loss = row[2],
                         .validation_metric = row[3],
                         .learning_rate = row[4],
                         .seconds = row[5]};
        std::copy_n(row + 6, Net::layer_count, epoch.gradient_norms.begin());
        epochs.push_back(epoch);
    }
    return epochs;
}

/// A tensor of doubles beside the blocks: `training.history`.
struct CheckpointTable {
    TensorToWrite tensor{};
    std::vector<double> values{};
};

template <class Net, class T>
std::vector<CheckpointTable> checkpoint_tables(const Standing<Net, T>& standing) {
    std::vector<CheckpointTable> tables;
    const auto add = [&](const char* name, std::vector<double> values, std::size_t columns) {
        if (values.empty()) return;
        std::vector<std::size_t> extents{values.size()};
        if (columns != 0) extents = {values.size() / columns, columns};
        tables.push_back({{std::string(of_training) + name, &stored_type(StoredAs::f64), std::move(extents),
                           values.size()},
                          std::move(values)});
    };
    add("losses", {standing.best_loss, standing.last_loss}, 0);
    add("schedule", standing.schedule, 0);
    add("history", history_rows(standing.history), history_columns<Net>);
    return tables;
}

/// The tensor `training.name` of so many doubles in a row, or of rows of so many; null if there is none.
inline const StoredTensor* checkpoint_table(const SafetensorsFile& file, const char* name,
                                            std::size_t columns) {
    const StoredTensor* const tensor = file.find(std::string(of_training) + name);
    if (!tensor) return nullptr;
    const bool is_row = columns == 0;
    if (tensor->type->number != StoredAs::f64 || tensor->shape.size() != (is_row ? 1 : 2) ||
        (!is_row && tensor->shape[1] != columns))
        file.fail(in_quotes(tensor->name) + " is " + std::string(tensor->type->name) + ' ' +
                  extents_text(tensor->shape) + ", and not F64 " +
                  (is_row ? std::string("in a row") : "with " + std::to_string(columns) + " columns"));
    return tensor;
}

inline std::vector<double> table_values(SafetensorsFile& file, const StoredTensor* tensor) {
    std::vector<double> values;
    if (tensor) values.resize(as_size((tensor->end - tensor->begin) / sizeof(double)));
    if (tensor) read_values(file, *tensor, values.data());
    return values;
}

}  // namespace ctnn::detail::inline CTNN_CODE
