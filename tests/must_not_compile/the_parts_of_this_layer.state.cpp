// ERROR: the_parts_of_this_layer<.*Mine>::hold<0u?l?>::values_but_its_state_is<1u?l?>
#include <array>
#include <cstddef>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

template <class In>
struct PlacedMine {
    using input = In;
    using output = In;
    static constexpr std::size_t parameters = 2, state = 1, tape = 0, scratch = 0;
#ifndef MUST_NOT_COMPILE
    static constexpr std::array parts{nn::Part{"slope", {{1}}}, nn::Part{"shift", {{1}}},
                                      nn::Part{"mean", {{1}}, true}};
#else
    static constexpr std::array parts{nn::Part{"slope", {{1}}}, nn::Part{"shift", {{1}}}};
#endif
    template <std::size_t B, class T>
    static constexpr void predict(auto w, auto s, auto x, nn::Slot<T, B * In::size> y, auto) {
        for (std::size_t i = 0; i < B * In::size; ++i) y[i] = w[0] * x[i] + w[1] + s[0];
    }
    template <std::size_t B, class T>
    static constexpr void forward(auto w, auto s, auto x, nn::Slot<T, B * In::size> y, auto, auto,
                                  nn::Random&) {
        for (std::size_t i = 0; i < B * In::size; ++i) y[i] = w[0] * x[i] + w[1] + s[0];
    }
    template <std::size_t B, class T>
    static constexpr void backward(auto w, auto, auto, auto, nn::View<T, B * In::size> dy, auto dx, auto,
                                   auto) {
        for (std::size_t i = 0; i < dx.size(); ++i) dx[i] = w[0] * dy[i];
    }
    template <class T>
    static constexpr void initialize(auto, nn::Slot<T, 1>, nn::Random&) {}
};

struct Mine {
    template <class In>
    using on = PlacedMine<In>;
};

using Net = nn::Network<nn::Input<4>, Mine, nn::Dense<1>>;

static_assert(Net::layer_count == 2);

static nn::Parameters<Net> parameters;

float answer(const std::array<float, 4>& x) { return nn::predict(parameters, x)[0]; }
