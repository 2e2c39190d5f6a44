#include <ctnn/engine/placed/place_recurrent.hpp>

#include <ctnn/activations/relu.hpp>
#include <ctnn/kernels/recurrence/gru_reset_before.hpp>
#include <testing.hpp>
#include <type_traits>

using namespace ctnn;

namespace {

template <bool HasBias, class... Acts>
using Placed = typename detail::PlaceRecurrent<Shape<4, 2>, 3, Returns::last, HasBias,
                                               kernels::ResetBeforeGruCell, Acts...>::type;
using Quick = kernels::ResetBeforeGruCell<3, kernels::QuickTanh, kernels::QuickSigmoid>;
static_assert(
    std::is_same_v<Placed<true, Tanh, Sigmoid>, detail::RecurrentOn<Shape<4, 2>, Quick, Returns::last>>);
using Unlike = kernels::WithoutBias<kernels::ResetBeforeGruCell<3, ReLU, kernels::QuickSigmoid>>;
static_assert(
    std::is_same_v<Placed<false, ReLU, Sigmoid>, detail::RecurrentOn<Shape<4, 2>, Unlike, Returns::last>>);
static_assert(detail::Broken<Placed<true, int, Sigmoid>>);

}  // namespace

TEST_CASE("place_recurrent: activations as cells compute them, or what is wrong", "[engine]") {
    CHECK(Placed<true, Tanh, Sigmoid>::parameters == 2 * 9 + 3 * 9 + 9);
    CHECK(Placed<false, Tanh, Sigmoid>::parameters == 2 * 9 + 3 * 9);
}
