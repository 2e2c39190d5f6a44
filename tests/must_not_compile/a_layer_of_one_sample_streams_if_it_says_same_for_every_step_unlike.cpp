// ERROR: a_layer_of_one_sample_streams_if_it_says_same_for_every_step_unlike<.*Mine
#include <cstddef>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr bool says = true;
#else
constexpr bool says = false;
#endif

struct Mine {
    template <class In>
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t parameters = 1;
        static constexpr bool same_for_every_step = says;
        static constexpr void predict(auto w, auto x, auto y) {
            for (std::size_t i = 0; i < y.size(); ++i) y[i] = w[0] * x[i];
        }
        static constexpr void backward(auto w, auto x, auto, auto dy, auto dx, auto dw) {
            for (std::size_t i = 0; i < dy.size(); ++i) {
                dx[i] = w[0] * dy[i];
                dw[0] += x[i] * dy[i];
            }
        }
        static constexpr void initialize(auto w, auto&) { w[0] = 1; }
    };
};

using Net = nn::Network<nn::Input<9, 4>, Mine>;

std::array<float, 4> push(nn::Stream<Net>& stream) { return stream(std::array<float, 4>{}); }
