// One sample, networks whose sizes fit no register, beside some rounded up to one.

#include "cases.hpp"
#include "one_sample.hpp"

void bench::add_odd_sizes(Suite& suite) {
    using enum Act;
    const Must odd{.ratio = 0.6, .against = "Eigen"}, beaten{.ratio = 0.95};
    add_one_sample<Mlp<relu, linear, 7, 13, 5>>(suite, "7-13-5 ReLU, linear", odd);
    add_one_sample<Mlp<tanh, linear, 19, 41, 23, 3>>(suite, "19-41-23-3 tanh, linear", odd);
    add_one_sample<Mlp<relu, softmax, 37, 53, 11>>(suite, "37-53-11 ReLU, softmax", odd);
    add_one_sample<Mlp<sigmoid, sigmoid, 9, 9, 1>>(suite, "9-9-1 sigmoid", beaten);
    add_one_sample<Mlp<relu, softmax, 300, 100, 10>>(suite, "300-100-10 ReLU, softmax", beaten);
    add_one_sample<Mlp<tanh, linear, 12, 24, 24, 4>>(suite, "12-24-24-4 tanh", beaten);
    add_one_sample<Mlp<tanh, linear, 24, 32, 32, 8>>(suite, "24-32-32-8 tanh", beaten);
    add_one_sample<Mlp<relu, linear, 256, 64, 32, 1>>(suite, "256-64-32-1 ReLU", beaten);
    add_one_sample<Mlp<tanh, linear, 32, 64, 64, 64, 1>>(suite, "32-64-64-64-1 tanh", beaten);
    add_one_sample<Mlp<relu, softmax, 100, 30, 3>>(suite, "100-30-3 ReLU, softmax",
                                                   {.ratio = 0.95, .rounded_up = "112-32-16 ReLU, softmax"});
    add_one_sample<Mlp<relu, softmax, 784, 100, 10>>(
        suite, "784-100-10 ReLU, softmax", {.ratio = 0.95, .rounded_up = "784-112-16 ReLU, softmax"});
    add_one_sample<Mlp<relu, softmax, 784, 30, 10>>(suite, "784-30-10 ReLU, softmax",
                                                    {.ratio = 0.95, .rounded_up = "784-32-16 ReLU, softmax"});
    add_rounded_up<Mlp<relu, softmax, 112, 32, 16>>(suite, "112-32-16 ReLU, softmax");
    add_rounded_up<Mlp<relu, softmax, 784, 112, 16>>(suite, "784-112-16 ReLU, softmax");
    add_rounded_up<Mlp<relu, softmax, 784, 32, 16>>(suite, "784-32-16 ReLU, softmax");
}
