#include <ctnn/engine/placed/transposed.hpp>
#include <ctnn/initializers/glorot_uniform.hpp>

using namespace ctnn;

namespace {

constexpr auto axis_of(Padding::Kind kind, std::size_t window, std::size_t output_padding = 0) {
    return detail::transposed_axis(5, window, 2, 1, kind, 1, 2, output_padding);
}
static_assert(axis_of(Padding::Kind::given, 4) == detail::Axis{9, 4, 2, 1, 1, 2});
static_assert(axis_of(Padding::Kind::same, 5) == detail::Axis{10, 5, 2, 1, 1, 2});
static_assert(axis_of(Padding::Kind::causal, 5) == detail::Axis{10, 5, 2, 1, 0, 3});
static_assert(axis_of(Padding::Kind::causal, 1, 1) == detail::Axis{11, 1, 2, 1, 0, 0});

constexpr kernels::Convolution along(detail::Axis columns) {
    return {.rows = detail::axis(1, 1, 1, 1, Padding::Kind::given, 0, 0),
            .columns = columns,
            .channels = 3,
            .filters = 2,
            .groups = 1};
}
using In = Shape<5, 2>;
constexpr auto causal_one = along(axis_of(Padding::Kind::causal, 5));
static_assert(detail::transposed_streams<In, causal_one>);
static_assert(!detail::transposed_streams<In, along(axis_of(Padding::Kind::same, 5))>);
static_assert(std::is_same_v<detail::TransposedShape<In, causal_one>, Shape<10, 3>>);
static_assert(detail::transposed_weights<In, causal_one>().axes[0].along == Along::kernel_steps);

// Six inputs, four filters, two groups: a step of the kernel has a row of inputs for each filter of a group.
constexpr kernels::Convolution grouped{
    .rows = causal_one.rows, .columns = causal_one.columns, .channels = 4, .filters = 6, .groups = 2};
using Grouped = detail::TransposedOn<Shape<5, 6>, grouped, Linear, GlorotUniform, true>;
static_assert(Grouped::output_of(2) == 0 && Grouped::output_of(3) == 2 && Grouped::output_of(6) == 1 &&
              Grouped::output_of(11) == 3 && Grouped::output_of(12) == 0);

}  // namespace
