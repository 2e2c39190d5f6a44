// Trains the playground's network that reads drawn digits, on MNIST, and writes its weights as the header
// that lies here:
//
//     example.playground.train_digits --data DIR --header FILE [--epochs N]
//
// Who draws with a mouse writes neither as straight nor as evenly as MNIST's writers: so each epoch turns,
// stretches and moves every image anew. The weights are rounded to eight binary digits: the page is smaller
// for it.

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <ctnn/io/header.hpp>
#include <ctnn/io/idx.hpp>
#include <ctnn/train.hpp>
#include <string>
#include <utility>
#include <vector>

#include "../options.hpp"
#include "digits.hpp"

using playground::Digits;

constexpr int width = 28;

/// x' = (xx x + xy y) + at_x, the same for y: where in the old image a pixel of the new one comes from.
struct Placement {
    float xx, xy, yx, yy, at_x, at_y;
};

/// Turned by up to 14 degrees, a sixth larger or smaller along each axis, moved by up to two pixels.
Placement any_placement(ctnn::Random& random) {
    const auto within = [&random](float most) { return (2 * random.uniform<float>() - 1) * most; };
    const float angle = within(0.25f), slant = within(0.15f);
    const float c = ctnn::math::cos(angle), s = ctnn::math::cos(angle - 1.5707964f);
    const float x = 1 + within(0.16f), y = 1 + within(0.16f);
    return {c * x, (s + slant) * x, -s * y, c * y, within(2), within(2)};
}

void place(std::span<const float, Digits::input_size> from, const Placement& by, float* to) {
    const auto at = [&from](int row, int column) {
        const bool outside = row < 0 || column < 0 || row >= width || column >= width;
        return outside ? 0.f : from[static_cast<std::size_t>(row * width + column)];
    };
    constexpr float middle = (width - 1) / 2.f;
    for (int row = 0; row < width; ++row)
        for (int column = 0; column < width; ++column) {
            const float x = static_cast<float>(column) - middle, y = static_cast<float>(row) - middle;
            const float from_x = by.xx * x + by.xy * y + middle + by.at_x;
            const float from_y = by.yx * x + by.yy * y + middle + by.at_y;
            const float left = std::floor(from_x), top = std::floor(from_y);
            const int i = static_cast<int>(top), j = static_cast<int>(left);
            const float right = from_x - left, down = from_y - top;
            const float above = (1 - right) * at(i, j) + right * at(i, j + 1);
            const float below = (1 - right) * at(i + 1, j) + right * at(i + 1, j + 1);
            *to++ = (1 - down) * above + down * below;
        }
}

ctnn::Dataset<Digits> replaced(const ctnn::Dataset<Digits>& digits, ctnn::Random& random) {
    std::vector<float> images(digits.size() * Digits::input_size);
    std::vector<std::uint32_t> classes(digits.size());
    for (std::size_t i = 0; i < digits.size(); ++i) {
        place(digits.input(i), any_placement(random), &images[i * Digits::input_size]);
        classes[i] = static_cast<std::uint32_t>(digits.class_of(i));
    }
    return {std::move(images), std::move(classes)};
}

/// To the nearest number of eight binary digits.
float rounded(float value) {
    int exponent = 0;
    const float fraction = std::frexp(value, &exponent);
    return std::ldexp(std::nearbyint(fraction * 256) / 256, exponent);
}

static ctnn::Trainer<Digits, ctnn::CrossEntropy, ctnn::Adam, /*batch*/ 64> trainer{{.learning_rate = 2e-3f},
                                                                                   /*seed*/ 42};

int main(int argc, char** argv) {
    const Options options(argc, argv, {"--data", "--header", "--epochs"});
    const std::string folder = options.mnist_folder("."), header = options.text("--header");
    const std::size_t asked = options.number("--epochs"), epochs = asked == 0 ? 16 : asked;
    const auto mnist = [&folder](const std::string& part) {
        return ctnn::read_idx<Digits>(folder + part + "-images-idx3-ubyte.gz",
                                      folder + part + "-labels-idx1-ubyte.gz");
    };
    const auto train = mnist("train"), test = mnist("t10k");

    ctnn::Random random{42};
    for (std::size_t epoch = 1; epoch <= epochs; ++epoch) {
        const float left = 1 - static_cast<float>(epoch - 1) / static_cast<float>(epochs);
        trainer.fit(replaced(train, random), {.epochs = epoch,
                                              .first_epoch = epoch,
                                              .validation = &test,
                                              .schedule = [left](const auto&) { return left; }});
    }
    for (float& value : trainer.parameters.trained()) value = rounded(value);

    const double accuracy = ctnn::accuracy(trainer.parameters, test);
    std::printf("%.2f %% of MNIST's 10,000 test digits are read right\n", 100 * accuracy);
    if (!header.empty()) {
        char origin[200];
        std::snprintf(
            origin, sizeof origin,
            "examples/playground/train_digits.cpp: MNIST's 60,000 training digits, %zu epochs of Adam; of "
            "its 10,000 test digits %.2f %% are read right.",
            epochs, 100 * accuracy);
        ctnn::save_header(header, trainer.parameters, test.input(0), {.name = "digits", .origin = origin});
    }
    return accuracy >= 0.985 ? 0 : 1;
}
