#include <concepts>
#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/layers/activation.hpp>
#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/layers/flatten.hpp>
#include <ctnn/quantized/quantized.hpp>
#include <type_traits>

using namespace ctnn;

namespace {

using Digits = Network<Input<784>, Dense<128, ReLU>, Dense<10, Softmax>>;
using Normed = Network<Input<4, 4>, Flatten, Dense<8>, BatchNorm<>, Activation<ReLU>,
                       Dropout<std::ratio<1, 2>>, Dense<3>, Activation<Softmax>>;
template <class Net>
using Chain = detail::QuantizedChain<folded<Net>>;

}  // namespace

static_assert(std::is_empty_v<Quantized<Digits>> && std::same_as<Quantized<Digits>::network, Digits>);
static_assert(Quantized<Digits>::input_size == 784 && Quantized<Digits>::output_size == 10);
static_assert(Quantized<Digits>::workspace_size == 2 * 784);
static_assert(Chain<Digits>::count == 2 && Chain<Digits>::plan.weights[2] == 784 * 128 + 128 * 16);
static_assert(Chain<Normed>::all == 4 && Chain<Normed>::count == 3, "folded first; Softmax stays in float");
