// One sample of what the field calls small networks: triggers of particle physics, controllers, MLPerf Tiny's
// anomaly detector.

#include "cases.hpp"
#include "one_sample.hpp"

void bench::add_fields(Suite& suite) {
    using enum Act;
    const Must must{.ratio = 0.9, .against = "Eigen"};
    add_one_sample<Jets>(suite, "16-64-32-32-5 ReLU, softmax (jet tagger)",
                         {.ratio = 0.65, .against = "Eigen"});
    add_one_sample<Trigger>(suite, "57-32-16-8 ReLU (AXOL1TL)", must);
    add_one_sample<Mlp<tanh, tanh, 8, 8, 2>>(suite, "8-8-2 tanh (controller)", must);
    add_one_sample<Mlp<tanh, tanh, 16, 16, 4>>(suite, "16-16-4 tanh (controller)", must);
    add_one_sample<Mlp<relu, tanh, 32, 32, 8>>(suite, "32-32-8 ReLU, tanh (controller)", must);
    add_one_sample<Mlp<relu, tanh, 64, 64, 16>>(suite, "64-64-16 ReLU, tanh (controller)", must);
    add_one_sample<Anomaly>(suite, "640-128x4-8-128x4-640 ReLU (MLPerf Tiny)", must);
}
