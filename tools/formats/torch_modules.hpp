#pragma once

#include <string>
#include <vector>

#include "formats/import_options.hpp"
#include "model/model.hpp"

namespace ctnn_tool {

/// A tensor by its name in a state_dict: "encoder.0.weight".
struct NamedTensor {
    std::string name{};
    Tensor tensor{};
};

/// The tensors of one module, by what stands behind the last point of their names.
struct TorchModule {
    std::string name{};  ///< "encoder.0", "" of a module alone
    std::vector<NamedTensor> tensors{};

    const Tensor* find(const std::string& own) const;
};

/// In the order in which the file has their first tensors.
std::vector<TorchModule> modules_of(std::vector<NamedTensor> tensors);

/// The modules one behind the other, each on every step of a sequence where one of them goes along sequences.
///
/// Linear is Dense, Conv1d, LSTM, GRU, RNN, BatchNorm1d and PReLU their own; what functions stand between
/// them no state_dict says: the options do. Throws a Refusal that names the module which is none of these.
Model chain_of(const std::vector<TorchModule>& modules, const ImportOptions& options);

}  // namespace ctnn_tool
