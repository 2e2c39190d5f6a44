// Nobody shows it how: a network learns to swing a pendulum up, with a motor too weak to lift it, and to hold
// it there, in its own simulation and by evolution alone. Ten trainings, each from its own seed, each held to
// the same test; then the last controller's way up is drawn.
//
//     pendulum [--seeds N]
//
// Solved is: from each of 24 x 5 angles and velocities, most of which learning never started from, it is
// within 0.05 rad of upright for all of the last two seconds of ten.

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctnn/train.hpp>
#include <numbers>
#include <numeric>
#include <ratio>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "options.hpp"
#include "report.hpp"

namespace nn = ctnn;

constexpr float pi = std::numbers::pi_v<float>;

/// A weight of 1 kg at the end of a rod of 1 m, without friction. To hold it level the motor would need 9.81
/// Nm.
struct Pendulum {
    static constexpr float gravity = 9.81f, strongest = 4;  // m/s^2, Nm
    static constexpr std::size_t steps_a_second = 20, flight = 10 * steps_a_second;

    float angle = 0, velocity = 0;  // from upright, rad, and rad/s

    /// One step of semi-implicit Euler, which neither adds energy nor takes any in the long run.
    constexpr void move(float torque) {
        constexpr float time = 1.0f / steps_a_second;
        velocity += time * (gravity * nn::math::cos(angle - pi / 2) + torque);
        angle += time * velocity;
    }
    constexpr float height() const { return nn::math::cos(angle); }  // m above the axle
    constexpr float energy() const { return velocity * velocity / 2 + gravity * height(); }  // J
};

/// By how much of a joule the energy strays in a minute in which the motor is off.
constexpr float strays(Pendulum pendulum) {
    const float before = pendulum.energy();
    float most = 0;
    for (std::size_t step = 0; step < 60 * Pendulum::steps_a_second; ++step) {
        pendulum.move(0);
        most = std::max({most, pendulum.energy() - before, before - pendulum.energy()});
    }
    return most;
}
static_assert(strays({.angle = pi}) < 1e-3f && strays({.angle = pi / 2}) < 2, "hangs, swings");

/// What the controller sees: where the weight is, how fast it turns. What it gives: a share of the motor's
/// torque.
using Policy = nn::Network<nn::Input<3>, nn::Dense<8, nn::Tanh>, nn::Dense<1, nn::Tanh>>;
static_assert(nn::fits<Policy, nn::Budget{.bytes = 164, .workspace = 64, .multiply_adds = 32}>);

constexpr std::array<float, 3> observed(const Pendulum& pendulum) {
    return {pendulum.height(), nn::math::cos(pendulum.angle - pi / 2), pendulum.velocity / 8};
}

/// What would run in the machine, of a size that the compiler knows: its weights, and no heap.
struct Controller {
    nn::Parameters<Policy> parameters;

    constexpr float torque(const Pendulum& pendulum) const noexcept {
        return Pendulum::strongest * nn::predict(parameters, observed(pendulum))[0];
    }
};
static_assert(sizeof(Controller) <= 192 && std::is_trivially_copyable_v<Controller>);

/// Angles all around and velocities up to 4 rad/s, evenly spread.
template <std::size_t Angles, std::size_t Velocities>
constexpr auto spread() {
    std::array<Pendulum, Angles * Velocities> all;
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = {.angle = pi * (float(2 * (i / Velocities) + 1) / Angles - 1),
                  .velocity = 4 * (float(2 * (i % Velocities)) / (Velocities - 1) - 1)};
    return all;
}

/// One step of all, which go through the network together.
template <std::size_t N>
void step(const nn::Parameters<Policy>& parameters, std::array<Pendulum, N>& all) {
    std::array<float, 3 * N> seen;
    std::array<float, N> wanted;
    for (std::size_t i = 0; i < N; ++i)
        std::ranges::copy(observed(all[i]), seen.begin() + std::ptrdiff_t(3 * i));
    nn::predict(parameters, seen, wanted);
    for (std::size_t i = 0; i < N; ++i) all[i].move(Pendulum::strongest * wanted[i]);
}

bool solved(const nn::Parameters<Policy>& parameters) {
    auto all = spread<24, 5>();
    const float upright = std::cos(0.05f);
    for (std::size_t t = 1; t <= Pendulum::flight; ++t) {
        step(parameters, all);
        if (t > Pendulum::flight - 2 * Pendulum::steps_a_second &&
            !std::ranges::all_of(all, [&](const Pendulum& one) { return one.height() > upright; }))
            return false;
    }
    return true;
}

/// From 0, at rest upright, to 1. It has a limit for each step: what whirls around fast would else weigh more
/// than all others, and what is never upright must still tell better from worse.
float cost(const nn::Parameters<Policy>& parameters) {
    auto all = spread<8, 3>();
    float sum = 0;
    for (std::size_t t = 0; t < Pendulum::flight; ++t) {
        step(parameters, all);
        for (const Pendulum& one : all)
            sum += std::min(1.0f, (1 - one.height()) / 2 + 0.02f * one.velocity * one.velocity);
    }
    return sum / float(all.size() * Pendulum::flight);
}

/// An evolution strategy (Salimans and others, Evolution Strategies as a Scalable Alternative to
/// Reinforcement Learning, 2017): weights are changed at random, each change and its opposite are tried, and
/// the slope of how they rank is the gradient that Adam follows. All of it is of a size that the compiler
/// knows.
class Evolution {
  public:
    static constexpr std::size_t pairs = 16;
    static constexpr float deviation = 0.2f;

    explicit Evolution(std::uint64_t seed) : learner_({.learning_rate = 0.2f}, seed), random_{~seed} {}

    const nn::Parameters<Policy>& parameters() const { return learner_.parameters; }

    void generation() {
        for (std::size_t pair = 0; pair < pairs; ++pair) {
            nn::Normal<std::ratio<1>>::fill(std::span<float>(changes_[pair].values), 0, 0, random_);
            costs_[2 * pair] = cost(changed(pair, deviation));
            costs_[2 * pair + 1] = cost(changed(pair, -deviation));
        }
        const std::array<float, 2 * pairs> shares = ranked();
        learner_.gradient = {};
        for (std::size_t pair = 0; pair < pairs; ++pair)
            for (std::size_t i = 0; i < Policy::parameter_count; ++i)
                learner_.gradient.values[i] += (shares[2 * pair] - shares[2 * pair + 1]) /
                                               (2 * pairs * deviation) * changes_[pair].values[i];
        learner_.update();
    }

  private:
    nn::Parameters<Policy> changed(std::size_t pair, float by) const {
        nn::Parameters<Policy> result = learner_.parameters;
        for (std::size_t i = 0; i < Policy::parameter_count; ++i)
            result.values[i] += by * changes_[pair].values[i];
        return result;
    }

    /// From -1/2 for the least cost to 1/2 for the greatest: costs of any scale, and outliers, are one to it.
    std::array<float, 2 * pairs> ranked() const {
        std::array<std::size_t, 2 * pairs> order;
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::sort(order, {}, [this](std::size_t i) { return costs_[i]; });
        std::array<float, 2 * pairs> shares{};
        for (std::size_t i = 0; i < order.size(); ++i)
            shares[order[i]] = float(i) / float(order.size() - 1) - 0.5f;
        return shares;
    }

    nn::Learner<Policy, nn::OwnLoss, nn::Adam, /*batch*/ 1> learner_;
    nn::Random random_;
    std::array<nn::Parameters<Policy>, pairs> changes_{};
    std::array<float, 2 * pairs> costs_{};
};
static_assert(sizeof(Evolution) <= 8 * 1024);

struct Training {
    nn::Parameters<Policy> parameters;
    std::size_t generations = 0;
    double seconds = 0;
    bool solved = false;
    std::vector<double> costs{};  // of what each generation came to
};

/// Some starts lead nowhere: it begins anew every hundred generations, at most ten times.
Training trained(std::uint64_t seed) {
    const auto start = std::chrono::steady_clock::now();
    Training training;
    for (std::uint64_t attempt = 0; attempt < 10 && !training.solved; ++attempt) {
        Evolution evolution(1000 * seed + attempt);
        for (int generation = 0; generation < 100 && !training.solved; ++generation) {
            evolution.generation();
            ++training.generations;
            training.costs.push_back(double(cost(evolution.parameters())));
            training.solved = solved(evolution.parameters());
        }
        training.parameters = evolution.parameters();
    }
    training.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return training;
}

/// A flight, for what draws it: a value for each step.
struct Trajectory {
    std::vector<double> seconds, height, torque;  // s, m above the axle, Nm
};

Trajectory flown(const Controller& controller, Pendulum pendulum) {
    Trajectory trajectory;
    for (std::size_t t = 0; t < Pendulum::flight; ++t) {
        const float torque = controller.torque(pendulum);
        trajectory.seconds.push_back(double(t) / Pendulum::steps_a_second);
        trajectory.height.push_back(double(pendulum.height()));
        trajectory.torque.push_back(double(torque));
        pendulum.move(torque);
    }
    return trajectory;
}

/// The height of the weight over the time, and where the motor pushes with more than half its strength.
void draw(const Trajectory& trajectory) {
    constexpr std::size_t rows = 11, steps_a_column = 3;
    const std::size_t columns = (trajectory.height.size() + steps_a_column - 1) / steps_a_column;
    std::array<std::string, rows> canvas;
    canvas.fill(std::string(columns, ' '));
    std::string motor(columns, ' ');
    for (std::size_t t = 0; t < trajectory.height.size(); ++t) {
        const double down = (1 - trajectory.height[t]) / 2 * double(rows - 1);
        canvas[std::size_t(std::lround(down))][t / steps_a_column] = 'o';
        const double torque = trajectory.torque[t] / double(Pendulum::strongest);
        if (std::abs(torque) > 0.5) motor[t / steps_a_column] = torque > 0 ? '>' : '<';
    }
    std::printf("upright |%s\n", canvas[0].c_str());
    for (std::size_t row = 1; row + 1 < rows; ++row) std::printf("        |%s\n", canvas[row].c_str());
    std::printf("hanging |%s\n", canvas[rows - 1].c_str());
    std::printf("motor   |%s\n        |0 s%*s\n", motor.c_str(), int(columns) - 3, "10 s");
}

/// The torque by angle and velocity, white towards greater angles.
nn::Picture decisions(const Controller& controller) {
    nn::Picture map{.height = 120, .width = 240, .caption = "from -180 to 180 degrees, 8 to -8 rad/s"};
    for (std::size_t row = 0; row < map.height; ++row)
        for (std::size_t column = 0; column < map.width; ++column) {
            const Pendulum here{.angle = pi * (float(2 * column + 1) / float(map.width) - 1),
                                .velocity = 8 * (1 - float(2 * row + 1) / float(map.height))};
            map.values.push_back((controller.torque(here) / Pendulum::strongest + 1) / 2);
        }
    return map;
}

nn::Report reported(const Training& training, const Trajectory& flight, const std::string& path) {
    const auto over_time = [&](std::string title, std::string unit, const std::vector<double>& values) {
        return nn::Plot{std::move(title), "seconds", std::move(unit), {{.x = flight.seconds, .y = values}}};
    };
    nn::Report report(path, {.title = "A pendulum that learns to stand"});
    report.text("From hanging at rest. The motor cannot lift it, so it swings higher each time.");
    report.add(over_time("Height", "m above the axle", flight.height))
        .add(over_time("Torque", "Nm", flight.torque));
    report.section("What it has learnt")
        .text("Which way the motor pushes: white towards greater angles, black towards smaller ones.");
    report.add(std::vector{decisions({training.parameters})}).add_network<Policy>();
    report.section("How it learnt")
        .add(nn::Plot{.title = "Cost", .x_label = "generation", .curves = {{.y = training.costs}}});
    return report;
}

int main(int argc, char** argv) {
    const Options options(argc, argv, {"--seeds"});
    const std::size_t asked = options.number("--seeds"), seeds = asked ? asked : 10;

    std::vector<double> seconds;
    std::size_t solved = 0;
    Training training;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        training = trained(seed);
        solved += training.solved;
        seconds.push_back(training.seconds);
        std::printf("seed %2zu: %s after %3zu generations, %.2f s\n", std::size_t(seed),
                    training.solved ? "solved" : "not solved", training.generations, training.seconds);
    }
    std::ranges::sort(seconds);

    const Trajectory flight = flown({training.parameters}, {.angle = pi});
    std::puts("\nThe last one, from hanging at rest:");
    draw(flight);
    std::printf(
        "\n%zu of %zu solved, median %.2f s, slowest %.2f s; a controller is %zu bytes, %zu products a "
        "decision\n",
        solved, seeds, seconds[seconds.size() / 2], seconds.back(), nn::cost<Policy>.bytes,
        nn::cost<Policy>.multiply_adds);
    if (options.reports()) write(reported(training, flight, options.report()));
    return solved == seeds ? 0 : 1;
}
