#include <array>
#include <catch2/catch.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/layers/recurrence.hpp>

using namespace ctnn;

namespace {

// What cannot be: the sentence is in the type.
template <class Layer, class In>
using Mistake = typename placed<Layer, In>::mistake;
static_assert(
    std::is_same_v<Mistake<LSTM<3>, Shape<8>>,
                   error::recurrence_needs_steps_and_features_but_the_layer_before_it_gives<Shape<8>>>);
static_assert(
    std::is_same_v<Mistake<LSTM<3>, Shape<8, 8, 1>>,
                   error::recurrence_needs_steps_and_features_but_the_layer_before_it_gives<Shape<8, 8, 1>>>);
static_assert(std::is_same_v<Mistake<LSTM<0>, Shape<8, 1>>, error::a_recurrent_layer_cannot_have<0>::units>);
static_assert(
    std::is_same_v<Mistake<LSTM<3, Returns::last, int>, Shape<8, 1>>, error::is_not_an_activation<int>>);

constexpr bool turned() {
    constexpr std::array<float, 12> by_sample{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};  // 2 samples, 3 steps
    std::array<float, 12> by_step{}, back{};
    detail::by_time<2, 3, 2>(by_sample.data(), by_step.data());
    detail::by_time<2, 3, 2, true>(static_cast<const float*>(by_step.data()), back.data());
    return by_step == std::array<float, 12>{0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11} && back == by_sample;
}
static_assert(turned());

}  // namespace

TEST_CASE("recurrence: a batch by time, and back", "[layers]") { CHECK(turned()); }
