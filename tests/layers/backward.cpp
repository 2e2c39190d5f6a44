#include "laws.hpp"

#include <ctnn/activations/tanh.hpp>
#include <ctnn/layers/backward.hpp>
#include <ctnn/layers/chain.hpp>
#include <ctnn/layers/concat.hpp>
#include <ctnn/layers/dense.hpp>
#include <ctnn/layers/residual.hpp>

using namespace ctnn;

namespace {

/// y = w * x, value by value; a user's layer, which knows nothing of updates.
struct Scaled {
    template <class In>
    struct on {
        using input = In;
        using output = In;
        static constexpr std::size_t parameters = In::size;

        static constexpr void predict(auto w, auto x, auto y) {
            for (std::size_t i = 0; i < In::size; ++i) y[i] = w[i] * x[i];
        }
        static constexpr void backward(auto w, auto x, auto, auto dy, auto dx, auto dw) {
            for (std::size_t i = 0; i < In::size; ++i) {
                dw[i] += dy[i] * x[i];
                dx[i] = dy[i] * w[i];
            }
        }
        static constexpr void initialize(auto w, auto&) {
            for (auto& value : w) value = 1;
        }
    };
};

template <class Layer, class In>
constexpr bool updates_itself = detail::UpdatesItself<placed<Layer, In>, 4, float, 4 * In::size,
                                                      kernels::Update<Adam::Rule<float>, float, 2>>;
static_assert(updates_itself<Dense<3>, Shape<5>> && updates_itself<Dense<3>, SparseShape<5>>);
static_assert(updates_itself<Residual<Dense<5>>, Shape<5>> && updates_itself<Concat<Dense<5>>, Shape<5>>);
static_assert(!updates_itself<Scaled, Shape<5>>);

}  // namespace

TEST_CASE("backward: the laws of nested layers, some of which update themselves", "[layers]") {
    layer_laws<Residual<Dense<9, Tanh>, Scaled, Dense<5>>, Shape<5>>();
    layer_laws<Concat<Residual<Scaled>, Dense<3>, Concat<Dense<1>, Scaled>>, Shape<5>>();
}
