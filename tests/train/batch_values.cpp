#include <array>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/train/batch_values.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/losses/own_loss.hpp>
#include <type_traits>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

template <class T>
using Four = detail::BatchValues<T, 4, error::the_batch_has<4>::inputs_but_the_array_holds>;
template <class T, class X>
using Mistake =
    typename decltype(detail::batch_mistake<X, T, 4,
                                            error::the_batch_has<4>::inputs_but_the_array_holds>())::type;

static_assert(std::is_void_v<Mistake<const float, std::array<float, 4>>>, "a temporary can be read");
static_assert(std::is_void_v<Mistake<const float, std::array<float, 4>&>>);
static_assert(std::is_void_v<Mistake<const float, const float (&)[4]>>);
static_assert(std::is_void_v<Mistake<const float, std::span<float, 4>>>);
static_assert(std::is_same_v<Mistake<const float, std::array<float, 3>>,
                             error::the_batch_has<4>::inputs_but_the_array_holds<3>>);
static_assert(
    std::is_same_v<
        Mistake<const float, std::array<double, 4>>,
        error::these_values_cannot_be_read_as<std::span<const float, 4>>::but_are<std::array<double, 4>>>);
static_assert(std::is_same_v<
              Mistake<const float, std::vector<float>&>,
              error::these_values_cannot_be_read_as<std::span<const float, 4>>::but_are<std::vector<float>>>);
static_assert(std::is_void_v<Mistake<float, std::array<float, 4>&>>);
static_assert(std::is_void_v<Mistake<float, std::span<float, 4>>>, "a span is no owner");
static_assert(
    std::is_same_v<
        Mistake<float, const std::array<float, 4>&>,
        error::these_values_cannot_be_written_as<std::span<float, 4>>::but_are<const std::array<float, 4>>>);
static_assert(
    std::is_same_v<
        Mistake<float, std::array<float, 4>>,
        error::these_values_cannot_be_written_as<std::span<float, 4>>::but_are<std::array<float, 4>>>,
    "what is written to a temporary nobody sees");
static_assert(std::is_same_v<Mistake<float, std::array<float, 5>&>,
                             error::the_batch_has<4>::inputs_but_the_array_holds<5>>);
static_assert(std::is_trivially_copyable_v<Four<float>>);

// Of a batch of five samples.
using Net = Network<Input<3>, Dense<2>>;
static_assert(std::is_same_v<
              detail::BatchInputs<Net, 5, const float>,
              detail::BatchValues<const float, 15, error::the_batch_has<15>::inputs_but_the_array_holds>>);
static_assert(
    std::is_same_v<detail::BatchOutputs<Net, OwnLoss, 5, float>,
                   detail::BatchValues<float, 10, error::the_batch_has<10>::outputs_but_the_array_holds>>);
static_assert(std::is_same_v<
              detail::BatchTargets<Net, MeanSquaredError, 5, const float>,
              detail::BatchValues<const float, 10, error::the_batch_has<10>::targets_but_the_array_holds>>);

constexpr bool knows_what_went_forward() {
    detail::TakenForward<OwnLoss> taken;
    taken.set(std::array<float, 3>{1, 2, 3});
    return taken.is(std::array<float, 3>{1, 2, 3}) && !taken.is(std::array<float, 3>{2, 1, 3}) &&
           !taken.is(std::array<float, 3>{1, 2, 4});
}
static_assert(knows_what_went_forward());

constexpr float second(Four<const float> values) { return values[1]; }
static_assert(second(std::array<float, 4>{1, 2, 3, 4}) == 2);

}  // namespace

TEST_CASE("batch_values: are the values that were given", "[train]") {
    std::array<float, 4> values{};
    const auto fill = [](Four<float> all) {
        for (float& value : all) value = 7;
    };
    fill(values);
    REQUIRE(values == std::array<float, 4>{7, 7, 7, 7});
    std::vector<float> more(6);
    fill(std::span<float, 4>(more.data() + 1, 4));
    REQUIRE(more == std::vector<float>{0, 7, 7, 7, 7, 0});
}
