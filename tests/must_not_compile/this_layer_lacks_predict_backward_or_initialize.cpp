// ERROR: this_layer_lacks_predict_backward_or_initialize<.*Doubled
#include <cstddef>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

template <class In>
struct PlacedDoubled {
    using input = In;
    using output = In;
    static constexpr std::size_t parameters = 0;
    static constexpr std::size_t multiply_adds = 0;
    static constexpr void predict(auto, auto x, auto y) {
        for (std::size_t i = 0; i < In::size; ++i) y[i] = 2 * x[i];
    }
#ifndef MUST_NOT_COMPILE
    static constexpr void backward(auto, auto, auto, auto dy, auto dx, auto) {
        for (std::size_t i = 0; i < In::size; ++i) dx[i] = 2 * dy[i];
    }
#endif
    static constexpr void initialize(auto, auto&) {}
};

struct Doubled {
    template <class In>
    using on = PlacedDoubled<In>;
};

using Net = nn::Network<nn::Input<4>, Doubled, nn::Dense<1>>;

static_assert(Net::parameter_count > 0);
