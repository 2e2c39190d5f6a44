#include <cstdio>
#include <ctnn/train.hpp>

namespace nn = ctnn;

using Xor = nn::Network<nn::Input<2>, nn::Dense<4, nn::Tanh>, nn::Dense<1, nn::Sigmoid>>;

static_assert(Xor::parameter_count == 17);  // the compiler knows

int main() {
    const nn::Dataset<Xor> truth({{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {1}, {1}, {0}});

    nn::Trainer<Xor, nn::BinaryCrossEntropy, nn::Adam, /*batch*/ 4> trainer{{.learning_rate = 0.1f},
                                                                            /*seed*/ 1};
    trainer.fit(truth, {.epochs = 200, .progress = nullptr});

    for (std::size_t i = 0; i < truth.size(); ++i) {
        const auto x = truth.input(i);
        std::printf("%g xor %g = %.3f\n", double(x[0]), double(x[1]),
                    double(nn::predict(trainer.parameters, x)[0]));
    }
}
