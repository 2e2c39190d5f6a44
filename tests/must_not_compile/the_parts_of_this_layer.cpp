// ERROR: the_parts_of_this_layer<.*Mine>::hold<3u?l?>::values_but_its_parameters_are<2u?l?>
#include <array>
#include <cstddef>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

template <class In>
struct PlacedMine {
    using input = In;
    using output = In;
    static constexpr std::size_t parameters = 2;
#ifndef MUST_NOT_COMPILE
    static constexpr std::array parts{nn::Part{"slope", {{1}}}, nn::Part{"shift", {{1}}}};
#else
    static constexpr std::array parts{nn::Part{"slope", {{1}}}, nn::Part{"shift", {{2}}}};
#endif
    static constexpr void predict(auto w, auto x, auto y) {
        for (std::size_t i = 0; i < In::size; ++i) y[i] = w[0] * x[i] + w[1];
    }
    static constexpr void backward(auto w, auto x, auto, auto dy, auto dx, auto dw) {
        for (std::size_t i = 0; i < In::size; ++i) {
            dx[i] = w[0] * dy[i];
            dw[0] += dy[i] * x[i];
            dw[1] += dy[i];
        }
    }
    static constexpr void initialize(auto w, auto&) { w[0] = 1, w[1] = 0; }
};

struct Mine {
    template <class In>
    using on = PlacedMine<In>;
};

using Net = nn::Network<nn::Input<4>, Mine, nn::Dense<1>>;

static_assert(Net::layer_count == 2);

static nn::Parameters<Net> parameters;

float answer(const std::array<float, 4>& x) { return nn::predict(parameters, x)[0]; }
