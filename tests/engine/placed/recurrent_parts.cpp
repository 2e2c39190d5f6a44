#include <ctnn/activations/tanh.hpp>
#include <ctnn/engine/placed/recurrent_parts.hpp>
#include <ctnn/kernels/recurrence/gru.hpp>
#include <ctnn/kernels/recurrence/simple_rnn.hpp>
#include <string_view>

using namespace ctnn;

namespace {

using Simple = kernels::SimpleCell<5, Tanh>;
using Gated = kernels::GruCell<5, Tanh, Tanh>;

constexpr auto simple = detail::recurrent_parts<Simple>(3);
static_assert(simple.size() == 3 && simple[0].size() == 15 && simple[1].size() == 25 &&
              simple[2].size() == 5);
constexpr auto gated = detail::recurrent_parts<Gated>(3);
static_assert(gated[0].size() == 45 && gated[2].size() == 30 && gated[2].axes[0].along == Along::biases);

static_assert(detail::recurrent_parts<kernels::WithoutBias<Simple>>(3).size() == 2);
static_assert(detail::recurrent_parts<kernels::WithoutBias<Gated>>(3)[1].name == "recurrent_kernel");

constexpr auto begun = detail::recurrent_layer_parts<Gated, Initial::given>(3);
static_assert(begun.size() == 4 && begun[3].name == "h0" && begun[3].size() == 5 && begun[3].is_state);

template <class Named>
concept HasBias = requires(const Named& named) { named.bias; };
static_assert(HasBias<detail::RecurrentValues<float, 15, 25, 5, 0, 5>> &&
              !HasBias<detail::RecurrentValues<float, 15, 25, 0, 1, 5>>);

}  // namespace
