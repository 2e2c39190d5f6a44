#include <ctnn/core/shape.hpp>
#include <ctnn/train/losses/binary_cross_entropy.hpp>
#include <ctnn/train/losses/label_smoothing.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>

#include <reference/weights.hpp>
#include <train/losses/laws.hpp>
#include <type_traits>

using namespace ctnn;

namespace {

using Tenth = LabelSmoothing<std::ratio<1, 10>>;
using Quarter = LabelSmoothing<std::ratio<1, 4>, BinaryCrossEntropy>;

static_assert(std::is_same_v<Tenth::last_activation, Softmax> && Tenth::takes_class_index &&
              !Tenth::is_mean_over_outputs);
static_assert(std::is_same_v<Quarter::last_activation, Sigmoid> && !Quarter::takes_class_index &&
              Quarter::is_mean_over_outputs);

template <class Loss>
using Mistake = typename detail::OwnMistake<Loss, Shape<4>>::type;
static_assert(std::is_void_v<Mistake<LabelSmoothing<std::ratio<1>>>>);
static_assert(std::is_same_v<Mistake<LabelSmoothing<std::ratio<-1, 10>>>,
                             error::label_smoothing_is_by_0_to_1_not_by<std::ratio<-1, 10>>>);
static_assert(std::is_same_v<Mistake<LabelSmoothing<std::ratio<11, 10>>>,
                             error::label_smoothing_is_by_0_to_1_not_by<std::ratio<11, 10>>>);
static_assert(
    std::is_same_v<Mistake<LabelSmoothing<std::ratio<1, 10>, MeanSquaredError>>,
                   error::label_smoothing_is_of_a_loss_after_Softmax_or_Sigmoid_as_CrossEntropy_not_of<
                       MeanSquaredError>>);

constexpr double z[] = {0.5, -1, 2}, first[] = {1, 0, 0}, nothing[] = {0, 0, 0};
static_assert(LabelSmoothing<std::ratio<0>>::value_of_logits<3>(z, first) ==
              CrossEntropy::value_of_logits<3>(z, first));
static_assert(Tenth::value_of_logits<3>(z, nothing) == 0, "of what is ignored nothing is spread");

}  // namespace

TEST_CASE("label_smoothing: keeps the laws of a loss", "[train]") {
    loss_laws::hold<Tenth>(reference::weights::label_smoothing);
}

TEST_CASE("label_smoothing: of yes or no too", "[train]") {
    loss_laws::hold<Quarter>(reference::weights::binary_label_smoothing);
}
