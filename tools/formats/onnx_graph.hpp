#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/tensor.hpp"

namespace ctnn_tool {

/// Values that nodes may share, in a shape of their own.
struct OnnxConstant {
    Shape shape{};
    std::shared_ptr<const Values> values{};
    bool is_whole = false;  ///< of integers

    std::vector<std::int64_t> integers() const;
};

struct OnnxAttribute {
    double real = 0;
    std::int64_t integer = 0;
    std::string_view text{};
    std::string texts{};  ///< many of them, with commas between
    std::vector<std::int64_t> integers{};
    std::vector<double> reals{};
    std::string_view tensor{};
};

struct OnnxAttention;
struct OnnxWaveNet;

struct OnnxNode {
    std::string place{};  ///< "node Conv_0"
    std::string_view operation{};
    std::vector<std::string> inputs{}, outputs{};
    std::map<std::string, OnnxAttribute, std::less<>> attributes{};
    std::shared_ptr<const OnnxWaveNet> wave_net{};     ///< of one that stands for many
    std::shared_ptr<const OnnxAttention> attention{};  ///< likewise

    std::int64_t integer(std::string_view name, std::int64_t otherwise) const;
    double real(std::string_view name, double otherwise) const;
    std::string_view text(std::string_view name, std::string_view otherwise) const;
    std::vector<std::int64_t> integers(std::string_view name, std::vector<std::int64_t> otherwise) const;
};

/// Of an extent that is not known, 0.
struct OnnxValue {
    std::string name{};
    Shape shape{};
};

struct OnnxGraph {
    std::vector<OnnxNode> nodes{};
    std::map<std::string, OnnxConstant, std::less<>> constants{};
    std::vector<OnnxValue> inputs{};  ///< but for those that are constants
    std::vector<std::string> outputs{};
    std::int64_t version = 0;  ///< of the operators
    bool is_ours = false;      ///< whether save_onnx wrote it, whose axes are as ours
};

/// Reads a file's bytes, which live as long as this. Throws a Refusal.
OnnxGraph read_onnx_graph(std::string_view bytes);

/// A tensor of the file: of float, double, half precision or integers, in the file itself.
OnnxConstant read_onnx_tensor(std::string_view message, std::string* name = nullptr);

}  // namespace ctnn_tool
