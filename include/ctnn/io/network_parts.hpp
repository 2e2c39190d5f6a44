#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/spelling.hpp>
#include <ctnn/network/parts.hpp>

// A network's parts as a table, for what need not be compiled for each network, and what is said of a tensor
// that is none of them.

namespace ctnn::detail::inline CTNN_CODE {

struct NetworkPart {
    std::string path{};
    Part part;
    std::size_t offset = 0;   // in the whole block
    std::size_t layer = 0;    // of the network
    std::size_t leaf = 0;     // of all layers that have parts, those within others too
    PartShape flattened{};    // what the layer's inputs were before they were made a row
    bool is_reverse = false;  // of the way back of a Bidirectional
};

template <class Net>
std::vector<NetworkPart> table_of_parts() {
    std::vector<NetworkPart> table;
    std::size_t leaf = 0;
    each_layer_of<Net>([&]<class L>(std::type_identity<L>, const LayerPlace& at) {
        const std::size_t before = table.size();
        each_part_of<Net, L>(at, [&](const LayerPlace& place, const Part& part, std::size_t offset) {
            std::string path(path_length(place.path, part.name), ' ');
            write_path(place.path, part.name, path.data() + path.size());
            PartShape flattened = place.flattened;
            if constexpr (constexpr std::size_t rank = L::input::rank; rank > 1 && rank <= Part::most_axes) {
                flattened.rank = rank;
                std::copy_n(L::input::extents.begin(), rank, flattened.extents.begin());
            }
            table.push_back({std::move(path), part, offset, layer_on(place.path), leaf, flattened,
                             place.path->name == "backward"});
        });
        leaf += table.size() > before;
    });
    return table;
}

/// "layer 1, LSTM<8>,".
template <class Net>
[[gnu::cold]] std::string layer_text(std::size_t layer) {
    std::string name;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((I == layer ? void(name = short_spelling<typename LayerAt<Net, I>::type>()) : void()), ...);
    }(std::make_index_sequence<Net::layer_count>{});
    return "layer " + std::to_string(layer) + ", " + name + ',';
}

inline std::span<const std::size_t> extents_of(const PartShape& shape) noexcept {
    return {shape.extents.data(), shape.rank};
}

inline bool same_extents(const std::vector<std::uint64_t>& found, const PartShape& wanted) noexcept {
    if (found.size() != wanted.rank) return false;
    for (std::size_t i = 0; i < wanted.rank; ++i)
        if (found[i] != wanted.extents[i]) return false;
    return true;
}

/// An axis of a part as files have it: what goes along it, of how many gates it has each, how far apart in
/// the block its values are, and which gates these are.
struct FileAxis {
    std::size_t extent = 1, gates = 1;
    Along along = Along::values;
    std::size_t stride = 1;
    Along order = Along::values;
};

inline std::vector<FileAxis> file_axes(const Part& part) {
    std::vector<FileAxis> axes;
    PartAxis gates;
    for (const PartAxis& axis : std::span(part.axes).first(part.rank)) {
        if (is_gates(axis.along)) {
            gates = axis;
        } else {
            axes.push_back({axis.extent * gates.extent, gates.extent, axis.along, 1, gates.along});
            gates = {};
        }
    }
    for (std::size_t i = axes.size(); i-- > 1;) axes[i - 1].stride = axes[i].stride * axes[i].extent;
    return axes;
}

constexpr const char* plural_of(Along along) noexcept {
    switch (along) {
        case Along::units:
        case Along::units_before:
            return "units";
        case Along::inputs:
            return "inputs";
        case Along::outputs:
        case Along::filters:
            return "outputs";
        case Along::channels:
        case Along::input_channels:
            return "channels";
        case Along::words:
            return "words";
        case Along::dimensions:
            return "dimensions";
        default:
            return nullptr;
    }
}

/// What may be behind another shape: "" if that is not to be guessed.
[[gnu::cold]] inline std::string guess(const std::vector<std::uint64_t>& found,
                                       const std::vector<FileAxis>& axes) {
    if (found.size() != axes.size()) return "";
    bool is_turned = found.size() > 1;
    for (std::size_t i = 0; i < axes.size(); ++i)
        is_turned = is_turned && found[found.size() - 1 - i] == axes[i].extent;
    if (is_turned) return ": transposed?";
    const auto at_fault = [&](bool units) -> std::string {
        for (std::size_t i = axes.size(); i-- > 0;) {
            const FileAxis& axis = axes[i];
            const char* const things = plural_of(axis.along);
            const bool counts_units = axis.along == Along::units || axis.along == Along::units_before;
            if (found[i] != axis.extent && things && counts_units == units && found[i] % axis.gates == 0)
                return ": made for " + std::to_string(found[i] / axis.gates) + ' ' + things + '?';
        }
        return "";
    };
    const std::string units = at_fault(true);
    return units.empty() ? at_fault(false) : units;
}

}  // namespace ctnn::detail::inline CTNN_CODE
