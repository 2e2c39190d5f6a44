// One sample, networks that users have.

#include "one_sample.hpp"

#include "architectures.hpp"
#include "cases.hpp"

void bench::add_one_sample(Suite& suite) {
    const Must beaten{.ratio = 0.95};
    add_one_sample<Xor>(suite, "2-2-1 sigmoid", beaten);
    add_one_sample<Xor4>(suite, "2-4-1 sigmoid", beaten);
    add_one_sample<Waveshaper>(suite, "1-8-8-8-1 tanh", {.ratio = 0.8, .against = "Eigen"});
    add_one_sample<Digits>(suite, "64-128-10 ReLU, softmax", {.ratio = 0.5, .against = "Eigen"});
    add_one_sample<MnistSmall>(suite, "784-16-16-10 sigmoid", {.ratio = 0.9, .against = "Eigen"});
    add_one_sample<MnistWide>(suite, "784-128-10 ReLU, softmax", {.ratio = 0.95, .against = "Eigen"});
    add_one_sample<MnistDeep>(suite, "784-256-128-10 ReLU, softmax", {.ratio = 0.85, .against = "Eigen"});
    add_one_sample<Autoencoder>(suite, "784-128-32-128-784 ReLU, sigmoid", beaten);
    add_one_sample<Shaper>(suite, "5-16-16-1 tanh", beaten);

    add_one_image<MnistSmall>(suite, "784-16-16-10 sigmoid", {.ratio = 0.55, .against = "Eigen"});
    add_one_image<MnistWide>(suite, "784-128-10 ReLU, softmax", {.ratio = 0.4, .against = "Eigen"});
    add_one_image<MnistDeep>(suite, "784-256-128-10 ReLU, softmax", {.ratio = 0.35, .against = "Eigen"});

    add_one_sample<Xor, true>(suite, "2-2-1 sigmoid", beaten);
    add_one_sample<Xor4, true>(suite, "2-4-1 sigmoid", beaten);
    add_one_sample<Waveshaper, true>(suite, "1-8-8-8-1 tanh", beaten);
    add_one_sample<Shaper, true>(suite, "5-16-16-1 tanh", beaten);
}
