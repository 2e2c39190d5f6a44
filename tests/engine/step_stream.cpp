#include <array>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/layers/dropout.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

static_assert(std::is_same_v<detail::StepOf<Shape<9, 4>>, Shape<4>>);
static_assert(std::is_same_v<detail::StepOf<Shape<9, 28, 28, 1>>, Shape<28, 28, 1>>);
static_assert(std::is_same_v<detail::StepOf<SparseShape<9, 4>>, Shape<4>>);
static_assert(std::is_void_v<detail::StepOf<Shape<9>>>, "what has one axis has no steps");

using OnStep = detail::DropoutOn<Shape<2>, std::ratio<1, 2>>;
static_assert(std::is_same_v<detail::StepStream<Shape<9, 2>, OnStep>, detail::StepByStep<OnStep>>);
static_assert(std::is_void_v<detail::StepStream<Shape<9>, OnStep>>);

constexpr std::array<float, 6> passed_on() {
    using S = detail::StepByStep<OnStep>;
    static_assert(S::delay == 0 && S::period == 1 && S::memory == 0 && S::scratch == 0);
    constexpr std::array<float, 6> x{1, 2, 3, 4, 5, 6};
    std::array<float, 6> y{};
    const std::size_t written = S::run<float>(nullptr, nullptr, 0, x.data(), 2, y.data(), nullptr, nullptr);
    return written == 2 ? y : std::array<float, 6>{};
}
static_assert(passed_on() == std::array<float, 6>{1, 2, 3, 4, 0, 0});

}  // namespace

TEST_CASE("step_stream: as many steps as there are", "[engine]") {
    REQUIRE(passed_on() == std::array<float, 6>{1, 2, 3, 4, 0, 0});
}
