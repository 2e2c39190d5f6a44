#include <array>
#include <cstddef>
#include <ctnn/engine/lifting.hpp>
#include <ctnn/layers/lstm.hpp>
#include <ctnn/layers/sequential.hpp>

#include <layers/laws.hpp>
#include <layers/scaled.hpp>
#include <testing.hpp>

using namespace ctnn;

namespace {

using Own = Scaled::on<Shape<2>>;
using L = detail::Lifted<Own>;

static_assert(BatchLayer<L>);
static_assert(L::parameters == 2 && L::state == 0 && L::tape == 0 && L::scratch == 0);
static_assert(L::backward_scratch == 2 && L::multiply_adds == 2);

constexpr std::array<float, 2> w{2, 3};
constexpr std::array<float, 6> x{1, 2, 3, 4, 5, 6};

constexpr auto predicted = [] {
    std::array<float, 6> y{};
    L::predict<3, float>(w, {}, x, y, {});
    return y;
}();
static_assert(predicted == std::array<float, 6>{2, 6, 6, 12, 10, 18});

/// The same for every step, in a way that a compiler may round in one way or another: x^2 + w x.
struct Parabola {
    template <class In>
    struct on {
        using input = In;
        using output = typename In::plain;
        static constexpr std::size_t features = In::extents[In::rank - 1], parameters = features;
        static constexpr bool same_for_every_step = true;
        static constexpr void predict(auto slopes, auto from, auto y) {
            for (std::size_t i = 0; i < In::size; ++i)
                y[i] = from[i] * from[i] + slopes[i % features] * from[i];
        }
        static constexpr void backward(auto slopes, auto from, auto, auto dy, auto dx, auto dw) {
            for (std::size_t i = 0; i < In::size; ++i) {
                dx[i] = (2 * from[i] + slopes[i % features]) * dy[i];
                dw[i % features] += from[i] * dy[i];
            }
        }
        static constexpr void initialize(auto slopes, auto&) {
            for (auto& slope : slopes) slope = 1;
        }
    };
};
static_assert(detail::Streams<placed<Parabola, Shape<5, 3>>> && !detail::Streams<placed<Parabola, Shape<5>>>);
static_assert(!detail::Streams<placed<Scaled, Shape<5, 3>>>, "which does not say so");
static_assert(detail::is_lifted<placed<Parabola, Shape<5, 3>>> && !detail::is_lifted<Own>);

}  // namespace

TEST_CASE("lifting: what is the same for every step streams, and obeys the laws") {
    layer_laws<Parabola, Shape<7>>();
    layer_laws<Parabola, Shape<9, 3>>();
    stream_laws<Parabola, Shape<40, 17>>();
    stream_laws<Parabola, Shape<6, 2, 3>, float>();
    stream_laws<Sequential<Parabola, LSTM<3, Returns::sequence>, Parabola>, Shape<9, 2>>();
}

TEST_CASE("lifting: a batch is its samples one by one, in training and back") {
    std::array<float, 6> y{}, dx{};
    std::array<float, 2> dw{100, 200};
    std::array<float, 6> unwanted{};
    Random random;
    L::forward<3, float>(w, {}, x, y, {}, {}, random);
    CHECK(y == predicted);

    constexpr std::array<float, 6> dy{1, 1, 1, 1, 2, 2};
    L::backward<3, float>(View<float, 2>(w), View<float, 6>(x), View<float, 6>(y), View<float, 0>(),
                          View<float, 6>(dy), Slot<float, 6>(dx), Slot<float, 2>(dw),
                          Slot<float, 6>(unwanted));
    CHECK(dx == std::array<float, 6>{2, 3, 2, 3, 4, 6});
    CHECK(dw == std::array<float, 2>{100 + 1 + 3 + 10, 200 + 2 + 4 + 12});

    dw = {};
    L::backward<3, float>(View<float, 2>(w), View<float, 6>(x), View<float, 6>(y), View<float, 0>(),
                          View<float, 6>(dy), Slot<float, 0>(), Slot<float, 2>(dw), Slot<float, 6>(unwanted));
    CHECK(dw == std::array<float, 2>{14, 18});
}
