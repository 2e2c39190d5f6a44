// ERROR: this_layer_lacks<.*Mine>::scratch
#include <cstddef>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

template <class In>
struct PlacedMine {
    using input = In;
    using output = In;
    static constexpr std::size_t parameters = 0, multiply_adds = 0;
    static constexpr std::size_t state = 0;
    static constexpr std::size_t tape = 0;
#ifndef MUST_NOT_COMPILE
    static constexpr std::size_t scratch = 0;
#endif
    template <std::size_t B, class T>
    static constexpr void predict(auto, auto, auto x, nn::Slot<T, B * In::size> y, auto) {
        for (std::size_t i = 0; i < B * In::size; ++i) y[i] = 2 * x[i];
    }
    template <std::size_t B, class T>
    static constexpr void forward(auto, auto, auto x, nn::Slot<T, B * In::size> y, auto, auto, nn::Random&) {
        for (std::size_t i = 0; i < B * In::size; ++i) y[i] = 2 * x[i];
    }
    template <std::size_t B, class T>
    static constexpr void backward(auto, auto, auto, auto, nn::View<T, B * In::size> dy, auto dx, auto, auto) {
        for (std::size_t i = 0; i < dx.size(); ++i) dx[i] = 2 * dy[i];
    }
    template <class T>
    static constexpr void initialize(auto, nn::Slot<T, 0>, nn::Random&) {}
};

struct Mine {
    template <class In>
    using on = PlacedMine<In>;
};

using Net = nn::Network<nn::Input<4>, Mine, nn::Dense<1>>;

static_assert(Net::layer_count == 2);

static nn::Parameters<Net> parameters;

float answer(const std::array<float, 4>& x) { return nn::predict(parameters, x)[0]; }
