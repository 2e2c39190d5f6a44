// ERROR: save_onnx_knows_no_operator_for<.*Scaled.*>::of_the_layer<.*Residual<.*Scaled
#include <cstddef>
#include <ctnn/ctnn.hpp>
#include <ctnn/io/onnx.hpp>

namespace nn = ctnn;

struct Scaled {
    template <class In>
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t parameters = 1;

        static constexpr void predict(auto w, auto x, auto y) {
            for (std::size_t i = 0; i < In::size; ++i) y[i] = w[0] * x[i];
        }
        static constexpr void backward(auto w, auto x, auto, auto dy, auto dx, auto dw) {
            for (std::size_t i = 0; i < In::size; ++i) {
                dw[0] += dy[i] * x[i];
                dx[i] = dy[i] * w[0];
            }
        }
        static constexpr void initialize(auto w, auto&) { w[0] = 1; }
    };
};

#ifndef MUST_NOT_COMPILE
using Net = nn::Network<nn::Input<4>, nn::Residual<nn::Dense<4>>, nn::Dense<1>>;
#else
using Net = nn::Network<nn::Input<4>, nn::Residual<Scaled>, nn::Dense<1>>;
#endif

static nn::Parameters<Net> parameters;

void keep() { nn::save_onnx("net.onnx", parameters); }
