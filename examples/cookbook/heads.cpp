// A network with two ends, each with its loss: a class, and a number beside it.

// [headers]
#include <array>
#include <cstdio>
#include <ctnn/train.hpp>
#include <memory>
#include <ratio>
#include <tuple>
#include <vector>

namespace nn = ctnn;

// Where a ball in a room of 1 x 1 goes: which wall it hits next, and when.
using Net = nn::Network<nn::Input<4>, nn::Dense<32, nn::Tanh>, nn::Dense<32, nn::Tanh>,
                        nn::Heads<nn::Dense<4, nn::Softmax>,  // left, right, floor, ceiling
                                  nn::Sequential<nn::Dense<8, nn::Tanh>, nn::Dense<1>>>>;  // seconds
using Loss = nn::Losses<nn::CrossEntropy, nn::Weighted<nn::MeanSquaredError, std::ratio<4>>>;
// [headers]

// [inputs]
// A picture and three facts: the facts once more beside what has become of both.
using Seen = nn::Sequential<nn::Take<0>, nn::Conv2D<4, 3, nn::ReLU>, nn::MaxPool2D<2>, nn::Flatten>;
using Both = nn::Sequential<nn::Concat<Seen, nn::Take<1>>, nn::Dense<16, nn::ReLU>>;
using Judge = nn::Network<nn::Inputs<nn::Input<10, 10, 1>, nn::Input<3>>, nn::Concat<Both, nn::Take<1>>,
                          nn::Dense<2, nn::Softmax>>;
// [inputs]

namespace {

struct Flight {
    std::array<float, 4> ball{};  // place and speed
    unsigned wall = 0;
    float seconds = 0;
};

Flight fly(nn::Random& random) {
    Flight flight;
    for (float& value : flight.ball) value = random.uniform<float>();
    const auto [x, y, left, down] = flight.ball;
    const float vx = left * 2 - 1, vy = down * 2 - 1;
    const float across = (vx < 0 ? x : 1 - x) / (vx < 0 ? -vx : vx + 1e-6f);
    const float along = (vy < 0 ? y : 1 - y) / (vy < 0 ? -vy : vy + 1e-6f);
    flight.wall = across < along ? (vx < 0 ? 0 : 1) : (vy < 0 ? 2 : 3);
    flight.seconds = across < along ? across : along;
    if (flight.seconds > 2) flight.seconds = 2;
    return flight;
}

}  // namespace

int main() {
    nn::Random random{1};
    // [targets]
    std::vector<std::array<float, 4>> balls;
    std::vector<std::array<float, 5>> targets;  // 4 and 1 values
    for (int i = 0; i < 4000; ++i) {
        const Flight flight = fly(random);
        balls.push_back(flight.ball);
        targets.push_back(nn::head_targets<Net>(flight.wall, flight.seconds));
    }
    const nn::Dataset<Net> data(balls, targets);
    // [targets]

    // [train]
    const auto trainer =
        std::make_unique<nn::Trainer<Net, Loss, nn::Adam, 64>>(nn::Adam{.learning_rate = 0.005f}, /*seed*/ 1);
    trainer->fit(data, {.epochs = 40, .progress = nullptr});
    // [train]

    int right = 0;
    double error = 0;
    for (int i = 0; i < 1000; ++i) {
        const Flight flight = fly(random);
        // [predict]
        const auto [walls, seconds] = nn::predict_heads(trainer->parameters, flight.ball);
        const std::size_t wall = nn::classify<0>(trainer->parameters, flight.ball);  // of the first head
        // [predict]
        right += wall == flight.wall && walls[wall] > 0.25f;
        error +=
            double(seconds[0] > flight.seconds ? seconds[0] - flight.seconds : flight.seconds - seconds[0]);
    }
    std::printf("%.1f %% of the walls, %.3f seconds off\n", right / 10.0, error / 1000);
    // [measure]
    const auto walls = nn::confusion_matrix<0>(trainer->parameters, data);
    const double seconds = nn::mean_absolute_error<1>(trainer->parameters, data);
    std::printf("%s%.3f seconds off in training\n", nn::to_string(walls).c_str(), seconds);
    // [measure]

    // [one]
    static nn::Parameters<Net> sum{};
    const std::array ball{0.5f, 0.5f, 1.0f, 0.5f};
    const float loss = nn::gradient<Loss>(trainer->parameters, ball, std::tuple(1u, 0.5f), sum);
    // [one]
    std::printf("loss %.3f\n", double(loss));

    // [joined]
    nn::Parameters<Judge> judge;
    nn::initialize(judge, 1);
    const std::array<float, 100> picture{};
    const std::array<float, 3> facts{1, 2, 3};
    const std::array<float, 2> verdict = nn::predict(judge, std::tuple(picture, facts));
    const std::array<float, 103> row =
        nn::join_inputs<Judge>(picture, facts);  // for a Dataset, loss, gradient
    // [joined]
    std::printf("%g %g\n", double(verdict[0]), double(nn::predict(judge, row)[0]));
}
