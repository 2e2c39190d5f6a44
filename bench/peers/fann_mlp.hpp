#pragma once

#include <floatfann.h>

#include <cstddef>
#include <memory>
#include <vector>

#include "../models.hpp"

// A network in FANN, which knows sigmoid and tanh, but neither ReLU nor softmax.

namespace bench {

class FannMlp {
  public:
    static bool knows(const Model& model) {
        for (const LayerValues& layer : model)
            if (layer.act == Act::relu || layer.act == Act::softmax) return false;
        return true;
    }

    explicit FannMlp(const Model& model) {
        std::vector<unsigned> sizes{static_cast<unsigned>(model.front().in)};
        for (const LayerValues& layer : model) sizes.push_back(static_cast<unsigned>(layer.out));
        net_.reset(fann_create_standard_array(static_cast<unsigned>(sizes.size()), sizes.data()));
        fann_type* to = net_->weights;  // neuron by neuron: the weights of its inputs, then its bias
        for (std::size_t i = 0; i < model.size(); ++i) {
            const LayerValues& layer = model[i];
            for (std::size_t o = 0; o < layer.out; ++o) {
                for (std::size_t k = 0; k < layer.in; ++k) *to++ = layer.weight[k * layer.out + o];
                *to++ = layer.bias[o];
            }
            const bool is_tanh = layer.act == Act::tanh, is_sigmoid = layer.act == Act::sigmoid;
            const int number = static_cast<int>(i) + 1;
            fann_set_activation_function_layer(net_.get(),
                                               is_tanh      ? FANN_SIGMOID_SYMMETRIC
                                               : is_sigmoid ? FANN_SIGMOID
                                                            : FANN_LINEAR,
                                               number);
            fann_set_activation_steepness_layer(net_.get(), is_sigmoid ? 0.5f : 1.0f, number);
        }
    }

    const float* operator()(const float* x) { return fann_run(net_.get(), const_cast<float*>(x)); }

  private:
    struct Destroy {
        void operator()(fann* net) const { fann_destroy(net); }
    };
    std::unique_ptr<fann, Destroy> net_;
};

}  // namespace bench
