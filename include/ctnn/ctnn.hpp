/// All that declares a network and predicts with it; no training, no files. Generated: edit nothing here.
#pragma once

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#include <ctnn/activations/elu.hpp>
#include <ctnn/activations/exponential.hpp>
#include <ctnn/activations/fast.hpp>
#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/leaky_relu.hpp>
#include <ctnn/activations/linear.hpp>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/selu.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/softplus.hpp>
#include <ctnn/activations/softsign.hpp>
#include <ctnn/activations/step.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/initializers/draw.hpp>
#include <ctnn/initializers/fan.hpp>
#include <ctnn/initializers/glorot_normal.hpp>
#include <ctnn/initializers/glorot_uniform.hpp>
#include <ctnn/initializers/he_normal.hpp>
#include <ctnn/initializers/he_uniform.hpp>
#include <ctnn/initializers/lecun_normal.hpp>
#include <ctnn/initializers/lecun_uniform.hpp>
#include <ctnn/initializers/normal.hpp>
#include <ctnn/initializers/uniform.hpp>
#include <ctnn/initializers/zeros.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/backward.hpp>
#include <ctnn/layers/chain.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/layers/plan.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/sequential.hpp>
#include <ctnn/layers/values.hpp>
#include <ctnn/network/arguments.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/network_budget.hpp>
#include <ctnn/network/network_cost.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/predict.hpp>
#include <ctnn/network/self_test.hpp>
#include <ctnn/network/summary.hpp>
#include <ctnn/version.hpp>
#pragma GCC diagnostic pop
