#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/sizes.hpp>
#include <string_view>

// What a layer's block of values is made of, so that whoever names, writes, reads or permutes parameters
// needs to know no layer.

namespace ctnn {

/// What an axis of a part goes along. In this order other libraries' layouts are derived from ours.
enum class Along : unsigned char {
    values,              ///< nothing that is known
    inputs,              ///< the values that the layer takes, in their order
    outputs,             ///< the values that it gives
    channels,            ///< the channels that it takes and gives, each by itself
    input_channels,      ///< those that a kernel sees: of its group only
    filters,             ///< of a kernel that goes the other way: of its group only
    kernel_rows,         ///< of a kernel that goes over an image
    kernel_columns,      ///< and its columns
    kernel_steps,        ///< of a kernel that goes along a sequence
    units,               ///< the units of a recurrent layer
    units_before,        ///< the same, of the step before
    gates_i_f_g_o,       ///< of an LSTM: input, forget, candidate, output; the units of each follow
    gates_z_r_h,         ///< of a GRU: update, reset, candidate; the units of each follow
    gates_z_r_h_before,  ///< the same of one that resets before its product
    biases,              ///< two: of what comes from the input, of what comes from the step before
    words,               ///< rows of a table
    dimensions           ///< what there is in each
};

/// An axis of a part.
struct PartAxis {
    std::size_t extent = 1;       ///< values along it
    Along along = Along::values;  ///< what they are

    CTNN_MEMBER bool operator==(const PartAxis&) const = default;
};

/// One of the parts that a block of values is made of: `Part{"weight", {{784, Along::inputs}, {10,
/// Along::outputs}}}`. Its values lie row by row, the last axis innermost. A layer lists them in their order
/// in the block, the trained ones first; see engine/layer.hpp.
struct Part {
    static constexpr std::size_t most_axes = 5;  ///< that a part can have

    std::string_view name{};                 ///< as in `parameters.layer<0>().weight`
    std::array<PartAxis, most_axes> axes{};  ///< the first `rank` count
    std::size_t rank = 0;                    ///< how many axes it has
    bool is_state = false;                   ///< kept, but not trained

    /// With its name and its axes, outermost first.
    template <std::size_t Rank>
        requires(Rank <= most_axes)
    CTNN_MEMBER constexpr Part(std::string_view part_name, const PartAxis (&part_axes)[Rank],
                               bool state = false) noexcept
        : name(part_name), rank(Rank), is_state(state) {
        for (std::size_t i = 0; i < Rank; ++i) axes[i] = part_axes[i];
    }

    /// How many values it has: the product of its extents.
    CTNN_MEMBER constexpr std::size_t size() const noexcept {
        std::size_t values = 1;
        for (std::size_t i = 0; i < rank; ++i) values = detail::size_product(values, axes[i].extent);
        return values;
    }

    /// Whether one of its axes goes along that.
    CTNN_MEMBER constexpr bool goes(Along along) const noexcept {
        for (std::size_t i = 0; i < rank; ++i)
            if (axes[i].along == along) return true;
        return false;
    }
};

namespace detail::inline CTNN_CODE {

constexpr bool is_gates(Along along) noexcept {
    return along == Along::gates_i_f_g_o || along == Along::gates_z_r_h || along == Along::gates_z_r_h_before;
}

/// The extents of a part as files have it: gates and their units are one axis.
struct PartShape {
    std::array<std::size_t, Part::most_axes> extents{};
    std::size_t rank = 0;

    constexpr bool operator==(const PartShape&) const = default;
};

constexpr PartShape shape_of(const Part& part) noexcept {
    PartShape shape;
    bool joins = false;
    for (std::size_t i = 0; i < part.rank; ++i) {
        const PartAxis axis = part.axes[i];
        if (joins)
            shape.extents[shape.rank - 1] *= axis.extent;
        else
            shape.extents[shape.rank++] = axis.extent;
        joins = is_gates(axis.along);
    }
    return shape;
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
