#include "formats/onnx_graph.hpp"

#include <algorithm>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/stored_number.hpp>
#include <utility>

#include "formats/protobuf.hpp"
#include "model/refusal.hpp"

// The numbers of fields and types: onnx/onnx.proto3.

namespace ctnn_tool {
namespace {

using ctnn::detail::in_quotes;

/// One number, or many in a row.
void append_integers(const ProtobufField& field, std::vector<std::int64_t>& to) {
    if (!field.has_bytes) return to.push_back(static_cast<std::int64_t>(field.value));
    for (Protobuf packed(field.bytes); !packed.at_end();)
        to.push_back(static_cast<std::int64_t>(packed.varint()));
}

double real_of(std::uint64_t bits) {
    return static_cast<double>(__builtin_bit_cast(float, static_cast<std::uint32_t>(bits)));
}

void append_reals(const ProtobufField& field, std::vector<double>& to) {
    if (!field.has_bytes) return to.push_back(real_of(field.value));
    for (std::size_t at = 0; at + 4 <= field.bytes.size(); at += 4)
        to.push_back(real_of(ctnn::detail::little_endian<std::uint32_t>(field.bytes.data() + at)));
}

Shape shape_of_type(std::string_view type) {
    Shape shape;
    ProtobufField tensor, part, extent, told;
    for (Protobuf types(type); types.next(tensor);) {
        if (tensor.number != 1) continue;
        for (Protobuf parts(tensor.bytes); parts.next(part);) {
            if (part.number != 2) continue;
            for (Protobuf extents(part.bytes); extents.next(extent);) {
                if (extent.number != 1) continue;
                shape.push_back(0);
                for (Protobuf one(extent.bytes); one.next(told);)
                    if (told.number == 1 && !told.has_bytes && told.value < (std::uint64_t{1} << 32))
                        shape.back() = static_cast<std::size_t>(told.value);
            }
        }
    }
    return shape;
}

OnnxValue read_value(std::string_view message) {
    OnnxValue value;
    ProtobufField field;
    for (Protobuf fields(message); fields.next(field);) {
        if (field.number == 1) value.name = field.bytes;
        if (field.number == 2) value.shape = shape_of_type(field.bytes);
    }
    return value;
}

void read_attribute(std::string_view message, OnnxNode& node) {
    OnnxAttribute attribute;
    std::string name;
    ProtobufField field;
    for (Protobuf fields(message); fields.next(field);) switch (field.number) {
            case 1:
                name = field.bytes;
                break;
            case 2:
                attribute.real = real_of(field.value);
                break;
            case 3:
                attribute.integer = static_cast<std::int64_t>(field.value);
                break;
            case 4:
                attribute.text = field.bytes;
                break;
            case 5:
                attribute.tensor = field.bytes;
                break;
            case 7:
                append_reals(field, attribute.reals);
                break;
            case 8:
                append_integers(field, attribute.integers);
                break;
            case 9:
                attribute.texts += (attribute.texts.empty() ? "" : ",") + std::string(field.bytes);
                break;
            default:
                break;
        }
    node.attributes.insert_or_assign(std::move(name), std::move(attribute));
}

OnnxNode read_node(std::string_view message, std::size_t index) {
    OnnxNode node;
    std::string name = std::to_string(index);
    ProtobufField field;
    for (Protobuf fields(message); fields.next(field);) switch (field.number) {
            case 1:
                node.inputs.emplace_back(field.bytes);
                break;
            case 2:
                node.outputs.emplace_back(field.bytes);
                break;
            case 3:
                if (!field.bytes.empty()) name = field.bytes;
                break;
            case 4:
                node.operation = field.bytes;
                break;
            case 5:
                read_attribute(field.bytes, node);
                break;
            default:
                break;
        }
    const std::string quoted = in_quotes(name);
    node.place = "node " + quoted.substr(1, quoted.size() - 2);
    return node;
}

constexpr std::size_t most_nodes = 20'000;

void read_graph(std::string_view message, OnnxGraph& graph) {
    std::vector<OnnxValue> inputs;
    ProtobufField field;
    for (Protobuf fields(message); fields.next(field);) {
        if (field.number == 1) graph.nodes.push_back(read_node(field.bytes, graph.nodes.size()));
        if (graph.nodes.size() > most_nodes)
            throw Refusal("it has more than " + std::to_string(most_nodes) + " nodes");
        if (field.number == 5) {
            std::string name;
            OnnxConstant constant = read_onnx_tensor(field.bytes, &name);
            if (!graph.constants.emplace(name, std::move(constant)).second)
                throw Refusal("there are two tensors " + in_quotes(name));
        }
        if (field.number == 11) inputs.push_back(read_value(field.bytes));
        if (field.number == 12) graph.outputs.push_back(read_value(field.bytes).name);
    }
    for (OnnxValue& input : inputs)
        if (!graph.constants.contains(input.name)) graph.inputs.push_back(std::move(input));
}

/// How the raw bytes of a type are numbers.
double raw_number(const char* bytes, std::uint64_t type) {
    using namespace ctnn::detail;
    switch (type) {
        case 1:
            return number_from<double>(bytes, ctnn::StoredAs::f32);
        case 6:
            return static_cast<double>(static_cast<std::int32_t>(little_endian<std::uint32_t>(bytes)));
        case 7:
            return static_cast<double>(static_cast<std::int64_t>(little_endian<std::uint64_t>(bytes)));
        case 9:  // a truth
            return *bytes != 0;
        case 10:
            return number_from<double>(bytes, ctnn::StoredAs::f16);
        case 16:
            return number_from<double>(bytes, ctnn::StoredAs::bf16);
        default:
            return number_from<double>(bytes, ctnn::StoredAs::f64);
    }
}
std::size_t width_of(std::uint64_t type) {
    return type == 9                  ? 1
           : type == 1 || type == 6   ? 4
           : type == 7 || type == 11  ? 8
           : type == 10 || type == 16 ? 2
                                      : 0;
}

/// The numbers of a field that holds them one by one, or packed.
void append_numbers(const ProtobufField& field, Values& to) {
    if (field.number == 5 || field.number == 7) {
        std::vector<std::int64_t> integers;
        append_integers(field, integers);
        to.insert(to.end(), integers.begin(), integers.end());
        return;
    }
    const std::uint64_t type = field.number == 4 ? 1 : 11;
    const std::size_t width = width_of(type);
    if (!field.has_bytes) {
        char bytes[8];
        ctnn::detail::put_little_endian(field.value, bytes);
        to.push_back(raw_number(bytes, type));
    }
    for (std::size_t at = 0; at + width <= field.bytes.size(); at += width)
        to.push_back(raw_number(field.bytes.data() + at, type));
}

}  // namespace

OnnxConstant read_onnx_tensor(std::string_view message, std::string* name) {
    std::vector<std::int64_t> extents;
    std::uint64_t type = 0;
    std::string own;
    std::string_view raw;
    bool elsewhere = false;
    auto values = std::make_shared<Values>();
    ProtobufField field;
    for (Protobuf fields(message); fields.next(field);) {
        if (field.number == 1) append_integers(field, extents);
        if (field.number == 2) type = field.value;
        if (field.number == 4 || field.number == 5 || field.number == 7 || field.number == 10)
            append_numbers(field, *values);
        if (field.number == 8) own = field.bytes;
        if (field.number == 9) raw = field.bytes;
        if (field.number == 14) elsewhere = field.value != 0;
    }
    const std::string place = "tensor " + in_quotes(own);
    const std::size_t width = width_of(type);
    if (elsewhere) throw Refusal(place, "its values are in another file: not translated");
    if (width == 0 || (width == 2 && !values->empty()))
        throw Refusal(place, "numbers of type " + std::to_string(type) + " are not translated");
    for (std::size_t at = 0; at + width <= raw.size(); at += width)
        values->push_back(raw_number(raw.data() + at, type));
    OnnxConstant constant;
    for (const std::int64_t extent : extents) {
        if (extent < 0) throw Refusal(place, "an extent below 0");
        constant.shape.push_back(static_cast<std::size_t>(extent));
    }
    if (size_of(constant.shape) != values->size())
        throw Refusal(place, "it is " + text_of(constant.shape) + ", but has " +
                                 std::to_string(values->size()) + " values");
    constant.values = std::move(values);
    constant.is_whole = type == 6 || type == 7;
    if (name) *name = std::move(own);
    return constant;
}

OnnxGraph read_onnx_graph(std::string_view bytes) {
    OnnxGraph graph;
    std::string_view message;
    ProtobufField field, part;
    for (Protobuf fields(bytes); fields.next(field);) {
        if (field.number == 2) graph.is_ours = field.bytes == "ctnn";
        if (field.number == 7) message = field.bytes;
        if (field.number != 8) continue;
        std::string_view domain;
        std::int64_t version = 0;
        for (Protobuf parts(field.bytes); parts.next(part);)
            part.number == 1 ? void(domain = part.bytes)
                             : void(version = static_cast<std::int64_t>(part.value));
        if (domain.empty() || domain == "ai.onnx") graph.version = version;
    }
    if (message.empty()) throw Refusal("it is no ONNX file: there is no graph");
    read_graph(message, graph);
    if (graph.version == 0) throw Refusal("it does not say of which version its operators are");
    return graph;
}

std::vector<std::int64_t> OnnxConstant::integers() const {
    std::vector<std::int64_t> found;
    for (const double value : *values) {
        // Of what is beyond, only that it is large matters.
        found.push_back(value != value ? 0 : static_cast<std::int64_t>(std::clamp(value, -9e15, 9e15)));
    }
    return found;
}

std::int64_t OnnxNode::integer(std::string_view name, std::int64_t otherwise) const {
    const auto at = attributes.find(name);
    return at == attributes.end() ? otherwise : at->second.integer;
}
double OnnxNode::real(std::string_view name, double otherwise) const {
    const auto at = attributes.find(name);
    return at == attributes.end() ? otherwise : at->second.real;
}
std::string_view OnnxNode::text(std::string_view name, std::string_view otherwise) const {
    const auto at = attributes.find(name);
    return at == attributes.end() ? otherwise : at->second.text;
}
std::vector<std::int64_t> OnnxNode::integers(std::string_view name,
                                             std::vector<std::int64_t> otherwise) const {
    const auto at = attributes.find(name);
    return at == attributes.end() ? otherwise : at->second.integers;
}

}  // namespace ctnn_tool
