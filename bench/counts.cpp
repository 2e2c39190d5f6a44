// Predicting n samples at once, n = 1 .. 70: how much longer a number of them takes than one sample more.

#include <array>
#include <cstdio>
#include <limits>

#include "cases.hpp"

namespace bench {
namespace {

constexpr std::size_t most = 71;

/// The least time of each count so far.
template <class M>
struct Counted : Batch<M, most> {
    std::array<double, most + 1> least{};
    std::array<std::function<std::vector<double>()>, most + 1> measure{};

    explicit Counted(const Settings& settings) {
        Settings shorter = settings;  // 71 figures make one
        shorter.quick = true;
        least.fill(std::numeric_limits<double>::infinity());
        for (std::size_t n = 1; n <= most; ++n)
            measure[n] = nanoseconds_of(shorter, [this, n](std::size_t times) {
                for (std::size_t i = 0; i < times; ++i) {
                    predict(n);
                    keep(this->y);
                }
            });
    }

    Counted(const Counted&) = delete;
    ~Counted() {
        std::fprintf(stderr, "%zu samples take %.3g times what %zu take\n", worst_, ratio(worst_),
                     worst_ + 1);
    }

    void predict(std::size_t n) {
        nn::predict(this->values.parameters, std::span<const float>(this->x.data(), n * M::in),
                    std::span<float>(this->y.data(), n * M::out));
    }

    /// The greatest time(n) / time(n + 1), by minima.
    double worst() {
        for (std::size_t n = 1; n <= most; ++n) least[n] = std::min(least[n], measure[n]()[0]);
        for (std::size_t n = 1; n < most; ++n)
            if (ratio(n) > ratio(worst_)) worst_ = n;
        return ratio(worst_);
    }

  private:
    double ratio(std::size_t n) const { return least[n] / least[n + 1]; }

    std::size_t worst_ = 1;
};

template <class M>
void add(Suite& suite, const std::string& name) {
    suite.add(
        "n samples / n + 1 samples, n = 1 .. 70", {{.name = name, .unit = "x", .must = {.value = 1.05}}},
        {.all = 12, .quick = 5}, [&suite] {
            const auto counted = std::make_shared<Counted<M>>(suite.settings);
            return std::vector<Player>{{.name = "ctnn", .variant = "", .answer = {}, .measure = [counted] {
                                            return std::vector<double>{counted->worst()};
                                        }}};
        });
}

}  // namespace

void add_counts(Suite& suite) {
    using enum Act;
    add<Xor>(suite, "2-2-1 sigmoid");
    add<Shaper>(suite, "5-16-16-1 tanh");
    add<Mlp<tanh, linear, 12, 24, 24, 4>>(suite, "12-24-24-4 tanh");
    add<Mlp<tanh, linear, 24, 32, 32, 8>>(suite, "24-32-32-8 tanh");
    add<Digits>(suite, "64-128-10 ReLU, softmax");
    add<MnistSmall>(suite, "784-16-16-10 sigmoid");
}

}  // namespace bench
