#include <ctnn/core/shape.hpp>
#include <ctnn/train/losses/binary_cross_entropy.hpp>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/losses/huber.hpp>
#include <ctnn/train/losses/kl_divergence.hpp>
#include <ctnn/train/losses/loss_traits.hpp>
#include <ctnn/train/losses/mean_absolute_error.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>

#include <testing.hpp>

using namespace ctnn;
using namespace ctnn::detail;

namespace {

struct Mine {};

static_assert(TakesLogits<CrossEntropy> && !TakesLogits<MeanSquaredError>);
static_assert(TakesClassIndex<CrossEntropy> && !TakesClassIndex<KLDivergence>);
static_assert(TakesDistributions<KLDivergence> && !TakesDistributions<CrossEntropy>);
static_assert(MeanOverOutputs<MeanSquaredError> && MeanOverOutputs<MeanAbsoluteError> &&
              MeanOverOutputs<Huber> && MeanOverOutputs<BinaryCrossEntropy>);
static_assert(!MeanOverOutputs<CrossEntropy> && !MeanOverOutputs<KLDivergence> && !MeanOverOutputs<Mine>);
static_assert(targets_of<CrossEntropy>().most == 1 && targets_of<Mine>().holds(1e9));
static_assert(std::is_same_v<WrongEnd<CrossEntropy, int>::type,
                             error::CrossEntropy_takes_Softmax_last_but_the_last_layer_is<int>>);
static_assert(std::is_same_v<WrongEnd<Mine, int>::type,
                             error::this_loss_takes_another_activation_last_than<Mine, int>>);
static_assert(std::is_void_v<OwnMistake<CrossEntropy, Shape<3>>::type>);

}  // namespace

TEST_CASE("loss_traits: settled while compiling", "[train]") { SUCCEED(); }
