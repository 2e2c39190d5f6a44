// ERROR: this_layer_says_same_for_every_step<.*Mine>::but_gives_no_sequence_of<(struct )?ctnn::Shape<2U?L?
#include <cstddef>
#include <ctnn/ctnn.hpp>

namespace nn = ctnn;

#ifndef MUST_NOT_COMPILE
constexpr bool says = false;
#else
constexpr bool says = true;
#endif

struct Mine {
    template <class In>
    struct on {
        using input = In;
        using output = nn::Shape<In::size / 2>;
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

static_assert(Net::layer_count == 1);
