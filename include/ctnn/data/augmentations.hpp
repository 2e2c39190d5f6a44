#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <span>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/sample_view.hpp>
#include <ctnn/initializers/draw.hpp>
#include <ctnn/math/math.hpp>

// Random changes of a sample, for `Augment` (data/augment.hpp) to put together. Each is a value with its
// settings, and called with a SampleView and a stream of random numbers. Those that go from pixel to pixel
// say which kind of sample they need (`needs`); those that move what is seen (`moves`) do it to a sample that
// is its own target too.

namespace ctnn {

namespace detail::inline CTNN_CODE {

/// From -most to most.
inline double symmetric(double most, Random& random) noexcept {
    return most * (2 * random.uniform<double>() - 1);
}

/// Writes the linear interpolation of `from` at a place between four pixels, those outside being `fill`.
template <class T>
void interpolate(SampleView<const T> from, double row, double column, T fill, T* to) noexcept {
    const double top = std::floor(row), left = std::floor(column);
    const auto down = static_cast<T>(row - top), right = static_cast<T>(column - left);
    const auto inside = [](double at, std::size_t extent) { return at >= 0 && at < double(extent); };
    const auto part = [&](double r, double c, T weight) {
        const bool is_there = inside(r, from.height) && inside(c, from.width);
        const T* const pixel = is_there ? from.pixel(std::size_t(r), std::size_t(c)) : nullptr;
        for (std::size_t k = 0; k < from.channels; ++k) to[k] += weight * (pixel ? pixel[k] : fill);
    };
    std::fill_n(to, from.channels, T(0));
    part(top, left, (1 - down) * (1 - right));
    part(top, left + 1, (1 - down) * right);
    part(top + 1, left, down * (1 - right));
    part(top + 1, left + 1, down * right);
}

/// A rotation and a change of size about the middle, backward: where what comes to a place was before.
struct Turn {
    double row_by_row, row_by_column, column_by_row, column_by_column;
};

template <class T>
void resample(SampleView<T> x, const Turn& turn, float fill) {
    const std::vector<T> copy(x.values.begin(), x.values.end());
    const auto from = x.of(std::span<const T>(copy));
    const double middle_row = double(x.height - 1) / 2, middle_column = double(x.width - 1) / 2;
    for (std::size_t r = 0; r < x.height; ++r)
        for (std::size_t c = 0; c < x.width; ++c) {
            const double down = double(r) - middle_row, right = double(c) - middle_column;
            interpolate(from, middle_row + turn.row_by_row * down + turn.row_by_column * right,
                        middle_column + turn.column_by_row * down + turn.column_by_column * right,
                        static_cast<T>(fill), x.pixel(r, c));
        }
}

/// A number of the symmetric beta distribution, for alpha of at most 1 (Jöhnk 1964; in logarithms, so that
/// small ones do not divide 0 by 0).
inline double draw_beta(double alpha, Random& random) noexcept {
    const auto logarithm = [&] { return math::log(random.uniform<double>() + 0x1p-25) / alpha; };
    for (;;) {
        const double u = logarithm(), v = logarithm(), most = std::max(u, v);
        if (math::exp(u) + math::exp(v) > 1) continue;
        return math::exp(u - most) / (math::exp(u - most) + math::exp(v - most));
    }
}

inline constexpr ValueRange up_to_180{.least = 0, .most = 180, .words = "0 to 180"};
inline constexpr ValueRange above_0_to_1{
    .least = std::numeric_limits<double>::min(), .most = 1, .words = "more than 0, at most 1"};

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Moves an image by whole pixels, up to `most` in each direction, a sequence by as many steps; what comes in
/// at the border is `fill`. Keras: `RandomTranslation`. PyTorch: `RandomAffine(0, translate=...)`.
struct Shift {
    static constexpr auto needs = detail::SampleKind::sequence;  ///< at least
    static constexpr bool moves = true;                          ///< a target that is the sample too

    std::size_t most = 1;  ///< pixels or steps
    float fill = 0;        ///< what is nowhere in the sample

    constexpr auto settings() const noexcept {
        return std::array{Setting("Shift::fill", fill, value_ranges::any)};
    }

    /// Changes a sample.
    template <class T>
    void operator()(SampleView<T> x, Random& random) const {
        const auto by = [&](std::size_t extent) {
            const std::size_t largest = std::min(most, extent);
            return std::ptrdiff_t(random.below(2 * largest + 1)) - std::ptrdiff_t(largest);
        };
        const std::ptrdiff_t down = x.height > 1 ? by(x.height) : 0, right = by(x.width);
        const std::vector<T> copy(x.values.begin(), x.values.end());
        const auto from = x.of(std::span<const T>(copy));
        for (std::size_t r = 0; r < x.height; ++r)
            for (std::size_t c = 0; c < x.width; ++c) {
                const std::size_t row = r - std::size_t(down),
                                  column = c - std::size_t(right);  // wraps below 0
                if (row < x.height && column < x.width)
                    std::copy_n(from.pixel(row, column), x.channels, x.pixel(r, c));
                else
                    std::fill_n(x.pixel(r, c), x.channels, static_cast<T>(fill));
            }
    }
};

/// Turns an image about its middle, by up to `degrees` either way, between pixels linearly; what comes in at
/// the border is `fill`. Keras: `RandomRotation(fill_mode="constant")`. PyTorch: `RandomRotation(degrees,
/// InterpolationMode.BILINEAR)`. SciPy: `ndimage.rotate(order=1, mode="grid-constant", reshape=False)`.
struct Rotate {
    static constexpr auto needs = detail::SampleKind::image;  ///< at least
    static constexpr bool moves = true;                       ///< a target that is the sample too

    float degrees = 10;  ///< 0 to 180
    float fill = 0;      ///< what is nowhere in the image

    constexpr auto settings() const noexcept {
        return std::array{Setting("Rotate::degrees", degrees, detail::up_to_180),
                          Setting("Rotate::fill", fill, value_ranges::any)};
    }

    /// Changes a sample.
    template <class T>
    void operator()(SampleView<T> x, Random& random) const {
        constexpr double pi = std::numbers::pi;
        const double angle = detail::symmetric(double(degrees), random) * pi / 180;
        const double cosine = math::cos(angle), sine = math::cos(angle - pi / 2);
        detail::resample(x, {cosine, sine, -sine, cosine}, fill);
    }
};

/// Makes an image larger or smaller about its middle, by a factor of up to 1 - most to 1 + most, between
/// pixels linearly; a sequence becomes slower or faster. Keras: `RandomZoom`. PyTorch: `RandomAffine(0,
/// scale=...)`.
struct Zoom {
    static constexpr auto needs = detail::SampleKind::sequence;  ///< at least
    static constexpr bool moves = true;                          ///< a target that is the sample too

    float most = 0.1f;  ///< 0 or more and less than 1
    float fill = 0;     ///< what is nowhere in the sample

    constexpr auto settings() const noexcept {
        return std::array{Setting("Zoom::most", most, value_ranges::from_0_to_below_1),
                          Setting("Zoom::fill", fill, value_ranges::any)};
    }

    /// Changes a sample.
    template <class T>
    void operator()(SampleView<T> x, Random& random) const {
        const double inverse = 1 / (1 + detail::symmetric(double(most), random));
        detail::resample(x, {inverse, 0, 0, inverse}, fill);
    }
};

/// Exchanges left and right of an image, or the direction of a sequence, with this probability; top and
/// bottom of an image with another. Keras: `RandomFlip`. PyTorch: `RandomHorizontalFlip`.
/// What goes wrong: classes that differ by it, as b and d.
struct Flip {
    static constexpr auto needs = detail::SampleKind::sequence;  ///< at least
    static constexpr bool moves = true;                          ///< a target that is the sample too

    float columns = 0.5f;  ///< the probability of left for right, 0 to 1
    float rows = 0;        ///< of top for bottom

    constexpr auto settings() const noexcept {
        return std::array{Setting("Flip::columns", columns, value_ranges::from_0_to_1),
                          Setting("Flip::rows", rows, value_ranges::from_0_to_1)};
    }

    /// Changes a sample.
    template <class T>
    void operator()(SampleView<T> x, Random& random) const {
        const bool turns_columns = random.uniform<float>() < columns,
                   turns_rows = random.uniform<float>() < rows;
        for (std::size_t r = 0; turns_columns && r < x.height; ++r)
            for (std::size_t c = 0; c < x.width / 2; ++c)
                std::swap_ranges(x.pixel(r, c), x.pixel(r, c) + x.channels, x.pixel(r, x.width - 1 - c));
        for (std::size_t r = 0; turns_rows && r < x.height / 2; ++r)
            std::swap_ranges(x.pixel(r, 0), x.pixel(r, 0) + x.width * x.channels,
                             x.pixel(x.height - 1 - r, 0));
    }
};

/// Adds noise of mean 0 and this standard deviation to each input, as the layer GaussianNoise does. A sample
/// that is its own target stays clean as target: a denoising autoencoder learns.
struct Noise {
    static constexpr auto needs = detail::SampleKind::flat;  ///< anything

    float deviation = 0.1f;  ///< 0 or more, of values as the network takes them

    constexpr auto settings() const noexcept {
        return std::array{Setting("Noise::deviation", deviation, value_ranges::from_0)};
    }

    /// Changes a sample.
    template <class T>
    void operator()(SampleView<T> x, Random& random) const {
        for (T& value : x.values) {
            T noise;
            detail::draw_normal(&noise, 1, double(deviation), random);
            value += noise;
        }
    }
};

/// Multiplies all inputs of a sample by one factor of up to 1 - most to 1 + most: loudness, contrast.
struct Gain {
    static constexpr auto needs = detail::SampleKind::flat;  ///< anything
    static constexpr bool moves = true;                      ///< a target that is the sample too

    float most = 0.1f;  ///< 0 or more

    constexpr auto settings() const noexcept {
        return std::array{Setting("Gain::most", most, value_ranges::from_0)};
    }

    /// Changes a sample.
    template <class T>
    void operator()(SampleView<T> x, Random& random) const {
        const auto factor = static_cast<T>(1 + detail::symmetric(double(most), random));
        for (T& value : x.values) value *= factor;
    }
};

/// Covers a square of `size` pixels, or as many steps of a sequence, with `fill`: its middle is anywhere, and
/// what is outside does not count. A sample that is its own target stays whole as target.
/// Source: DeVries and Taylor, Improved Regularization of Convolutional Neural Networks with Cutout, 2017.
struct Cutout {
    static constexpr auto needs = detail::SampleKind::sequence;  ///< at least

    std::size_t size = 1;  ///< pixels or steps
    float fill = 0;        ///< what they become

    constexpr auto settings() const noexcept {
        return std::array{Setting("Cutout::fill", fill, value_ranges::any)};
    }

    /// Changes a sample.
    template <class T>
    void operator()(SampleView<T> x, Random& random) const {
        const auto covered = [&](std::size_t extent, std::size_t& first) {
            const std::size_t middle = random.below(extent), before = size / 2;
            first = middle - std::min(before, middle);
            return std::min(extent, middle + std::min(size - before, extent)) - first;
        };
        std::size_t row = 0, column = 0;
        const std::size_t rows = x.height > 1 ? covered(x.height, row) : 1,
                          columns = covered(x.width, column);
        for (std::size_t r = row; r < row + rows; ++r)
            std::fill_n(x.pixel(r, column), columns * x.channels, static_cast<T>(fill));
    }
};

/// Mixes a sample with another of the data set, which the changes before it in the list have changed too: l
/// times one and 1 - l times the other, inputs and targets alike, l drawn from Beta(alpha, alpha).
/// Classes become shares. Source: Zhang, Cisse, Dauphin, Lopez-Paz: mixup: Beyond Empirical Risk
/// Minimization, 2017, with 0.1 to 0.4. The mixture weighs what the first sample does: by the weights' sum a
/// batch's mean is divided, which is known before anything is mixed. The other sample is drawn whatever it
/// weighs, so class weights reach half as far as without: give rare classes more samples (`subset`, with
/// indices that repeat) instead. What goes wrong: losses of a training with it are higher, since its
/// targets are shares, and do not compare with others.
struct Mixup {
    static constexpr auto needs = detail::SampleKind::flat;  ///< anything

    float alpha = 0.2f;  ///< more than 0, at most 1: the higher, the more is mixed

    constexpr auto settings() const noexcept {
        return std::array{Setting("Mixup::alpha", alpha, detail::above_0_to_1)};
    }
};

}  // namespace CTNN_CODE
}  // namespace ctnn
