#include <array>
#include <cstddef>
#include <ctnn/engine/lifting.hpp>

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

}  // namespace

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
