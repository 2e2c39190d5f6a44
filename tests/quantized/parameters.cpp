#include <ctnn/activations/relu.hpp>
#include <ctnn/activations/softmax.hpp>
#include <ctnn/quantized/parameters.hpp>
#include <type_traits>

using namespace ctnn;

namespace {

using Digits = Network<Input<784>, Dense<128, ReLU>, Dense<10, Softmax>>;
using Other = Network<Input<784>, Dense<64, ReLU>, Dense<10, Softmax>>;
using Small = Parameters<Quantized<Digits>>;

}  // namespace

static_assert(sizeof(Small) <= 0.27 * sizeof(Parameters<Digits>));
static_assert(std::is_trivially_copyable_v<Small> && alignof(Small) == 64);
static_assert(!std::is_constructible_v<Small, const Parameters<Digits>&>);
static_assert(!std::is_constructible_v<Small, const Parameters<Quantized<Other>>&>);
static_assert(std::is_copy_assignable_v<Small>);
