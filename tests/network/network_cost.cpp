#include <ctnn/train.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

using Digits = Network<Input<28, 28, 1>, Flatten, Dense<128, ReLU>, Dense<10, Softmax>>;

static_assert(cost<Digits>.parameters == 101'770 && cost<Digits>.bytes == 407'080);
static_assert(cost<Digits, double>.bytes == 2 * cost<Digits>.bytes);
static_assert(cost<Digits>.multiply_adds == 101'632 && cost<Digits>.layers[2].multiply_adds == 1'280);
static_assert(cost<Digits>.layers[0] == Cost{} && cost<Digits>.layers[1].bytes == 4 * 100'480);
static_assert(cost<Digits>.workspace == 4 * Digits::workspace_size);
static_assert(cost<Digits>.stack == cost<Digits>.workspace + 40);
static_assert(cost<Digits>.stack_of_many == 64 * cost<Digits>.workspace);
static_assert(cost<Digits>.stack_of_gradient > cost<Digits>.stack && cost<Digits>.stack_of_stream == 0);
static_assert(cost<Digits>.stack_of_gradient == 4 * gradient_workspace<CrossEntropy, Digits>);

using Kept = Network<Input<9, 4>, BatchNorm<>, TimeDistributed<Dense<7, Tanh>>>;
static_assert(cost<Kept>.stack_of_gradient == 4 * gradient_workspace<MeanSquaredError, Kept>);
static_assert(cost<Kept>.stack_of_stream >= 4 * 32 * 4, "what waits between the layers");
static_assert(sizeof(Parameters<Digits>) >= cost<Digits>.bytes);

}  // namespace

TEST_CASE("cost: the layers' parameters and multiply-adds are the network's", "[network]") {
    Cost sum;
    for (const Cost& layer : cost<Digits>.layers) {
        sum.parameters += layer.parameters;
        sum.bytes += layer.bytes;
        sum.multiply_adds += layer.multiply_adds;
    }
    sum.workspace = cost<Digits>.workspace;
    REQUIRE(sum == static_cast<const Cost&>(cost<Digits>));
}
