// Grey pictures in rows and columns, written as one PGM file, which most viewers show and ImageMagick
// converts.
#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/data/write_file.hpp>
#include <span>
#include <string>

/// Room for rows x columns square pictures of `side` pixels, one black pixel apart, each pixel drawn `scale`
/// wide.
class Sheet {
  public:
    Sheet(std::size_t rows, std::size_t columns, std::size_t side, std::size_t scale)
        : side_(side),
          scale_(scale),
          width_((columns * (side + 1) - 1) * scale),
          pixels_(width_ * (rows * (side + 1) - 1) * scale, '\0') {}

    /// Values of 0 (black) to 1 (white), line by line; what lies outside is cut off.
    void put(std::size_t row, std::size_t column, std::span<const float> picture) {
        for (std::size_t y = 0; y < side_ * scale_; ++y)
            for (std::size_t x = 0; x < side_ * scale_; ++x) {
                const float value = std::clamp(picture[y / scale_ * side_ + x / scale_], 0.0f, 1.0f);
                const std::size_t top = row * (side_ + 1) * scale_, left = column * (side_ + 1) * scale_;
                pixels_[(top + y) * width_ + left + x] =
                    static_cast<char>(static_cast<unsigned char>(255 * value));
            }
    }

    /// The file is there whole or not at all, as the library's own are.
    void write(const std::string& path) const {
        const std::string size = std::to_string(width_) + ' ' + std::to_string(pixels_.size() / width_);
        ctnn::detail::write_file(path, "P5\n" + size + "\n255\n" + pixels_);
    }

  private:
    std::size_t side_, scale_, width_;
    std::string pixels_;
};
