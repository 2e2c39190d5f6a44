// What -ffast-math and -Ofast may not change: every activation and its slope, as numbers and in lanes, over
// the whole range of floats, and losses at their ends. Compiled without those flags it writes what it
// computes to a file; compiled with them it compares: fast_math write FILE, fast_math check FILE. And what is
// no number is refused with them too.

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctnn/train.hpp>
#include <limits>
#include <vector>

namespace nn = ctnn;

namespace {

struct Computed {
    char name[40];
    double at, value;
};

std::vector<Computed> computed;

void note(const char* name, double at, double value) {
    Computed one{"", at, value};
    std::snprintf(one.name, sizeof one.name, "%s", name);
    computed.push_back(one);
}

/// Powers of two of both signs from the smallest normal number to the largest, numbers between them, and a
/// fine grid where exponentials bend.
template <class T>
std::vector<T> whole_range() {
    std::vector<T> points{T(0)};
    for (int power = std::numeric_limits<T>::min_exponent - 1; power < std::numeric_limits<T>::max_exponent;
         ++power)
        for (const T within : {T(1), T(1.375), T(1.8125)})
            for (const T sign : {T(1), T(-1)}) points.push_back(sign * std::ldexp(within, power));
    for (int i = -8 * 120; i <= 8 * 120; ++i) points.push_back(static_cast<T>(i) / 8 + T(1e-3));
    return points;
}

/// Numbers by themselves, and all of them as a network's lanes, with a last vector that is filled in part.
template <class Act, class T>
void activation(const char* name) {
    static const std::vector<T> points = whole_range<T>();
    for (const T point : points) {
        volatile T x = point;
        const T y = Act::value(T(x));
        note(name, double(point), double(y));
        note(name, double(point), double(Act::slope(T(x), y)));
    }
    constexpr std::size_t lanes = 23;
    using Net = nn::Network<nn::Input<lanes>, nn::Activation<Act>>;
    for (std::size_t first = 0; first + lanes <= points.size(); first += lanes) {
        std::array<T, lanes> x;
        for (std::size_t i = 0; i < lanes; ++i) x[i] = points[first + i];
        const auto y = nn::predict(nn::Parameters<Net, T>{}, x);
        for (std::size_t i = 0; i < lanes; ++i) note(name, double(x[i]), double(y[i]));
    }
}

template <class Act>
void activation_of_both(const char* name) {
    activation<Act, float>(name);
    activation<Act, double>(name);
}

template <class Loss, class Last, std::size_t N>
void loss(const char* name, const std::array<float, N>& targets) {
    using Net = nn::Network<nn::Input<N>, nn::Dense<N, Last>>;
    for (const float size : {0.f, 1e-20f, 1.f, 30.f, 88.f, 89.f, 200.f, 1e4f, 1e18f}) {
        nn::Parameters<Net> parameters{}, slopes{};
        std::array<float, N> x{};
        for (std::size_t i = 0; i < N; ++i) {
            parameters.values[i * N + i] = 1;  // logits are what comes in
            x[i] = i % 2 == 0 ? size : -size;
        }
        note(name, double(size), double(nn::gradient<Loss>(parameters, x, targets, slopes)));
        for (const float slope : slopes.values) note(name, double(size), double(slope));
    }
}

void compute() {
    activation_of_both<nn::ELU>("ELU");
    activation_of_both<nn::Exponential>("Exponential");
    activation_of_both<nn::GELU>("GELU");
    activation_of_both<nn::HardSigmoid>("HardSigmoid");
    activation_of_both<nn::HardSwish>("HardSwish");
    activation_of_both<nn::HardTanh>("HardTanh");
    activation_of_both<nn::LeakyReLU>("LeakyReLU");
    activation_of_both<nn::Mish>("Mish");
    activation_of_both<nn::ReLU>("ReLU");
    activation_of_both<nn::ReLU6>("ReLU6");
    activation_of_both<nn::SELU>("SELU");
    activation_of_both<nn::SiLU>("SiLU");
    activation_of_both<nn::Sigmoid>("Sigmoid");
    activation_of_both<nn::Softplus>("Softplus");
    activation_of_both<nn::Softsign>("Softsign");
    activation_of_both<nn::Tanh>("Tanh");
    activation_of_both<nn::kernels::QuickTanh>("tanh of a recurrent cell");
    activation_of_both<nn::kernels::QuickSigmoid>("sigmoid of a recurrent cell");
    loss<nn::BinaryCrossEntropy, nn::Sigmoid, 2>("BinaryCrossEntropy", {1, 0});
    loss<nn::BinaryCrossEntropy, nn::Sigmoid, 2>("BinaryCrossEntropy, wrong", {0, 1});
    loss<nn::CrossEntropy, nn::Softmax, 5>("CrossEntropy", {0, 1, 0, 0, 0});
    loss<nn::KLDivergence, nn::Softmax, 5>("KLDivergence", {0.5f, 0, 0, 0.5f, 0});
    loss<nn::Huber, nn::Linear, 3>("Huber", {0, 0, 1});
}

/// Whether a training with this in place of a number is refused before its first step.
template <class Optimizer>
bool refuses(const Optimizer& optimizer, const nn::TrainerOptions& options = {}, double least_gain = 0,
             const nn::Schedule& schedule = nullptr) {
    using Line = nn::Network<nn::Input<1>, nn::Dense<1>>;
    const nn::Dataset<Line> data({{1}, {2}}, {{1}, {2}});
    nn::Trainer<Line, nn::MeanSquaredError, Optimizer, 2> trainer{optimizer, 1, options};
    try {
        trainer.fit(data, {.schedule = schedule,
                           .early_stopping = {.patience = 1, .least_gain = least_gain},
                           .progress = nullptr});
    } catch (const nn::TrainingError&) {
        return trainer.steps == 0;
    }
    return false;
}

bool refuses_data(float value) {
    using Line = nn::Network<nn::Input<1>, nn::Dense<1>>;
    try {
        const nn::Dataset<Line> data({{1}, {2}}, {{1}, {value}});
    } catch (const nn::DataError&) {
        return true;
    }
    return false;
}

/// What is no number, and infinities, wherever a user gives a number.
int refusals() {
    volatile float not_known[] = {std::bit_cast<float>(0x7FC00000U), std::bit_cast<float>(0x7F800000U)};
    int missed = 0;
    for (const volatile float& bad : not_known) {
        const float x = bad;
        const double wide = std::bit_cast<double>(
            std::uint64_t{std::bit_cast<std::uint32_t>(x) == 0x7FC00000U ? 0x7FF8U : 0x7FF0U} << 48);
        for (const bool refused :
             {refuses(nn::SGD{.learning_rate = x}), refuses(nn::Momentum{.momentum = x}),
              refuses(nn::Nesterov{.momentum = x}), refuses(nn::AdaGrad{.epsilon = x}),
              refuses(nn::RMSprop{.alpha = x}), refuses(nn::Adam{.beta2 = x}),
              refuses(nn::AdamW{.weight_decay = x}), refuses(nn::SGD{}, {.l2 = x}),
              refuses(nn::SGD{}, {.clip_norm = x}), refuses(nn::SGD{}, {}, wide),
              refuses(nn::SGD{}, {}, 0, nn::ExponentialDecay{.factor = wide}), refuses_data(x)})
            missed += !refused;
    }
    if (missed > 0) std::printf("%d settings or data that are no numbers were not refused\n", missed);
    return missed;
}

/// By their bits: under -ffast-math a comparison with a NaN is anything.
bool is_finite(double x) { return (std::bit_cast<std::uint64_t>(x) >> 52 & 0x7FF) != 0x7FF; }

/// A millionth may change: of the value, and of the 1 to which slopes are added.
bool agree(double is, double should) {
    return is_finite(is) && std::abs(is - should) <= 1e-6 * (1 + std::abs(should));
}

int check(std::FILE* file) {
    Computed wanted;
    int wrong = 0;
    for (const Computed& one : computed) {
        if (std::fread(&wanted, sizeof wanted, 1, file) != 1) return std::puts("the file is too short"), 1;
        if (!is_finite(wanted.value) || agree(one.value, wanted.value)) continue;
        if (++wrong <= 9)
            std::printf("%s at %g: %g, without the flag %g\n", one.name, one.at, one.value, wanted.value);
    }
    std::printf("%zu values, %d of them wrong\n", computed.size(), wrong);
    return wrong > 0;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) return std::puts("fast_math write|check FILE"), 2;
    const bool writes = std::strcmp(arguments[1], "write") == 0;
    compute();
    if (refusals() != 0) return 1;
    std::FILE* const file = std::fopen(arguments[2], writes ? "wb" : "rb");
    if (!file) return std::perror(arguments[2]), 2;
    const int result =
        writes ? std::fwrite(computed.data(), sizeof(Computed), computed.size(), file) != computed.size()
               : check(file);
    return std::fclose(file) != 0 || result;
}
