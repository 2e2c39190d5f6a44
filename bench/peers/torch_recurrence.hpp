#pragma once

#include <torch/torch.h>

#include <cstddef>
#include <utility>

#include "../architectures.hpp"

// Cells in LibTorch, without gradients, on one thread.

namespace bench {

inline std::int64_t torch_size(std::size_t n) { return static_cast<std::int64_t>(n); }

/// The next values of a block as a tensor; they stay where they are.
inline torch::Tensor torch_tensor(Pieces& next, at::IntArrayRef sizes) {
    const auto count = static_cast<std::size_t>(c10::multiply_integers(sizes));
    return torch::from_blob(const_cast<float*>(next(count)), sizes);
}

/// Gates i f g o, as in Keras's layout; its biases are two whose sum counts.
template <class Layer>
void torch_load_lstm(Layer& weight_ih, Layer& weight_hh, Layer& bias_ih, Layer& bias_hh, Pieces& next,
                     std::size_t in, std::size_t units) {
    const torch::NoGradGuard no_gradients;
    const std::int64_t gates = torch_size(4 * units);
    weight_ih.copy_(torch_tensor(next, {torch_size(in), gates}).t());
    weight_hh.copy_(torch_tensor(next, {torch_size(units), gates}).t());
    bias_ih.copy_(torch_tensor(next, {gates}));
    bias_hh.zero_();
}

template <class M>
class TorchCell;

template <std::size_t In, std::size_t Units>
class TorchCell<Lstm<In, Units>> {
  public:
    explicit TorchCell(const float* weights) {
        at::set_num_threads(1);
        Pieces next{weights};
        torch_load_lstm(cell_->weight_ih, cell_->weight_hh, cell_->bias_ih, cell_->bias_hh, next, In, Units);
        reset();
    }

    void reset() { state_ = {torch::zeros({1, torch_size(Units)}), torch::zeros({1, torch_size(Units)})}; }

    const float* operator()(const float* x) {
        const c10::InferenceMode no_gradients;
        state_ = cell_->forward(torch::from_blob(const_cast<float*>(x), {1, torch_size(In)}), state_);
        return std::get<0>(state_).template data_ptr<float>();
    }

  private:
    torch::nn::LSTMCell cell_{torch_size(In), torch_size(Units)};
    std::tuple<torch::Tensor, torch::Tensor> state_;
};

template <std::size_t In, std::size_t Units>
class TorchCell<Gru<In, Units>> {
  public:
    explicit TorchCell(const float* weights) {
        at::set_num_threads(1);
        const torch::NoGradGuard no_gradients;
        Pieces next{weights};
        cell_->weight_ih.copy_(by_its_gates(torch_tensor(next, {torch_size(In), gates}).t()));
        cell_->weight_hh.copy_(by_its_gates(torch_tensor(next, {torch_size(Units), gates}).t()));
        cell_->bias_ih.copy_(by_its_gates(torch_tensor(next, {gates})));
        cell_->bias_hh.copy_(by_its_gates(torch_tensor(next, {gates})));
        reset();
    }

    void reset() { state_ = torch::zeros({1, torch_size(Units)}); }

    const float* operator()(const float* x) {
        const c10::InferenceMode no_gradients;
        state_ = cell_->forward(torch::from_blob(const_cast<float*>(x), {1, torch_size(In)}), state_);
        return state_.template data_ptr<float>();
    }

  private:
    static constexpr std::int64_t gates = 3 * std::int64_t(Units);

    /// From z r h to r z n.
    static torch::Tensor by_its_gates(const torch::Tensor& values) {
        const auto parts = values.chunk(3);
        return torch::cat({parts[1], parts[0], parts[2]});
    }

    torch::nn::GRUCell cell_{torch_size(In), torch_size(Units)};
    torch::Tensor state_;
};

}  // namespace bench
