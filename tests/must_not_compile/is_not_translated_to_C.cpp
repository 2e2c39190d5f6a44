// ERROR: is_not_translated_to_C<Twice>
#include <array>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/c_source.hpp>

namespace nn = ctnn;

struct Twice {
    template <class In>
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t parameters = 0;
        static constexpr void predict(auto, auto x, auto y) {
            for (std::size_t i = 0; i < In::size; ++i) y[i] = 2 * x[i];
        }
        static constexpr void backward(auto, auto, auto, auto, auto, auto) {}
        static constexpr void initialize(auto, auto&) {}
    };
};

#ifndef MUST_NOT_COMPILE
using Net =
    nn::Network<nn::Input<4, 4, 1>, nn::Conv2DTranspose<3, 2>, nn::Flatten, nn::Dense<3, nn::Softmax>>;
#else
using Net = nn::Network<nn::Input<4, 4, 1>, nn::Conv2D<3, 2>, Twice, nn::Flatten, nn::Dense<3, nn::Softmax>>;
#endif

void save(const nn::Parameters<Net>& parameters) { nn::save_c("net.c", parameters, std::array<float, 16>{}); }
