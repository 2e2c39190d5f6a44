#include <cstddef>
#include <ctnn/engine/layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/layers/batch_norm.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/dropout.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ratio>
#include <utility>
#include <vector>

#include <layers/scaled.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

template <class Layer>
using On = placed<Layer, Shape<5, 3>>;
using Own = Scaled::on<Shape<4>>;

static_assert(BatchLayer<On<Dense<2>>> && BatchLayer<On<BatchNorm<>>> && BatchLayer<On<LSTM<2>>> &&
              BatchLayer<On<Dropout<std::ratio<1, 2>>>>);
static_assert(SampleLayer<Own> && !BatchLayer<Own>);
static_assert(!SampleLayer<On<Dense<2>>>);
static_assert(!detail::Placed<Scaled> && !detail::Placed<int> && detail::Placed<Own>);

// What a layer leaves out.
static_assert(detail::multiply_adds<Own>() == 4 && detail::multiply_adds<On<Dense<2>>>() == 30);
static_assert(detail::least_batch<Own>() == 1 && !detail::couples_samples<Own>());
static_assert(detail::couples_samples<On<BatchNorm<>>>());
static_assert(detail::backward_scratch<On<LSTM<2>>>() == On<LSTM<2>>::backward_scratch);
static_assert(detail::backward_scratch<On<Dropout<std::ratio<1, 2>>>>() == 0);

/// Weights behind a bias.
struct Behind : Own {
    static constexpr void each_weights(std::size_t offset, auto&& visit) {
        visit(offset + 1, std::size_t{3});
    }
};
/// Weights before a bias.
struct Before : Own {
    static constexpr std::size_t weights = 3;
};

template <class L>
std::vector<std::pair<std::size_t, std::size_t>> runs() {
    std::vector<std::pair<std::size_t, std::size_t>> found;
    detail::each_weights<L>(10, [&](std::size_t offset, std::size_t n) { found.emplace_back(offset, n); });
    return found;
}

using Runs = std::vector<std::pair<std::size_t, std::size_t>>;

}  // namespace

TEST_CASE("layer: the weights are where it says, the first that it counts, or all parameters") {
    CHECK(runs<Behind>() == Runs{{11, 3}});
    CHECK(runs<Before>() == Runs{{10, 3}});
    CHECK(runs<Own>() == Runs{{10, 4}});
    CHECK(runs<On<Dense<2>>>() == Runs{{10, 30}});
}
