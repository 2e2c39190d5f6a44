#pragma once

#include <floatfann.h>

#include <cstdint>
#include <cstdlib>

// FANN learns XOR by rprop, its default and best.

namespace bench {

inline bool fann_learns_xor(std::uint64_t seed) {
    float inputs[4][2]{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, targets[4][1]{{0}, {1}, {1}, {0}};
    float *input_rows[4]{inputs[0], inputs[1], inputs[2], inputs[3]},
        *target_rows[4]{targets[0], targets[1], targets[2], targets[3]};
    fann_train_data data{};
    data.num_data = 4;
    data.num_input = 2;
    data.num_output = 1;
    data.input = input_rows;
    data.output = target_rows;

    const unsigned sizes[]{2, 4, 1};
    fann* const net = fann_create_standard_array(3, sizes);
    std::srand(static_cast<unsigned>(seed));
    fann_randomize_weights(net, -1, 1);
    fann_set_activation_function_hidden(net, FANN_SIGMOID_SYMMETRIC);
    fann_set_activation_function_output(net, FANN_SIGMOID);
    fann_set_training_algorithm(net, FANN_TRAIN_RPROP);
    bool learnt = false;
    for (int epoch = 0; epoch < 5000 && !learnt; ++epoch) learnt = fann_train_epoch(net, &data) < 0.01f;
    fann_destroy(net);
    return learnt;
}

}  // namespace bench
