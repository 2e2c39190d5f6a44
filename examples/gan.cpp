// Two networks against each other (Goodfellow and others, Generative Adversarial Nets, 2014): a generator
// makes samples out of noise; a judge learns to tell them from real ones; the generator learns from the judge
// what would have looked more real. First on points around eight places on a ring, all of which must be
// found; then on handwritten digits, all ten of which must be drawn. A network that reads digits says which
// they are.
//
//     gan [--rounds N] [--picture FILE]
//
// The drawn digits are written as a picture, gan.pgm if no other file is named. N rounds instead of as many
// as it takes are for a quick look; nothing is then asked of what comes out.

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctnn/io/csv.hpp>
#include <ctnn/train.hpp>
#include <numbers>
#include <span>
#include <string>
#include <vector>

#include "options.hpp"
#include "picture.hpp"
#include "report.hpp"

namespace nn = ctnn;

constexpr float pi = std::numbers::pi_v<float>;

float normal(nn::Random& random) {  // Box and Muller, 1958
    const float length = std::sqrt(-2 * std::log(1 - random.uniform<float>()));
    return length * std::cos(2 * pi * random.uniform<float>());
}

template <class Generator, class Judge>
class Game {
  public:
    static constexpr std::size_t batch = 128, size = Generator::output_size;
    static_assert(Judge::input_size == size && Judge::output_size == 1);

    explicit Game(float learning_rate)
        : generator_({.learning_rate = learning_rate, .beta1 = 0.5f}, /*seed*/ 1),
          judge_({.learning_rate = learning_rate, .beta1 = 0.5f}, /*seed*/ 2) {
        all_real_.fill(1);
        std::fill_n(half_real_.begin(), batch / 2, 1.0f);
    }

    /// Plays rounds with samples that `draw_real` writes. The judge sees all samples through a blur, noise on
    /// every value, that falls from `blur` to `least_blur`. Without it the judge is soon certain of
    /// everything, its gradient says nothing, and the generator stays with the few kinds that it has
    /// (Sonderby and others, Amortised MAP inference for image super-resolution, 2017).
    ///
    /// `see(round)` is called before the first round, after the last, and twice between.
    void play(std::size_t rounds, float blur, float least_blur, auto&& draw_real, auto&& see) {
        for (std::size_t round = 0; round < rounds; ++round) {
            if (round % std::max<std::size_t>(1, rounds / 3) == 0 && 3 * round <= 2 * rounds) see(round);
            const float left = 1 - float(round) / float(rounds);
            blur_ = least_blur + (blur - least_blur) * std::max(0.0f, 1 - 1.25f * (1 - left));
            const float rate_factor = std::min(1.0f, 2 * left);
            teach_judge(draw_real, rate_factor);
            teach_generator(rate_factor);
        }
        see(rounds);
    }

    /// A sample, out of new noise.
    std::array<float, size> make() {
        std::array<float, Generator::input_size> noise;
        for (float& value : noise) value = normal(random_);
        return nn::predict(generator_.parameters, noise);
    }

  private:
    /// A batch of which the first half is real.
    void teach_judge(auto&& draw_real, float rate_factor) {
        generate();
        for (std::size_t i = 0; i < batch / 2; ++i)
            draw_real(random_, std::span<float, size>(samples_.data() + i * size, size));
        blur_samples();
        judge_.step(samples_, half_real_, rate_factor);
    }

    /// A batch that the generator would like to be taken for real: the judge's gradient by its inputs says
    /// how they would have to change, and goes on back through the generator. The judge does not learn.
    void teach_generator(float rate_factor) {
        generate();
        blur_samples();
        judge_.differentiate(samples_, all_real_, batch, slopes_);
        generator_.backward(noise_, slopes_);
        generator_.update(rate_factor);
    }

    void generate() {
        for (float& value : noise_) value = normal(random_);
        generator_.forward(noise_, samples_);
    }

    void blur_samples() {
        for (float& value : samples_) value += blur_ * normal(random_);
    }

    nn::Learner<Generator, nn::OwnLoss, nn::Adam, batch> generator_;
    nn::Learner<Judge, nn::BinaryCrossEntropy, nn::Adam, batch> judge_;
    nn::Random random_{3};
    std::array<float, batch * Generator::input_size> noise_{};
    std::array<float, batch * size> samples_{}, slopes_{};
    std::array<float, batch> all_real_{}, half_real_{};
    float blur_ = 0;
};

// Points.

constexpr std::size_t places = 8;
constexpr float radius = 2, deviation = 0.1f;

std::array<float, 2> place(std::size_t i) {
    const float angle = 2 * pi * float(i) / float(places);
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

static Game<
    nn::Network<nn::Input<4>, nn::Dense<64, nn::Tanh>, nn::Dense<64, nn::Tanh>, nn::Dense<2>>,
    nn::Network<nn::Input<2>, nn::Dense<64, nn::ReLU>, nn::Dense<64, nn::ReLU>, nn::Dense<1, nn::Sigmoid>>>
    ring{/*learning rate*/ 2e-3f};

/// The real places, and points that the generator makes, after so many rounds.
nn::Plot ring_after(std::size_t round) {
    nn::Plot plot{
        .title = "After " + std::to_string(round) + " rounds", .x_range = {-3, 3}, .y_range = {-3, 3}};
    nn::Curve made{.name = "made", .mark = nn::Mark::points},
        real{.name = "real places", .mark = nn::Mark::points};
    for (std::size_t i = 0; i < places; ++i) {
        real.x.push_back(double(place(i)[0]));
        real.y.push_back(double(place(i)[1]));
    }
    for (int i = 0; i < 500; ++i) {
        const auto point = ring.make();
        made.x.push_back(double(point[0]));
        made.y.push_back(double(point[1]));
    }
    plot.curves = {std::move(made), std::move(real)};
    return plot;
}

/// Draws 2000 points that the generator makes; returns at how many of the places it puts its share of them.
std::size_t places_found() {
    constexpr std::size_t points = 2000, rows = 21, columns = 43;
    std::array<std::array<std::size_t, columns>, rows> hits{};
    std::array<std::size_t, places> found{};
    for (std::size_t p = 0; p < points; ++p) {
        const auto [x, y] = ring.make();
        const auto column = std::lround((x / 2.5f + 1) / 2 * columns),
                   row = std::lround((1 - y / 2.5f) / 2 * rows);
        if (column >= 0 && column < long{columns} && row >= 0 && row < long{rows})
            ++hits[std::size_t(row)][std::size_t(column)];
        for (std::size_t i = 0; i < places; ++i)
            found[i] += std::hypot(x - place(i)[0], y - place(i)[1]) < 3 * deviation;
    }
    for (const auto& line : hits) {
        for (const std::size_t count : line)
            std::putchar(count == 0 ? ' ' : count < 10 ? '.' : count < 50 ? 'o' : '@');
        std::putchar('\n');
    }
    std::printf("points within three deviations of each place, of %zu:", points);
    std::size_t near = 0;
    for (const std::size_t count : found) std::printf(" %zu", count), near += count;
    std::printf("; of all %.1f %%\n", 100 * double(near) / double(points));
    return std::size_t(std::count_if(found.begin(), found.end(),
                                     [](std::size_t count) { return count >= points / places / 4; }));
}

// Digits of 8 x 8 pixels.

using Reader = nn::Network<nn::Input<64>, nn::Dense<128, nn::ReLU>, nn::Dense<10, nn::Softmax>>;

static Game<
    nn::Network<nn::Input<16>, nn::Dense<128, nn::ReLU>, nn::Dense<128, nn::ReLU>,
                nn::Dense<64, nn::Sigmoid>>,
    nn::Network<nn::Input<64>, nn::Dense<128, nn::ReLU>, nn::Dense<128, nn::ReLU>, nn::Dense<1, nn::Sigmoid>>>
    painter{/*learning rate*/ 1e-3f};

std::vector<nn::Picture> digits_made(std::size_t count) {
    std::vector<nn::Picture> pictures;
    for (std::size_t i = 0; i < count; ++i) {
        const auto image = painter.make();
        pictures.push_back({.height = 8, .width = 8, .values = {image.begin(), image.end()}});
    }
    return pictures;
}

/// Writes a picture of 160 digits that the generator draws; returns how many different ones there are among
/// 1000.
std::size_t digits_drawn(const nn::Dataset<Reader>& digits, const std::string& picture) {
    static nn::Trainer<Reader, nn::CrossEntropy, nn::Adam, 32> reader{{.learning_rate = 2e-3f}, /*seed*/ 42};
    reader.fit(digits, {.epochs = 20, .progress = nullptr});
    Sheet sheet(/*rows*/ 10, /*columns*/ 16, /*side*/ 8, /*scale*/ 5);
    std::array<std::size_t, 10> drawn{};
    std::size_t sure = 0;
    for (std::size_t i = 0; i < 1000; ++i) {
        const auto image = painter.make();
        if (i < 160) sheet.put(i / 16, i % 16, image);
        const auto chances = nn::predict(reader.parameters, image);
        const std::size_t digit = nn::classify(reader.parameters, image);
        ++drawn[digit];
        sure += chances[digit] > 0.9f;
    }
    sheet.write(picture);
    std::printf("of 1000 drawn, the reader takes for 0, 1, ...:");
    for (const std::size_t count : drawn) std::printf(" %zu", count);
    std::printf("; of %.1f %% it is sure\n160 of them are in %s\n", double(sure) / 10, picture.c_str());
    return std::size_t(
        std::count_if(drawn.begin(), drawn.end(), [](std::size_t count) { return count >= 20; }));
}

double seconds_of(auto&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

int main(int argc, char** argv) {
    const Options options(argc, argv, {"--rounds", "--picture"});
    const std::size_t rounds = options.number("--rounds");
    const std::string picture = options.text("--picture", "gan.pgm");

    nn::Report report(options.report(), {.title = "Two networks against each other"});
    report.text(
        "A generator makes samples out of noise; a judge learns to tell them from real ones; and the "
        "generator "
        "learns from the judge what would have looked more real.");
    report.section("Points around eight places on a ring");
    const double on_points = seconds_of([&] {
        ring.play(
            rounds ? rounds : 4000, /*blur*/ 1, /*least_blur*/ 0,
            [](nn::Random& random, auto point) {
                const auto [x, y] = place(random.below(places));
                point[0] = x + deviation * normal(random);
                point[1] = y + deviation * normal(random);
            },
            [&](std::size_t round) { report.add(ring_after(round)); });
    });
    const std::size_t found = places_found();
    std::printf("%zu of %zu places found, after %.2f s\n\n", found, places, on_points);

    const auto all = nn::read_csv<Reader>(CTNN_DIGITS_CSV);
    const auto digits = nn::scaled_inputs(nn::min_max_scaling(all), all);
    const double on_digits = seconds_of([&] {
        painter.play(
            rounds ? rounds : 4000, /*blur*/ 0.5f, /*least_blur*/ 0.2f,
            [&](nn::Random& random, auto image) { digits.input(random.below(digits.size()), image); },
            [&](std::size_t round) {
                report.section("Digits after " + std::to_string(round) + " rounds").add(digits_made(24));
            });
    });
    const std::size_t drawn = digits_drawn(digits, picture);
    std::printf("%zu of 10 digits drawn, after %.2f s\n", drawn, on_digits);
    if (options.reports()) write(report);
    return rounds != 0 || (found == places && drawn == 10) ? 0 : 1;
}
