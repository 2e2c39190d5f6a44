#include "formats/tflite_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <ctnn/data/number_text.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <utility>

namespace ctnn_tool {
namespace {

constexpr std::size_t most_tensors = 1 << 16, most_axes = 8;
constexpr int dequantize = 6;

/// Those that networks of layers have.
constexpr std::array<std::pair<int, std::string_view>, 56> names{{{0, "ADD"},
                                                                  {1, "AVERAGE_POOL_2D"},
                                                                  {2, "CONCATENATION"},
                                                                  {3, "CONV_2D"},
                                                                  {4, "DEPTHWISE_CONV_2D"},
                                                                  {5, "DEPTH_TO_SPACE"},
                                                                  {6, "DEQUANTIZE"},
                                                                  {7, "EMBEDDING_LOOKUP"},
                                                                  {8, "FLOOR"},
                                                                  {9, "FULLY_CONNECTED"},
                                                                  {11, "L2_NORMALIZATION"},
                                                                  {12, "L2_POOL_2D"},
                                                                  {13, "LOCAL_RESPONSE_NORMALIZATION"},
                                                                  {14, "LOGISTIC"},
                                                                  {16, "LSTM"},
                                                                  {17, "MAX_POOL_2D"},
                                                                  {18, "MUL"},
                                                                  {19, "RELU"},
                                                                  {20, "RELU_N1_TO_1"},
                                                                  {21, "RELU6"},
                                                                  {22, "RESHAPE"},
                                                                  {23, "RESIZE_BILINEAR"},
                                                                  {24, "RNN"},
                                                                  {25, "SOFTMAX"},
                                                                  {26, "SPACE_TO_DEPTH"},
                                                                  {27, "SVDF"},
                                                                  {28, "TANH"},
                                                                  {34, "PAD"},
                                                                  {35, "UNIDIRECTIONAL_SEQUENCE_RNN"},
                                                                  {36, "GATHER"},
                                                                  {39, "TRANSPOSE"},
                                                                  {40, "MEAN"},
                                                                  {41, "SUB"},
                                                                  {42, "DIV"},
                                                                  {43, "SQUEEZE"},
                                                                  {44, "UNIDIRECTIONAL_SEQUENCE_LSTM"},
                                                                  {45, "STRIDED_SLICE"},
                                                                  {47, "EXP"},
                                                                  {49, "SPLIT"},
                                                                  {50, "LOG_SOFTMAX"},
                                                                  {53, "CAST"},
                                                                  {54, "PRELU"},
                                                                  {55, "MAXIMUM"},
                                                                  {56, "ARG_MAX"},
                                                                  {57, "MINIMUM"},
                                                                  {59, "NEG"},
                                                                  {60, "PADV2"},
                                                                  {65, "SLICE"},
                                                                  {67, "TRANSPOSE_CONV"},
                                                                  {70, "EXPAND_DIMS"},
                                                                  {83, "PACK"},
                                                                  {97, "RESIZE_NEAREST_NEIGHBOR"},
                                                                  {98, "LEAKY_RELU"},
                                                                  {111, "ELU"},
                                                                  {114, "QUANTIZE"},
                                                                  {117, "HARD_SWISH"}}};

/// Of the elements of a constant, in bytes; 0 where they are not read.
std::size_t width_of(int type) {
    switch (type) {
        case 0:
        case 2:
            return 4;
        case 1:
        case 7:
            return 2;
        case 3:
        case 6:
        case 9:
            return 1;
        case 4:
            return 8;
        default:
            return 0;
    }
}

double half_of(std::uint16_t bits) {
    const int exponent = bits >> 10 & 0x1F, fraction = bits & 0x3FF;
    const double size = exponent == 0    ? std::ldexp(fraction, -24)
                        : exponent == 31 ? (fraction == 0 ? HUGE_VAL : std::nan(""))
                                         : std::ldexp(fraction + 1024, exponent - 25);
    return bits >> 15 ? -size : size;
}

}  // namespace

std::string TfliteOperator::name() const {
    constexpr int custom = 32;
    if (code == custom) return "its own operator " + ctnn::detail::in_quotes(own_name);
    for (const auto& [number, name] : names)
        if (number == code) return std::string(name);
    return "operator " + std::to_string(code);
}

int TfliteOperator::operand(std::size_t index) const {
    if (index >= inputs.size()) throw Refusal("it takes " + std::to_string(inputs.size()) + " tensors only");
    return inputs[index];
}

int TfliteOperator::result() const {
    if (outputs.size() != 1)
        throw Refusal("it gives " + ctnn::detail::counted(outputs.size(), "tensor") +
                      ", of which one is translated");
    return outputs[0];
}

TfliteFile::TfliteFile(std::string_view text) : text_(text) {
    const FlatBytes bytes(text);
    const FlatTable model(bytes, bytes.target(0));
    if (const auto version = model.number<std::uint32_t>(0, 0); version != 3)
        throw Refusal("it is of version " + std::to_string(version) +
                      " of TFLite's schema, of which 3 is read");
    const FlatVector codes = model.vector(1), graphs = model.vector(2), buffers = model.vector(4);
    if (graphs.size() != 1)
        throw Refusal("it has " + ctnn::detail::counted(graphs.size(), "graph") +
                      ", of which one is translated");
    const FlatTable graph = graphs.table(0);
    const FlatVector tensors = graph.vector(0), operators = graph.vector(3);
    if (tensors.size() > most_tensors || operators.size() > most_tensors)
        throw Refusal("it has more than " + std::to_string(most_tensors) + " tensors or operators");
    for (std::size_t i = 0; i < tensors.size(); ++i) add_tensor(tensors.table(i), buffers);
    for (std::size_t i = 0; i < operators.size(); ++i) add_operator(operators.table(i), codes);
    const FlatVector inputs = graph.vector(1), outputs = graph.vector(2);
    if (inputs.size() != 1 || outputs.size() != 1)
        throw Refusal("it has " + ctnn::detail::counted(inputs.size(), "input") + " and " +
                      ctnn::detail::counted(outputs.size(), "output") + ", of which one each is translated");
    input_ = inputs.number<std::int32_t>(0);
    output_ = outputs.number<std::int32_t>(0);
}

void TfliteFile::add_tensor(const FlatTable& table, const FlatVector& buffers) {
    TfliteTensor tensor;
    const FlatVector shape = table.vector(0);
    if (shape.size() > most_axes) throw Refusal("a tensor has " + std::to_string(shape.size()) + " axes");
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const auto extent = shape.number<std::int32_t>(i);
        if (extent < 0) throw Refusal("a tensor has an extent of " + std::to_string(extent));
        tensor.shape.push_back(static_cast<std::size_t>(extent));
    }
    tensor.type = table.number<std::int8_t>(1, 0);
    tensor.name = table.vector(3).bytes();
    if (const auto buffer = table.number<std::uint32_t>(2, 0); buffer < buffers.size())
        tensor.data = buffers.table(buffer).vector(0).bytes();
    if (const auto quantised = table.table(4)) {
        const FlatVector scale = quantised->vector(2), zero = quantised->vector(3);
        read(4 * scale.size());
        for (std::size_t i = 0; i < scale.size(); ++i) {
            tensor.scale.push_back(scale.number<float>(i));
            const bool has_zero = zero.size() == scale.size();
            tensor.zero_point.push_back(has_zero ? static_cast<double>(zero.number<std::int64_t>(i)) : 0.0);
        }
        tensor.axis = static_cast<std::size_t>(quantised->number<std::int32_t>(6, 0));
    }
    tensors_.push_back(std::move(tensor));
}

void TfliteFile::add_operator(const FlatTable& table, const FlatVector& codes) {
    const FlatTable code = codes.table(table.number<std::uint32_t>(0, 0));
    const int old = code.number<std::int8_t>(0, 0), own = code.number<std::int32_t>(3, 0);
    operators_.push_back({.code = std::max(old, own),
                          .own_name = code.vector(1).bytes(),
                          .inputs = indices(table.vector(1)),
                          .outputs = indices(table.vector(2)),
                          .options = table.table(4)});
    const TfliteOperator& its = operators_.back();
    if (its.code == dequantize && its.inputs.size() == 1 && is_constant(its.inputs[0]))
        made_of_.emplace(its.result(), its.inputs[0]);
}

const TfliteTensor& TfliteFile::stored(int index) const {
    const auto found = made_of_.find(index);
    return tensor(found == made_of_.end() ? index : found->second);
}

std::vector<int> TfliteFile::indices(const FlatVector& from) {
    read(4 * from.size());
    std::vector<int> found;
    for (std::size_t i = 0; i < from.size(); ++i) found.push_back(from.number<std::int32_t>(i));
    return found;
}

void TfliteFile::read(std::size_t count) {
    read_ += count;
    if (read_ / 4 > text_.size()) throw Refusal("its parts share more values than the file holds");
}

const TfliteTensor& TfliteFile::tensor(int index) const {
    if (index < 0 || static_cast<std::size_t>(index) >= tensors_.size())
        throw Refusal("it takes tensor " + std::to_string(index) + " of " + std::to_string(tensors_.size()));
    return tensors_[static_cast<std::size_t>(index)];
}

void TfliteFile::require_whole(const TfliteTensor& tensor) {
    const std::size_t width = width_of(tensor.type);
    if (width == 0)
        throw Refusal("tensor " + ctnn::detail::in_quotes(tensor.name) + " is of type " +
                      std::to_string(tensor.type) + ", which is not read");
    if (tensor.data.size() / width < size_of(tensor.shape) ||
        tensor.data.size() != size_of(tensor.shape) * width)
        throw Refusal("tensor " + ctnn::detail::in_quotes(tensor.name) + " has " +
                      ctnn::detail::counted(tensor.data.size(), "byte") + ", but is " +
                      text_of(tensor.shape));
    read(tensor.data.size());
}

double TfliteFile::raw(const TfliteTensor& tensor, std::size_t index) const {
    const FlatBytes bytes(tensor.data);
    switch (tensor.type) {
        case 0:
            return bytes.number<float>(4 * index);
        case 1:
            return half_of(bytes.number<std::uint16_t>(2 * index));
        case 2:
            return bytes.number<std::int32_t>(4 * index);
        case 4:
            return static_cast<double>(bytes.number<std::int64_t>(8 * index));
        case 7:
            return bytes.number<std::int16_t>(2 * index);
        case 9:
            return bytes.number<std::int8_t>(index);
        default:
            return bytes.number<std::uint8_t>(index);
    }
}

Tensor TfliteFile::values(int index) {
    const TfliteTensor& from = stored(index);
    require_whole(from);
    if (from.is_integer() && from.scale.empty())
        throw Refusal("tensor " + ctnn::detail::in_quotes(from.name) +
                      " has whole numbers, and no scale that says what they stand for");
    const bool by_axis = from.scale.size() > 1;
    if (by_axis && (from.axis >= from.shape.size() || from.scale.size() != from.shape[from.axis]))
        throw Refusal("tensor " + ctnn::detail::in_quotes(from.name) + " has " +
                      ctnn::detail::counted(from.scale.size(), "scale") + ", but is " + text_of(from.shape));
    std::size_t within = 1;  // values behind each other of one scale
    for (std::size_t i = from.axis + 1; by_axis && i < from.shape.size(); ++i) within *= from.shape[i];
    Tensor made{from.shape, Values(size_of(from.shape))};
    for (std::size_t i = 0; i < made.values.size(); ++i) {
        const std::size_t own = by_axis ? i / within % from.scale.size() : 0;
        made.values[i] =
            from.is_integer() ? from.scale[own] * (raw(from, i) - from.zero_point[own]) : raw(from, i);
    }
    return made;
}

std::vector<std::int64_t> TfliteFile::whole_numbers(int index) {
    const TfliteTensor& from = stored(index);
    if (from.type != 2 && from.type != 4)
        throw Refusal("tensor " + ctnn::detail::in_quotes(from.name) + " should have whole numbers");
    require_whole(from);
    std::vector<std::int64_t> found;
    for (std::size_t i = 0; i < size_of(from.shape); ++i)
        found.push_back(static_cast<std::int64_t>(raw(from, i)));
    return found;
}

}  // namespace ctnn_tool
