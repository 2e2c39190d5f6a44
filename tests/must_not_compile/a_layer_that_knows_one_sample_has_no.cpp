// ERROR: a_layer_that_knows_one_sample_has_no<.*Mine>::state
#include <cstddef>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

template <class In>
struct PlacedMine {
    using input = In;
    using output = In;
    static constexpr std::size_t parameters = 1;
    static constexpr void predict(auto w, auto x, auto y) {
        for (std::size_t i = 0; i < In::size; ++i) y[i] = w[0] * x[i];
    }
    static constexpr void backward(auto w, auto x, auto, auto dy, auto dx, auto dw) {
        for (std::size_t i = 0; i < In::size; ++i) {
            dx[i] = w[0] * dy[i];
            dw[0] += x[i] * dy[i];
        }
    }
    static constexpr void initialize(auto w, auto&) { w[0] = 1; }
#ifndef MUST_NOT_COMPILE
    static constexpr std::size_t state = 0;
#else
    static constexpr std::size_t state = 2;
#endif
};

struct Mine {
    template <class In>
    using on = PlacedMine<In>;
};

using Net = nn::Network<nn::Input<4>, Mine, nn::Dense<1>>;

static_assert(Net::layer_count == 2);

static nn::Parameters<Net> parameters;

float answer(const std::array<float, 4>& x) { return nn::predict(parameters, x)[0]; }
