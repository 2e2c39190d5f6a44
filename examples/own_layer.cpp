// A layer of one's own: it knows one sample; the library makes it work on batches, trains it and checks its
// shapes. Here PReLU (He, Zhang, Ren, Sun, 2015), a ReLU that learns how much of each negative value to let
// through.

#include <cstdio>
#include <ctnn/train.hpp>
#include <vector>

#include "options.hpp"
#include "report.hpp"

namespace nn = ctnn;

/// y[i] = x[i] where that is positive, else slope[i] * x[i].
struct PReLU {
    template <class In>
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t parameters = In::size;  // the slopes

        static constexpr void predict(auto slope, auto x, auto y) {
            for (std::size_t i = 0; i < In::size; ++i) y[i] = x[i] > 0 ? x[i] : slope[i] * x[i];
        }
        static constexpr void backward(auto slope, auto x, auto /*y*/, auto dy, auto dx, auto dslope) {
            for (std::size_t i = 0; i < In::size; ++i) {
                if (x[i] < 0) dslope[i] += dy[i] * x[i];      // ADDS, over the samples of a batch
                dx[i] = x[i] > 0 ? dy[i] : slope[i] * dy[i];  // OVERWRITES
            }
        }
        static constexpr void initialize(auto slope, auto& /*random*/) {
            for (auto& value : slope) value = 0.25f;
        }
    };
};

using Inside = nn::Network<nn::Input<2>, nn::Dense<12>, PReLU, nn::Dense<1, nn::Sigmoid>>;
static_assert(Inside::parameter_count == (24 + 12) + 12 + (12 + 1));

int main(int argc, char** argv) {
    const Options options(argc, argv, {});
    // Points in a square; which of them lie in an ellipse?
    nn::Random random{7};
    std::vector<float> points;
    std::vector<std::uint32_t> inside;
    for (int i = 0; i < 2000; ++i) {
        const float x = random.uniform<float>() * 4 - 2, y = random.uniform<float>() * 4 - 2;
        points.insert(points.end(), {x, y});
        inside.push_back((x - 0.3f) * (x - 0.3f) / 2 + (y + 0.2f) * (y + 0.2f) < 1);
    }
    const auto [train, test] = nn::split(nn::Dataset<Inside>(points, inside), 0.25, /*seed*/ 1);

    nn::summary<Inside>();
    nn::Trainer<Inside, nn::BinaryCrossEntropy, nn::Adam, 20> trainer{{.learning_rate = 0.01f}, /*seed*/ 1};
    trainer.fit(train, {.epochs = 40, .validation = &test});

    const double right = nn::accuracy(trainer.parameters, test);
    std::printf(
        "\n%.1f %% of the points held out are told apart; the first unit's slope went from 0.25 to %.2f\n",
        100 * right, double(trainer.parameters.layer<1>().values[0]));
    if (options.reports()) {
        nn::Report report(options.report(), {.title = "A layer of one\u2019s own"});
        report.add_network<Inside>().add_boundary(trainer.parameters, test,
                                                  "Points held out, and the boundary");
        report.add(trainer.history(), "accuracy").add_activation_histograms(trainer.parameters, test);
        write(report);
    }
    return right > 0.95 ? 0 : 1;
}
