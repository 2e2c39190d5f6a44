#pragma once

#include <algorithm>
#include <array>
#include <ctnn/network/predict.hpp>
#include <span>
#include <type_traits>

#include "digits.hpp"
#include "digits_weights.hpp"

namespace playground {

static_assert(std::is_same_v<digits::Network, Digits>,
              "the weights are of another network: train_digits.cpp");

/// A drawn digit, and what the network makes of it.
class DigitReader {
  public:
    /// 28 x 28 greys, row by row, 0 (paper) to 1 (ink): to be written.
    std::span<float, Digits::input_size> image() { return image_; }

    /// The chances of the digits 0 to 9.
    std::span<const float, 10> read() {
        chances_ = nn::predict(digits::parameters, image_);
        return chances_;
    }

    /// What the first layer makes of it: 24 x 24 x 8.
    std::span<const float, Strokes::output_size> strokes() {
        nn::predict(first_layer, image_, strokes_);
        return strokes_;
    }

  private:
    static constexpr nn::Parameters<Strokes> first_layer{
        std::span(digits::parameters.values).first<Strokes::parameter_count>()};

    std::array<float, Digits::input_size> image_{};
    std::array<float, 10> chances_{};
    std::array<float, Strokes::output_size> strokes_{};
};

}  // namespace playground
