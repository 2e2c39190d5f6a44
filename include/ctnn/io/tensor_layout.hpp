#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/io/network_parts.hpp>

// How other libraries name a part's tensors, and how these lie: all of it from what the part's axes go along.

namespace ctnn {

/// Whose tensors a file has.
enum class TensorLayout : unsigned char { pytorch, keras };

/// Weights of outputs before inputs, images channel by channel, gates r z n, two biases of recurrent layers.
inline constexpr TensorLayout from_pytorch = TensorLayout::pytorch;
/// As this library's.
inline constexpr TensorLayout from_keras = TensorLayout::keras;
/// The same of a file that is written.
inline constexpr TensorLayout for_pytorch = from_pytorch, for_keras = from_keras;

namespace detail::inline CTNN_CODE {

/// A tensor that a part's values come from. Of two for the same values these are the sum.
struct TensorSource {
    std::array<std::string_view, 2> names{};  // what it may be called
    std::vector<FileAxis> axes{};             // in its own order
    std::size_t base = 0;                     // where in the part its values begin
    bool may_be_left_out = false;             // zeros, then
};

constexpr bool is_of_kernel(Along along) noexcept {
    return along == Along::kernel_rows || along == Along::kernel_columns || along == Along::kernel_steps;
}

/// The last axis first, then those of a kernel; a table as it is.
inline std::vector<FileAxis> pytorch_axes(const Part& part) {
    const std::vector<FileAxis> own = file_axes(part);
    if (part.goes(Along::words)) return own;
    std::vector<FileAxis> axes;
    for (std::size_t i = own.size(); i-- > 0;)
        if (!is_of_kernel(own[i].along)) axes.push_back(own[i]);
    for (const FileAxis& axis : own)
        if (is_of_kernel(axis.along)) axes.push_back(axis);
    return axes;
}

using Renamed = std::pair<std::string_view, std::string_view>;

constexpr std::string_view renamed_by(const auto& names, std::string_view name) noexcept {
    for (const Renamed& other : names)
        if (other.first == name) return other.second;
    return name;
}

/// The two biases of a recurrent layer: PyTorch has both always, and adds them up itself.
inline std::vector<TensorSource> pytorch_biases(const Part& part) {
    const FileAxis axis = file_axes(part).back();
    const bool apart = part.goes(Along::biases);
    return {{{"bias_ih"}, {axis}, 0, true}, {{"bias_hh"}, {axis}, apart ? axis.extent : 0, true}};
}

/// What a recurrent layer remembers at first, by default nothing: in few files.
constexpr bool is_initial(const Part& part) noexcept {
    return part.goes(Along::units) && (part.name == "h0" || part.name == "c0");
}

/// Biases, which few models without them bother to have.
constexpr bool may_be_none(const Part& part) noexcept {
    return part.name == "bias" || part.name == "in_proj_bias" || part.name == "out_proj_bias";
}

inline std::vector<TensorSource> keras_sources(const Part& part) {
    constexpr std::array names{Renamed{"mean", "moving_mean"}, Renamed{"variance", "moving_variance"},
                               Renamed{"slope", "alpha"}};
    const bool is_table = part.goes(Along::words);
    const std::string_view other =
        part.name == "weight" ? (is_table ? "embeddings" : "kernel") : renamed_by(names, part.name);
    return {{{other, part.name}, file_axes(part), 0, may_be_none(part) || is_initial(part)}};
}

/// A GRU that resets before its product PyTorch has not: none of its files is read as one.
inline std::vector<TensorSource> pytorch_sources(const Part& part) {
    constexpr std::array names{Renamed{"gamma", "weight"}, Renamed{"beta", "bias"},
                               Renamed{"mean", "running_mean"}, Renamed{"variance", "running_var"},
                               Renamed{"slope", "weight"},
                               Renamed{"out_proj_weight", "out_proj.weight"},
                               Renamed{"out_proj_bias", "out_proj.bias"}};
    if (part.goes(Along::gates_z_r_h_before)) return keras_sources(part);
    if (part.goes(Along::units)) {
        if (part.goes(Along::inputs)) return {{{"weight_ih"}, pytorch_axes(part)}};
        if (part.goes(Along::units_before)) return {{{"weight_hh"}, pytorch_axes(part)}};
        if (is_initial(part)) return {{{part.name}, pytorch_axes(part), 0, true}};
        return pytorch_biases(part);
    }
    return {{{renamed_by(names, part.name)}, pytorch_axes(part), 0, may_be_none(part)}};
}

inline std::vector<TensorSource> sources_of(const Part& part, TensorLayout layout) {
    return layout == TensorLayout::pytorch ? pytorch_sources(part) : keras_sources(part);
}

/// The place among ours of gate g of PyTorch's r z n; an LSTM's are in our order.
constexpr std::size_t own_gate(std::size_t gate, Along order) noexcept {
    return order == Along::gates_z_r_h && gate < 2 ? 1 - gate : gate;
}

/// The place in a row of values, which were an image height x width x channels, of value i of the same in
/// PyTorch's order; of a sequence likewise.
constexpr std::size_t own_place(std::size_t i, const PartShape& image) noexcept {
    const std::size_t channels = image.extents[image.rank - 1];
    std::size_t pixels = 1;
    for (std::size_t axis = 0; axis + 1 < image.rank; ++axis) pixels *= image.extents[axis];
    return i % pixels * channels + i / pixels;
}

inline bool is_row_of(const FileAxis& axis, const PartShape& image) noexcept {
    if (axis.along != Along::inputs && axis.along != Along::channels) return false;
    std::size_t values = 1;
    for (const std::size_t extent : extents_of(image)) values *= extent;
    return image.rank > 1 && values == axis.extent;
}

/// For each index along an axis of PyTorch's, how far into the part it leads; `image` is what the layer's
/// row of inputs was, channels last, of rank 0 if it was none.
inline std::vector<std::size_t> pytorch_places(const FileAxis& axis, const PartShape& image) {
    std::vector<std::size_t> places(axis.extent);
    const std::size_t units = axis.extent / axis.gates;
    const bool turns = is_row_of(axis, image);
    for (std::size_t i = 0; i < axis.extent; ++i) {
        const std::size_t own =
            turns ? own_place(i, image) : own_gate(i / units, axis.order) * units + i % units;
        places[i] = own * axis.stride;
    }
    return places;
}

inline std::vector<std::size_t> same_places(const FileAxis& axis) {
    std::vector<std::size_t> places(axis.extent);
    for (std::size_t i = 0; i < axis.extent; ++i) places[i] = i * axis.stride;
    return places;
}

/// For each axis of a source, in its order.
inline std::vector<std::vector<std::size_t>> places_of(const TensorSource& source, TensorLayout layout,
                                                       const PartShape& image) {
    std::vector<std::vector<std::size_t>> places;
    for (const FileAxis& axis : source.axes)
        places.push_back(layout == TensorLayout::pytorch ? pytorch_places(axis, image) : same_places(axis));
    return places;
}

/// From value to value of a source's tensor, row by row: where in the block each belongs.
class PlaceWalk {
  public:
    /// `places`: for each axis, what each index adds to `first`.
    PlaceWalk(const std::vector<std::vector<std::size_t>>& places, std::size_t first)
        : places_(places), at_(places.size(), 0), row_(first) {
        for (const auto& axis : places) row_ += axis[0];
        if (places.empty()) return;
        row_ -= places.back()[0];
        last_ = places.back().data();
        count_ = places.back().size();
    }

    /// Where what comes next along the last axis belongs: behind `row()`, one of `run()` after the other.
    std::size_t row() const noexcept { return row_; }
    std::span<const std::size_t> run() const noexcept { return {last_ + index_, count_ - index_}; }
    /// By so many of the run.
    void go_on(std::size_t steps) noexcept {
        index_ += steps;
        if (index_ < count_) return;
        index_ = 0;
        for (std::size_t i = at_.empty() ? 0 : at_.size() - 1; i-- > 0;) {
            const auto& axis = places_[i];
            row_ -= axis[at_[i]];
            at_[i] = at_[i] + 1 < axis.size() ? at_[i] + 1 : 0;
            row_ += axis[at_[i]];
            if (at_[i] != 0) break;
        }
    }

  private:
    static constexpr std::size_t nothing = 0;

    const std::vector<std::vector<std::size_t>>& places_;
    std::vector<std::size_t> at_;
    std::size_t row_;                     // what all axes but the last one lead to
    const std::size_t* last_ = &nothing;  // what the last one adds
    std::size_t count_ = 1, index_ = 0;
};

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
