#pragma once

#include <torch/torch.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <ctnn/data/shuffle.hpp>
#include <span>
#include <vector>

#include "../architectures.hpp"
#include "torch_recurrence.hpp"

// Networks on images in LibTorch, predicted and trained on one thread. Each gives what its last activation
// takes; softmax, or sigmoid, comes after.

namespace bench {

/// Rows of 784 pixels to logits.
template <class M>
struct TorchNetwork;

template <>
struct TorchNetwork<Lenet> : torch::nn::Module {
    torch::nn::Conv2d conv1 = register_module(
                          "conv1", torch::nn::Conv2d(torch::nn::Conv2dOptions(1, 6, 5).padding(2))),
                      conv2 = register_module("conv2", torch::nn::Conv2d(6, 16, 5));
    torch::nn::Linear dense1 = register_module("dense1", torch::nn::Linear(400, 120)),
                      dense2 = register_module("dense2", torch::nn::Linear(120, 84)),
                      dense3 = register_module("dense3", torch::nn::Linear(84, 10));

    explicit TorchNetwork(const float* weights) {
        const torch::NoGradGuard no_gradients;
        Pieces next{weights};
        conv1->weight.copy_(torch_tensor(next, {5, 5, 1, 6}).permute({3, 2, 0, 1}));
        conv1->bias.copy_(torch_tensor(next, {6}));
        conv2->weight.copy_(torch_tensor(next, {5, 5, 6, 16}).permute({3, 2, 0, 1}));
        conv2->bias.copy_(torch_tensor(next, {16}));
        // Its images are flattened channel by channel.
        dense1->weight.copy_(torch_tensor(next, {5, 5, 16, 120}).permute({3, 2, 0, 1}).reshape({120, 400}));
        dense1->bias.copy_(torch_tensor(next, {120}));
        dense2->weight.copy_(torch_tensor(next, {120, 84}).t());
        dense2->bias.copy_(torch_tensor(next, {84}));
        dense3->weight.copy_(torch_tensor(next, {84, 10}).t());
        dense3->bias.copy_(torch_tensor(next, {10}));
    }

    torch::Tensor forward(const torch::Tensor& x) {
        torch::Tensor y = torch::max_pool2d(torch::relu(conv1(x.view({-1, 1, 28, 28}))), 2);
        y = torch::max_pool2d(torch::relu(conv2(y)), 2).flatten(1);
        return dense3(torch::relu(dense2(torch::relu(dense1(y)))));
    }
};

template <>
struct TorchNetwork<DigitRows> : torch::nn::Module {
    using M = DigitRows;
    torch::nn::LSTM lstm = register_module(
        "lstm", torch::nn::LSTM(
                    torch::nn::LSTMOptions(torch_size(M::features), torch_size(M::units)).batch_first(true)));
    torch::nn::Linear dense =
        register_module("dense", torch::nn::Linear(torch_size(M::units), torch_size(M::out)));

    explicit TorchNetwork(const float* weights) {
        Pieces next{weights};
        auto w = lstm->named_parameters();
        torch_load_lstm(w["weight_ih_l0"], w["weight_hh_l0"], w["bias_ih_l0"], w["bias_hh_l0"], next,
                        M::features, M::units);
        w["bias_hh_l0"].requires_grad_(false);  // one bias is trained, as in Keras, not the same one twice
        const torch::NoGradGuard no_gradients;
        dense->weight.copy_(torch_tensor(next, {torch_size(M::units), torch_size(M::out)}).t());
        dense->bias.copy_(torch_tensor(next, {torch_size(M::out)}));
    }

    torch::Tensor forward(const torch::Tensor& x) {
        const auto [steps, state] = lstm(x.view({-1, torch_size(M::steps), torch_size(M::features)}));
        return dense(std::get<0>(state)[0]);
    }
};

/// A block that normalises first; all samples' steps are one axis but between the heads.
struct TorchBlock : torch::nn::Module {
    using M = DigitTransformer;
    static constexpr std::int64_t units = M::units, hidden = M::hidden, heads = M::heads,
                                  width = units / heads, steps = M::steps;
    torch::nn::LayerNorm norm1 = register_module("norm1",
                                                 torch::nn::LayerNorm(torch::nn::LayerNormOptions({units}))),
                         norm2 = register_module("norm2",
                                                 torch::nn::LayerNorm(torch::nn::LayerNormOptions({units})));
    torch::nn::Linear in = register_module("in", torch::nn::Linear(units, 3 * units)),
                      out = register_module("out", torch::nn::Linear(units, units)),
                      dense1 = register_module("dense1", torch::nn::Linear(units, hidden)),
                      dense2 = register_module("dense2", torch::nn::Linear(hidden, units));

    static void load(torch::nn::Linear& dense, Pieces& next) {
        const std::int64_t rows = dense->weight.size(1), columns = dense->weight.size(0);
        dense->weight.copy_(torch_tensor(next, {rows, columns}).t());
        dense->bias.copy_(torch_tensor(next, {columns}));
    }
    static void load(torch::nn::LayerNorm& norm, Pieces& next) {
        norm->weight.copy_(torch_tensor(next, {units}));
        norm->bias.copy_(torch_tensor(next, {units}));
    }
    void load(Pieces& next) {
        load(norm1, next), load(in, next), load(out, next);
        load(norm2, next), load(dense1, next), load(dense2, next);
    }

    torch::Tensor forward(const torch::Tensor& x) {
        const auto all = in(norm1(x)).view({-1, steps, 3, heads, width}).permute({2, 0, 3, 1, 4}).unbind(0);
        const auto scores = torch::matmul(all[0] * (1 / std::sqrt(double(width))), all[1].transpose(2, 3));
        const auto context = torch::matmul(torch::softmax(scores, -1), all[2]).transpose(1, 2);
        const torch::Tensor y = x + out(context.reshape({-1, steps, units}));
        return y + dense2(torch::relu(dense1(norm2(y))));
    }
};

template <>
struct TorchNetwork<DigitTransformer> : torch::nn::Module {
    using M = DigitTransformer;
    torch::nn::Linear rows = register_module("rows",
                                             torch::nn::Linear(torch_size(M::features), TorchBlock::units)),
                      head =
                          register_module("head", torch::nn::Linear(TorchBlock::units, torch_size(M::out)));
    torch::Tensor places = register_parameter("places", torch::zeros({TorchBlock::steps, TorchBlock::units}));
    std::shared_ptr<TorchBlock> first = register_module("first", std::make_shared<TorchBlock>()),
                                second = register_module("second", std::make_shared<TorchBlock>());
    torch::nn::LayerNorm norm =
        register_module("norm", torch::nn::LayerNorm(torch::nn::LayerNormOptions({TorchBlock::units})));

    explicit TorchNetwork(const float* weights) {
        const torch::NoGradGuard no_gradients;
        Pieces next{weights};
        TorchBlock::load(rows, next);
        places.copy_(torch_tensor(next, {TorchBlock::steps, TorchBlock::units}));
        first->load(next), second->load(next);
        TorchBlock::load(norm, next), TorchBlock::load(head, next);
    }

    torch::Tensor forward(const torch::Tensor& x) {
        const auto embedded = rows(x.view({-1, TorchBlock::steps, torch_size(M::features)})) + places;
        return head(norm(second->forward(first->forward(embedded))).mean(1));
    }
};

template <>
struct TorchNetwork<Autoencoder> : torch::nn::Module {
    std::vector<torch::nn::Linear> layers;

    explicit TorchNetwork(const float* weights) {
        const torch::NoGradGuard no_gradients;
        Pieces next{weights};
        for (const auto& [in, out] : {std::pair{784, 128}, {128, 32}, {32, 128}, {128, 784}}) {
            layers.push_back(
                register_module("dense" + std::to_string(layers.size()), torch::nn::Linear(in, out)));
            layers.back()->weight.copy_(torch_tensor(next, {in, out}).t());
            layers.back()->bias.copy_(torch_tensor(next, {out}));
        }
    }

    torch::Tensor forward(torch::Tensor x) {
        for (std::size_t i = 0; i + 1 < layers.size(); ++i) x = torch::relu(layers[i](x));
        return layers.back()(x);
    }
};

/// Class probabilities.
template <class M>
class TorchPredictor {
  public:
    TorchPredictor(const float* weights, std::size_t batch) : batch_(torch_size(batch)), net_(weights) {
        at::set_num_threads(1);
        net_.eval();
    }

    void operator()(const float* x, float* y) {
        const c10::InferenceMode no_gradients;
        const torch::Tensor images = torch::from_blob(const_cast<float*>(x), {batch_, 784});
        const torch::Tensor result = torch::softmax(net_.forward(images), 1);
        std::copy_n(result.template data_ptr<float>(), result.numel(), y);
    }

  private:
    std::int64_t batch_;
    TorchNetwork<M> net_;
};

/// Adam on cross-entropy; an autoencoder's loss is the mean squared error.
template <class M>
class TorchTrainer {
  public:
    explicit TorchTrainer(const float* weights) : net_(weights), optimizer_(trained(net_), 1e-3) {
        at::set_num_threads(1);
    }

    /// A step on these samples; returns their mean loss before it. Bytes count as b / 255.
    float step(const std::uint8_t* images, const std::uint32_t* classes,
               std::span<const std::size_t> samples) {
        const auto count = torch_size(samples.size());
        const torch::Tensor all = torch::from_blob(const_cast<std::uint8_t*>(images), {60'000, 784},
                                                   torch::kUInt8),
                            wanted = torch::from_blob(const_cast<std::size_t*>(samples.data()), {count},
                                                      torch::kInt64),
                            x = all.index_select(0, wanted).to(torch::kFloat32).div_(255);
        optimizer_.zero_grad();
        const torch::Tensor loss = loss_of(net_.forward(x), x, classes, samples);
        loss.backward();
        optimizer_.step();
        return loss.template item<float>();
    }

    /// One epoch over all samples, shuffled.
    void epoch(std::span<const std::uint8_t> images, std::span<const std::uint32_t> classes,
               nn::Random& random) {
        constexpr std::size_t batch = 64;
        const std::vector<std::size_t> order = nn::shuffled_indices(classes.size(), random);
        const std::span<const std::size_t> all(order);
        for (std::size_t done = 0; done < all.size(); done += batch)
            step(images.data(), classes.data(), all.subspan(done, std::min(batch, all.size() - done)));
    }

  private:
    static std::vector<torch::Tensor> trained(const torch::nn::Module& net) {
        std::vector<torch::Tensor> all;
        for (const torch::Tensor& parameter : net.parameters())
            if (parameter.requires_grad()) all.push_back(parameter);
        return all;
    }

    static torch::Tensor loss_of(const torch::Tensor& y, const torch::Tensor& x, const std::uint32_t* classes,
                                 std::span<const std::size_t> samples) {
        if constexpr (std::is_same_v<M, Autoencoder>) {
            return torch::mse_loss(torch::sigmoid(y), x);
        } else {
            std::vector<std::int64_t> targets;
            for (const std::size_t i : samples) targets.push_back(std::int64_t(classes[i]));
            return torch::cross_entropy_loss(y, torch::tensor(targets));
        }
    }

    TorchNetwork<M> net_;
    torch::optim::Adam optimizer_;
};

}  // namespace bench
