#include <ctnn/engine/parts.hpp>

#include <array>
#include <concepts>
#include <ctnn/ctnn.hpp>
#include <string>
#include <testing.hpp>
#include <type_traits>
#include <vector>

using namespace ctnn;

namespace {

template <class Layer, class In>
constexpr auto parts = detail::layer_parts<placed<Layer, In>>;

constexpr detail::PartShape shape(const Part& part) { return detail::shape_of(part); }

// Keras's shapes, axis by axis.
static_assert(parts<Dense<3>, Shape<2, 4>>.size() == 2);
static_assert(shape(parts<Dense<3>, Shape<2, 4>>[0]) == detail::PartShape{{8, 3}, 2});
static_assert(parts<Dense<3>, Shape<8>>[0].axes[0] == PartAxis{8, Along::inputs});
static_assert(shape(parts<Conv2D<6, Size2D{3, 5}, Linear, ConvOptions{.groups = 2}>, Shape<9, 9, 4>>[0]) ==
              detail::PartShape{{3, 5, 2, 6}, 4});
static_assert(shape(parts<Conv1D<6, 3>, Shape<9, 4>>[0]) == detail::PartShape{{3, 4, 6}, 3});
static_assert(shape(parts<Conv2DTranspose<6, Size2D{3, 5}>, Shape<4, 4, 2>>[0]) ==
              detail::PartShape{{3, 5, 6, 2}, 4});
static_assert(shape(parts<LSTM<5>, Shape<7, 2>>[0]) == detail::PartShape{{2, 20}, 2});
static_assert(parts<LSTM<5>, Shape<7, 2>>[1].axes[1] == PartAxis{4, Along::gates_i_f_g_o});
static_assert(shape(parts<GRU<5>, Shape<7, 2>>[2]) == detail::PartShape{{2, 15}, 2});
static_assert(shape(parts<SimpleRNN<5>, Shape<7, 2>>[1]) == detail::PartShape{{5, 5}, 2});
static_assert(parts<BatchNorm<>, Shape<4>>[3].name == "variance" && parts<BatchNorm<>, Shape<4>>[3].is_state);
static_assert(parts<RMSNorm<>, Shape<2, 4>>.size() == 1 && parts<LayerNorm<>, Shape<2, 4>>.size() == 2);
static_assert(shape(parts<Embedding<10, 4>, Shape<3>>[0]) == detail::PartShape{{10, 4}, 2});
static_assert(parts<Dropout<std::ratio<1, 2>>, Shape<3>>.empty());

static_assert(!Part{"x", {{2}, {3, Along::outputs}}}.goes(Along::inputs) &&
              Part{"x", {{2}, {3}}}.size() == 6);
static_assert(Part{"x", {{std::size_t{1} << 40}, {std::size_t{1} << 40}}}.size() == detail::too_large);

// Layers of users: without parts, with them, and with a member of that name that is something else.
template <class In>
struct PlacedOwn {
    using input = In;
    using output = In;
    static constexpr std::size_t parameters = 6;
    static constexpr void predict(auto, auto, auto) {}
    static constexpr void backward(auto, auto, auto, auto, auto, auto) {}
    static constexpr void initialize(auto, auto&) {}
};
template <class In>
struct PlacedTold : PlacedOwn<In> {
    static constexpr std::array parts{Part{"slope", {{3}, {1, Along::channels}}}, Part{"shift", {{3}}}};
};
template <class In>
struct PlacedOther : PlacedOwn<In> {
    static constexpr int parts = 7;
};
struct Own {
    template <class In>
    using on = PlacedOwn<In>;
};
struct Told {
    template <class In>
    using on = PlacedTold<In>;
};
struct Other {
    template <class In>
    using on = PlacedOther<In>;
};

static_assert(parts<Own, Shape<2>>.size() == 1 && parts<Own, Shape<2>>[0].name == "values");
static_assert(parts<Own, Shape<2>>[0].size() == 6 && parts<Other, Shape<2>>[0].size() == 6);
static_assert(parts<Told, Shape<2>>.size() == 2 && parts<Told, Shape<2>>[0].name == "slope");

struct Keeps : PlacedOwn<Shape<2>> {
    static constexpr std::size_t state = 2;
};
static_assert(detail::make_parts<Keeps>().size() == 2 && detail::make_parts<Keeps>()[1].is_state);

// What the row of values before a layer was.
constexpr detail::PartShape image{{4, 4, 3}, 3}, none{};
static_assert(detail::flattened_after<placed<Flatten, Shape<4, 4, 3>>>(none) == image);
static_assert(detail::flattened_after<placed<Activation<Tanh>, Shape<48>>>(image) == image);
static_assert(detail::flattened_after<placed<BatchNorm<>, Shape<48>>>(image) == image);
static_assert(detail::flattened_after<placed<Dense<48>, Shape<48>>>(image) == none);
static_assert(detail::flattened_after<placed<GlobalAvgPool2D, Shape<4, 4, 3>>>(none) == none);
static_assert(detail::flattened_after<placed<Residual<Dense<48>>, Shape<48>>>(image) == image);
static_assert(detail::flattened_after<placed<Sequential<Conv2D<3, 1>, Flatten>, Shape<4, 4, 3>>>(none) ==
              image);

}  // namespace

TEST_CASE("parts: layers within layers, with where their values begin", "[engine]") {
    using L =
        placed<Sequential<Dense<4>, Residual<Dense<4>>, Concat<Dense<1>, Sequential<BatchNorm<>, Dense<2>>>>,
               Shape<3>>;
    std::vector<std::string> found;
    const detail::PathStep top{nullptr, "top"};
    detail::each_layer<L>(
        {&top, 100, 10}, [&]<class Layer>(std::type_identity<Layer>, const detail::LayerPlace& at) {
            std::string path(detail::path_length(at.path, "p"), '?');
            detail::write_path(at.path, "p", path.data() + path.size());
            found.push_back(path + ' ' + std::to_string(at.parameters) + ' ' + std::to_string(at.state));
        });
    REQUIRE(found == std::vector<std::string>{"top.0.p 100 10", "top.1.0.p 116 10", "top.2.0.p 136 10",
                                              "top.2.1.0.p 141 10", "top.2.1.1.p 149 18"});
}

TEST_CASE("parts: a step of many digits", "[engine]") {
    const detail::PathStep layers{nullptr, "layers"}, step{&layers, {}, 1204};
    std::string path(detail::path_length(&step, "bias"), '?');
    detail::write_path(&step, "bias", path.data() + path.size());
    REQUIRE(path == "layers.1204.bias");
}
