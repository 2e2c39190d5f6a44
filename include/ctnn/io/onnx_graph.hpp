#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/protobuf.hpp>
#include <ctnn/io/stored_number.hpp>

// A model of ONNX while it grows: nodes, and the constants that they read. Source: onnx.proto3 of ONNX 1.12,
// whose names and field numbers these are.

namespace ctnn::detail::inline CTNN_CODE {

using OnnxIntegers = std::vector<std::int64_t>;

/// A value on its way through the graph. The extents are those of a sample in our order, channels last; where
/// an operator has left the channels first, they stay there until somebody needs them last.
struct OnnxValue {
    std::string name{};
    std::vector<std::size_t> extents{};
    bool channels_first = false;
};

struct OnnxAttribute {
    ProtobufMessage message{};

    OnnxAttribute(std::string_view name, std::int64_t value) {
        message.text(1, name).integer(3, value).integer(20, 2);
    }
    OnnxAttribute(std::string_view name, std::size_t value)
        : OnnxAttribute(name, static_cast<std::int64_t>(value)) {}
    OnnxAttribute(std::string_view name, int value) : OnnxAttribute(name, std::int64_t{value}) {}
    OnnxAttribute(std::string_view name, double value) {
        message.text(1, name).real(2, static_cast<float>(value)).integer(20, 1);
    }
    OnnxAttribute(std::string_view name, const char* value) {
        message.text(1, name).text(4, value).integer(20, 3);
    }
    OnnxAttribute(std::string_view name, const OnnxIntegers& values) {
        message.text(1, name);
        for (const std::int64_t value : values) message.integer(8, value);
        message.integer(20, 7);
    }
    OnnxAttribute(std::string_view name, const std::vector<float>& values) {
        message.text(1, name);
        for (const float value : values) message.real(7, value);
        message.integer(20, 6);
    }
    OnnxAttribute(std::string_view name, const std::vector<const char*>& values) {
        message.text(1, name);
        for (const char* const value : values) message.text(9, value);
        message.integer(20, 8);
    }
};

class OnnxGraph {
  public:
    static constexpr std::int64_t operator_set = 17, format = 8;

    /// Numbers are `f32` or `f64`, those of the graph and those that it computes with.
    explicit OnnxGraph(StoredAs numbers) noexcept : numbers_(numbers) {}

    /// A node of one output, whose name is returned: that of the layer, and what is done there.
    std::string node(const char* op, const std::string& layer, std::vector<std::string> inputs,
                     std::vector<OnnxAttribute> attributes = {}) {
        return node_with(op, layer, std::move(inputs), std::move(attributes), 0);
    }

    /// The same of which the first `unused` outputs are left out.
    std::string node_with(const char* op, const std::string& layer, std::vector<std::string> inputs,
                          std::vector<OnnxAttribute> attributes, std::size_t unused) {
        const std::string name = name_of_its_own(layer + '/' + op);
        nodes_.push_back({op, name, std::move(inputs), name, unused, std::move(attributes)});
        return name;
    }

    /// Whether a value is what such a node gives.
    bool comes_from(std::string_view op, const std::string& value) const {
        return std::any_of(nodes_.begin(), nodes_.end(),
                           [&](const Node& node) { return node.output == value && node.op == op; });
    }

    /// A constant, which is named as the layer's part.
    std::string constant(const std::string& wanted, const OnnxIntegers& extents,
                         const std::vector<double>& values) {
        const StoredType& type = stored_type(numbers_);
        std::string bytes(values.size() * (type.bits / 8), '\0');
        for (std::size_t i = 0; i < values.size(); ++i)
            number_to(bytes.data() + i * (type.bits / 8), values[i], numbers_);
        return tensor(wanted, extents, number_type(), bytes);
    }
    std::string constant(const std::string& layer, double value) {
        return constant(layer + ".constant", {}, std::vector<double>{value});
    }
    /// Numbers of single precision wherever the graph computes.
    std::string floats(const std::string& wanted, const std::vector<float>& values) {
        std::string bytes(values.size() * 4, '\0');
        for (std::size_t i = 0; i < values.size(); ++i)
            number_to(bytes.data() + i * 4, values[i], StoredAs::f32);
        return tensor(wanted, {static_cast<std::int64_t>(values.size())}, float_type, bytes);
    }
    std::string integers(const std::string& wanted, const OnnxIntegers& values) {
        std::string bytes(values.size() * 8, '\0');
        for (std::size_t i = 0; i < values.size(); ++i)
            put_little_endian(static_cast<std::uint64_t>(values[i]), bytes.data() + i * 8);
        return tensor(wanted, {static_cast<std::int64_t>(values.size())}, integer_type, bytes);
    }

    /// FLOAT or DOUBLE, as a Cast needs it.
    std::int64_t number_type() const noexcept { return numbers_ == StoredAs::f64 ? double_type : float_type; }
    static constexpr std::int64_t float_type = 1, integer_type = 7, double_type = 11;

    /// The file, of which `last` becomes "output".
    std::string model(const OnnxValue& input, OnnxValue last) {
        if (last.name == input.name) last.name = node("Identity", "output", {input.name});
        ProtobufMessage graph;
        for (Node& node : nodes_) {
            for (std::string& name : node.inputs)
                if (name == last.name) name = "output";
            if (node.output == last.name) node.output = "output";
            graph.message(1, message_of(node));
        }
        graph.text(2, "network");
        for (const ProtobufMessage& tensor : tensors_) graph.message(5, tensor);
        graph.message(11, value_info("input", input.extents));
        graph.message(12, value_info("output", last.extents));
        ProtobufMessage operators, file;
        operators.text(1, "").integer(2, operator_set);
        return file.integer(1, format).text(2, "ctnn").message(7, graph).message(8, operators).bytes();
    }

  private:
    struct Node {
        const char* op;
        std::string name;
        std::vector<std::string> inputs;
        std::string output;
        std::size_t unused;  // outputs before it
        std::vector<OnnxAttribute> attributes;
    };

    static ProtobufMessage message_of(const Node& node) {
        ProtobufMessage message;
        for (const std::string& name : node.inputs) message.text(1, name);
        for (std::size_t i = 0; i < node.unused; ++i) message.text(2, "");
        message.text(2, node.output).text(3, node.name).text(4, node.op);
        for (const OnnxAttribute& attribute : node.attributes) message.message(5, attribute.message);
        return message;
    }

    ProtobufMessage value_info(const char* name, const std::vector<std::size_t>& extents) const {
        ProtobufMessage batch, shape, tensor, type, value;
        shape.message(1, batch.text(2, "batch"));
        for (const std::size_t extent : extents) {
            ProtobufMessage dimension;
            shape.message(1, dimension.integer(1, static_cast<std::int64_t>(extent)));
        }
        type.message(1, tensor.integer(1, number_type()).message(2, shape));
        return value.text(1, name).message(2, type);
    }

    std::string tensor(const std::string& wanted, const OnnxIntegers& extents, std::int64_t type,
                       const std::string& bytes) {
        const std::string name = name_of_its_own(wanted);
        ProtobufMessage message;
        for (const std::int64_t extent : extents) message.integer(1, extent);
        tensors_.push_back(message.integer(2, type).text(8, name).text(9, bytes));
        return name;
    }

    std::string name_of_its_own(const std::string& wanted) {
        std::string name = wanted;
        for (std::size_t i = 2; std::find(names_.begin(), names_.end(), name) != names_.end(); ++i)
            name = wanted + '_' + std::to_string(i);
        names_.push_back(name);
        return name;
    }

    StoredAs numbers_;
    std::vector<Node> nodes_;
    std::vector<ProtobufMessage> tensors_;
    std::vector<std::string> names_;
};

}  // namespace ctnn::detail::inline CTNN_CODE
