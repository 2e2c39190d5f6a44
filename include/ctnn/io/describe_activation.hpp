#pragma once

#include <ratio>

#include <ctnn/activations/elu.hpp>
#include <ctnn/activations/exponential.hpp>
#include <ctnn/activations/fast.hpp>
#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/hard_sigmoid.hpp>
#include <ctnn/activations/hard_swish.hpp>
#include <ctnn/activations/hard_tanh.hpp>
#include <ctnn/activations/leaky_relu.hpp>
#include <ctnn/activations/linear.hpp>
#include <ctnn/activations/mish.hpp>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/relu6.hpp>
#include <ctnn/activations/selu.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/silu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/activations/softplus.hpp>
#include <ctnn/activations/softsign.hpp>
#include <ctnn/activations/step.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/io/layer_nodes.hpp>
#include <ctnn/kernels/recurrence/gates.hpp>

// The library's activations as values. One that is derived from another is not that other.

namespace ctnn::detail::inline CTNN_CODE {

template <class Ratio>
inline constexpr double described_ratio = double(Ratio::num) / double(Ratio::den);

/// `node`: the activation; without it, it is none of the library's.
template <class Act>
struct DescribedActivation {};

template <ActivationKind Kind>
struct ActivationOfKind {
    static constexpr ActivationNode node{Kind};
};

template <>
struct DescribedActivation<Linear> : ActivationOfKind<ActivationKind::linear> {};
template <>
struct DescribedActivation<Step> : ActivationOfKind<ActivationKind::step> {};
template <>
struct DescribedActivation<Sigmoid> : ActivationOfKind<ActivationKind::sigmoid> {};
template <>
struct DescribedActivation<Tanh> : ActivationOfKind<ActivationKind::tanh> {};
template <>
struct DescribedActivation<ReLU> : ActivationOfKind<ActivationKind::relu> {};
template <>
struct DescribedActivation<ELU> : ActivationOfKind<ActivationKind::elu> {};
template <>
struct DescribedActivation<SELU> : ActivationOfKind<ActivationKind::selu> {};
template <>
struct DescribedActivation<Softplus> : ActivationOfKind<ActivationKind::softplus> {};
template <>
struct DescribedActivation<Softsign> : ActivationOfKind<ActivationKind::softsign> {};
template <>
struct DescribedActivation<Exponential> : ActivationOfKind<ActivationKind::exponential> {};
template <>
struct DescribedActivation<GELU> : ActivationOfKind<ActivationKind::gelu> {};
template <>
struct DescribedActivation<SiLU> : ActivationOfKind<ActivationKind::silu> {};
template <>
struct DescribedActivation<Mish> : ActivationOfKind<ActivationKind::mish> {};
template <>
struct DescribedActivation<HardSwish> : ActivationOfKind<ActivationKind::hard_swish> {};
template <>
struct DescribedActivation<Softmax> : ActivationOfKind<ActivationKind::softmax> {};
template <>
struct DescribedActivation<Fast<Sigmoid>> : ActivationOfKind<ActivationKind::fast_sigmoid> {};
template <>
struct DescribedActivation<Fast<Tanh>> : ActivationOfKind<ActivationKind::fast_tanh> {};
template <>
struct DescribedActivation<Fast<Softmax>> : ActivationOfKind<ActivationKind::fast_softmax> {};
template <>
struct DescribedActivation<kernels::QuickSigmoid> : ActivationOfKind<ActivationKind::cell_sigmoid> {};
template <>
struct DescribedActivation<kernels::QuickTanh> : ActivationOfKind<ActivationKind::cell_tanh> {};

template <class Slope>
struct DescribedActivation<LeakyReLUOf<Slope>> {
    static constexpr ActivationNode node{ActivationKind::leaky_relu, described_ratio<Slope>};
};
template <>
struct DescribedActivation<LeakyReLU> : DescribedActivation<LeakyReLUOf<std::ratio<1, 100>>> {};

template <class Slope>
struct DescribedActivation<HardSigmoidOf<Slope>> {
    static constexpr ActivationNode node{ActivationKind::hard_sigmoid, described_ratio<Slope>};
};
template <>
struct DescribedActivation<HardSigmoid> : DescribedActivation<HardSigmoidOf<std::ratio<1, 6>>> {};
template <>
struct DescribedActivation<KerasHardSigmoid> : DescribedActivation<HardSigmoidOf<std::ratio<1, 5>>> {};

template <class Low, class High>
struct DescribedActivation<HardTanhOf<Low, High>> {
    static constexpr ActivationNode node{ActivationKind::hard_tanh, described_ratio<Low>,
                                         described_ratio<High>};
};
template <>
struct DescribedActivation<HardTanh> : DescribedActivation<HardTanhOf<std::ratio<-1>, std::ratio<1>>> {};
template <>
struct DescribedActivation<ReLU6> : DescribedActivation<HardTanhOf<std::ratio<0>, std::ratio<6>>> {};

template <class... Acts>
inline constexpr bool is_described_activation = (requires { DescribedActivation<Acts>::node; } && ...);

}  // namespace ctnn::detail::inline CTNN_CODE
