#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/io/html_text.hpp>
#include <ctnn/io/png.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/parts.hpp>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

// Pictures in a report: samples, and weights of what looks at pictures.

namespace ctnn {

inline namespace CTNN_CODE {

/// A picture: values of 0 (black) to 1, row by row, 1 or 3 channels of a pixel side by side, and what stands
/// below it.
struct Picture {
    std::size_t height = 0, width = 0, channels = 1;  ///< rows, columns, values of a pixel
    std::vector<float> values{};                      ///< of all pixels, row by row
    std::string caption{};                            ///< what stands below it
};

/// How samples or weights are shown.
struct PictureOptions {
    std::size_t height = 0, width = 0;  ///< 0: as the network's input says, or a square
    std::size_t most = 48;              ///< of them at most
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// What the values of a sample are as a picture; of no height if they are none.
struct PictureShape {
    std::size_t height = 0, width = 0, channels = 1;
};

[[gnu::cold]] inline PictureShape picture_shape(std::span<const std::size_t> extents,
                                                const PictureOptions& options) {
    std::size_t size = 1;
    for (const std::size_t extent : extents) size *= extent;
    if (options.height != 0 || options.width != 0) {
        const std::size_t pixels = options.height * options.width;
        if (pixels == 0 || size % pixels != 0)
            throw DataError("the pictures of a report",
                            "a height and width that divide " + counted(size, "value"),
                            std::to_string(options.height) + " x " + std::to_string(options.width));
        return {options.height, options.width, size / pixels};
    }
    if (extents.size() == 3) return {extents[0], extents[1], extents[2]};
    if (extents.size() == 2) return {extents[0], extents[1], 1};
    const auto side = static_cast<std::size_t>(std::lround(std::sqrt(double(size))));
    return size >= 9 && side * side == size ? PictureShape{side, side, 1} : PictureShape{};
}

inline constexpr const char* no_picture =
    "<p class=\"none\">There is no picture of these: the network takes no image, and no .height and .width "
    "say how "
    "its inputs lie.</p>\n";

/// One of a list of pictures, each some 80 pixels high on the page.
[[gnu::cold]] inline std::string picture_item(const Pixels& pixels, const std::string& caption,
                                              const std::string& said) {
    const std::size_t longest = std::max<std::size_t>(1, std::max(pixels.height, pixels.width));
    const std::size_t scale = std::max<std::size_t>(1, 80 / longest);
    return "<li><img src=\"" + address_of(pixels) + "\" width=\"" + std::to_string(pixels.width * scale) +
           "\" height=\"" + std::to_string(pixels.height * scale) + "\" alt=\"" + html(said) + "\">" +
           (caption.empty() ? "" : "<small>" + html(caption) + "</small>") + "</li>\n";
}

[[gnu::cold]] inline char pixel_byte(double value) {
    return static_cast<char>(static_cast<unsigned char>(255 * (value > 0 ? std::min(value, 1.0) : 0) + 0.5));
}

[[gnu::cold]] inline Pixels pixels_of(const Picture& picture) {
    const std::size_t size = picture.height * picture.width * picture.channels;
    if ((picture.channels != 1 && picture.channels != 3) || size == 0 || picture.values.size() != size)
        throw DataError("a picture of a report", "height x width values of 1 or 3 channels",
                        std::to_string(picture.height) + " x " + std::to_string(picture.width) + " x " +
                            std::to_string(picture.channels) + " and " +
                            counted(picture.values.size(), "value"));
    Pixels pixels{picture.width, picture.height, picture.channels, {}};
    for (const float value : picture.values) pixels.bytes += pixel_byte(double(value));
    return pixels;
}

[[gnu::cold]] inline std::string pictures_html(const std::vector<Picture>& pictures) {
    std::string text = "<ul class=\"pictures\">\n";
    for (const Picture& picture : pictures)
        text += picture_item(pixels_of(picture), picture.caption, picture.caption);
    return text + "</ul>\n";
}

/// Weights over a picture: what counts for the unit in blue, what counts against it in orange, nothing clear.
[[gnu::cold]] inline Pixels signed_pixels(const std::vector<double>& values, PictureShape shape,
                                          double greatest) {
    Pixels pixels{shape.width, shape.height, 4, {}};
    for (const double value : values) {
        const bool positive = value > 0;
        for (const int byte : {positive ? 74 : 217, positive ? 128 : 107, positive ? 181 : 54})
            pixels.bytes += static_cast<char>(byte);
        pixels.bytes += pixel_byte(greatest > 0 && is_finite(value) ? std::abs(value) / greatest : 0);
    }
    return pixels;
}

/// The weights of units over a picture: `values[pixel * units + unit]`, a channel after the other in a pixel.
struct PictureWeights {
    PictureShape shape{};
    std::size_t units = 0;
    std::vector<double> values{};

    /// What a unit has on one channel of its picture.
    std::vector<double> plane(std::size_t unit, std::size_t channel) const {
        std::vector<double> plane;
        for (std::size_t p = 0; p < shape.height * shape.width; ++p)
            plane.push_back(values[(p * shape.channels + channel) * units + unit]);
        return plane;
    }
};

/// Those with the greatest weights first, all on one scale.
[[gnu::cold]] inline std::string weights_html(const PictureWeights& weights, std::size_t most) {
    if (weights.shape.height == 0) return no_picture;
    std::vector<double> strength(weights.units);
    double greatest = 0;
    for (std::size_t i = 0; i < weights.values.size(); ++i) {
        const double value = weights.values[i];
        if (!is_finite(value)) continue;
        strength[i % weights.units] += value * value;
        greatest = std::max(greatest, std::abs(value));
    }
    std::vector<std::size_t> order(weights.units);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return strength[a] > strength[b]; });
    const std::size_t all = weights.units * weights.shape.channels, shown = std::min(all, most);
    std::string text = "<ul class=\"pictures\">\n";
    for (std::size_t k = 0; k < shown; ++k) {
        const std::size_t unit = order[k / weights.shape.channels], channel = k % weights.shape.channels;
        const std::string said = "unit " + std::to_string(unit);
        text += picture_item(signed_pixels(weights.plane(unit, channel), weights.shape, greatest), "", said);
    }
    text +=
        "</ul>\n<p><small>What counts for a unit is blue, what counts against it orange; the strongest is ";
    text += rounded(greatest) + ".";
    if (shown < all)
        text += " " + grouped(shown) + " of " + grouped(all) + ", those with the greatest weights first.";
    return text + "</small></p>\n";
}

/// Those of the first layer that has weights, if it looks at pictures: a Dense layer's, or a convolution's.
template <class Net, class T>
[[gnu::cold]] PictureWeights picture_weights(const Parameters<Net, T>& parameters,
                                             const PictureOptions& options) {
    PictureWeights found;
    bool looked = false;
    for_each_part(parameters, [&](std::string_view, const Part& part, std::span<const T> values) {
        if (looked || part.is_state || part.rank < 2) return;
        looked = true;
        const bool dense =
            part.rank == 2 && part.axes[0].along == Along::inputs && part.axes[0].extent == Net::input_size;
        const bool kernel = part.rank == 4 && part.axes[0].along == Along::kernel_rows;
        if (!dense && !kernel) return;
        found.shape = dense ? picture_shape(Net::input::extents, options)
                            : PictureShape{part.axes[0].extent, part.axes[1].extent, part.axes[2].extent};
        found.units = part.axes[part.rank - 1].extent;
        found.values.assign(values.begin(), values.end());
    });
    return found;
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
