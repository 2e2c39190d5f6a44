#pragma once

#include <torch/torch.h>

#include <cstddef>

#include "../models.hpp"

// A network in LibTorch: torch::nn::Sequential without gradients, on one thread.

namespace bench {

class TorchMlp {
  public:
    TorchMlp(const Model& model, std::size_t batch)
        : batch_(static_cast<std::int64_t>(batch)), in_(static_cast<std::int64_t>(model.front().in)) {
        at::set_num_threads(1);
        const c10::InferenceMode no_gradients;
        for (const LayerValues& from : model) {
            const auto in = static_cast<std::int64_t>(from.in), out = static_cast<std::int64_t>(from.out);
            torch::nn::Linear layer(in, out);
            layer->weight.copy_(torch::from_blob(const_cast<float*>(from.weight), {in, out}).t());
            layer->bias.copy_(torch::from_blob(const_cast<float*>(from.bias), {out}));
            net_->push_back(layer);
            if (from.act == Act::relu) net_->push_back(torch::nn::ReLU());
            if (from.act == Act::sigmoid) net_->push_back(torch::nn::Sigmoid());
            if (from.act == Act::tanh) net_->push_back(torch::nn::Tanh());
            if (from.act == Act::softmax) net_->push_back(torch::nn::Softmax(1));
        }
        net_->eval();
    }

    /// The outputs stay until the next call.
    const float* operator()(const float* x) {
        const c10::InferenceMode no_gradients;
        y_ = net_->forward(torch::from_blob(const_cast<float*>(x), {batch_, in_}));
        return y_.data_ptr<float>();
    }

  private:
    std::int64_t batch_, in_;
    torch::nn::Sequential net_;
    torch::Tensor y_;
};

}  // namespace bench
