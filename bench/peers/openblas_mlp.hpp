#pragma once

#include <cblas.h>

#include <cstddef>
#include <vector>

#include "eigen_mlp.hpp"

// A network by OpenBLAS's sgemm, which adds to the biases; its activations are Eigen's.

namespace bench {

class OpenblasMlp {
  public:
    OpenblasMlp(const Model& model, std::size_t batch) : model_(model), batch_(static_cast<int>(batch)) {
        for (const LayerValues& layer : model) outputs_.emplace_back(layer.out * batch);
    }

    void operator()(const float* x, float* y) {
        for (std::size_t i = 0; i < model_.size(); ++i) {
            float* const to = i + 1 == model_.size() ? y : outputs_[i].data();
            run(model_[i], x, to);
            x = to;
        }
    }

  private:
    void run(const LayerValues& layer, const float* x, float* y) const {
        const int in = static_cast<int>(layer.in), out = static_cast<int>(layer.out);
        Eigen::Map<Eigen::MatrixXf> outputs(y, out, batch_);
        outputs.colwise() = Eigen::Map<const Eigen::VectorXf>(layer.bias, out);
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, batch_, out, in, 1, x, in, layer.weight, out,
                    1, y, out);
        eigen_activate(layer.act, outputs);
    }

    Model model_;
    int batch_;
    std::vector<std::vector<float>> outputs_;
};

}  // namespace bench
