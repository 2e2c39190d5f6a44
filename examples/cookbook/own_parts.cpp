// An activation, an initializer, a layer, a loss and an optimizer of one's own, all in one training.

// [headers]
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <ctnn/train.hpp>
#include <span>
#include <vector>

namespace nn = ctnn;
// [headers]

// [activation]
/// y = z^2 where z > 0, else 0.
struct SquaredReLU {
    static constexpr auto value(auto z) { return z > 0 ? z * z : 0 * z; }
    static constexpr auto slope(auto z, auto /*y*/) { return z > 0 ? 2 * z : 0 * z; }  // dy / dz
};
// [activation]

// [initializer]
/// Weights between -1 / fan_in and 1 / fan_in: `inputs` are the values that each unit sees.
struct OneOverInputs {
    template <class T>
    static constexpr void fill(std::span<T> weights, std::size_t inputs, std::size_t /*outputs*/,
                               nn::Random& random) {
        for (T& w : weights) w = (2 * random.uniform<T>() - 1) / static_cast<T>(inputs);
    }
};
// [initializer]

// [layer]
/// y[i] = scale[i] * x[i], the scales learnt.
struct Scale {
    template <class In>  // the shape that the layer before it gives
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t parameters = In::size;

        static constexpr void predict(auto scale, auto x, auto y) {
            for (std::size_t i = 0; i < In::size; ++i) y[i] = scale[i] * x[i];
        }
        static constexpr void backward(auto scale, auto x, auto /*y*/, auto dy, auto dx, auto dscale) {
            for (std::size_t i = 0; i < In::size; ++i) {
                dscale[i] += dy[i] * x[i];  // ADDS: the samples of a batch come one after the other
                dx[i] = dy[i] * scale[i];   // OVERWRITES
            }
        }
        static constexpr void initialize(auto scale, nn::Random&) {
            for (auto& value : scale) value = 1;
        }
    };
};
// [layer]

// [loss]
/// The mean of log cosh(y - target): squared near the target, absolute far from it.
struct LogCosh {
    template <std::size_t N, class T>
    static T value(const T* y, const T* target) {
        T sum = 0;
        for (std::size_t i = 0; i < N; ++i) sum += std::log(std::cosh(y[i] - target[i]));
        return sum / static_cast<T>(N);
    }
    template <std::size_t N, class T>
    static void slope(const T* y, const T* target, T* dy) {  // OVERWRITES dy: d value / d y[i]
        for (std::size_t i = 0; i < N; ++i) dy[i] = std::tanh(y[i] - target[i]) / static_cast<T>(N);
    }
};
// [loss]

// [formula]
/// Welsch's loss: beyond an error of about 2 more of it costs no more.
struct Welsch : nn::ByFormula<Welsch> {
    static constexpr auto formula(auto y, auto t) { return 1 - nn::math::exp(-(y - t) * (y - t) / 2); }
};
static_assert(nn::ALoss<Welsch>);
// [formula]

// [optimizer]
/// Steps by the sign of a running mean of the gradient. (Lion: Chen et al., 2023.)
struct Lion {
    float learning_rate = 1e-3f, beta1 = 0.9f, beta2 = 0.99f;
    static constexpr std::size_t moments = 1;  // values kept for each parameter, 0 at first

    template <class T>
    struct Rule {
        T rate, beta1, beta2;

        constexpr T operator()(T w, T g, std::array<T, 1>& m) const {  // returns the new w
            const T direction = beta1 * m[0] + (1 - beta1) * g;
            m[0] = beta2 * m[0] + (1 - beta2) * g;
            return w - rate * static_cast<T>((direction > 0) - (direction < 0));
        }
    };

    /// What is the same for all parameters in step 1, 2, ...; `rate` is the scheduled learning rate.
    template <class T>
    constexpr Rule<T> rule(std::uint64_t /*step*/, T rate) const {
        return {rate, beta1, beta2};
    }
};
// [optimizer]

// [all]
using Net = nn::Network<nn::Input<1>, nn::Dense<16, SquaredReLU, OneOverInputs>, Scale, nn::Dense<1>>;

int main() {
    std::vector<float> x, y;
    for (int i = -100; i <= 100; ++i) {
        x.push_back(float(i) / 100);
        y.push_back(x.back() * x.back());
    }
    const nn::Dataset<Net> data(x, y);
    nn::Trainer<Net, LogCosh, Lion, /*batch*/ 20> trainer{{.learning_rate = 2e-3f}, /*seed*/ 1};
    trainer.fit(data, {.epochs = 200, .schedule = nn::CosineDecay{}, .progress = nullptr});
    std::printf("R^2 %.4f\n", nn::r_squared(trainer.parameters, data));
    return nn::r_squared(trainer.parameters, data) > 0.98 ? 0 : 1;
}
// [all]
