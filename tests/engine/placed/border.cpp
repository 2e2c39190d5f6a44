#include <array>
#include <ctnn/engine/placed/border.hpp>

using namespace ctnn;

namespace {

template <class Mode>
constexpr auto sources() {
    std::array<std::size_t, 9> from{};
    for (std::size_t i = 0; i < 9; ++i) from[i] = Mode::source(i, 3, 4);
    return from;
}
static_assert(sources<detail::Reflected>() == std::array<std::size_t, 9>{3, 2, 1, 0, 1, 2, 3, 2, 1});
static_assert(sources<detail::Replicated>() == std::array<std::size_t, 9>{0, 0, 0, 0, 1, 2, 3, 3, 3});

using Sequence = detail::Bordered<Shape<7, 2>, pad(1, 2, 3, 4)>;
static_assert(Sequence::height == 1 && Sequence::width == 7 && Sequence::channels == 2);
static_assert(Sequence::top == 0 && Sequence::bottom == 0 && Sequence::left == 3 && Sequence::right == 4);

// Two samples with a value reflected on either side, and the gradient of both.
using Padded = detail::BorderPad<Shape<3, 1>, pad(0, 0, 1, 1), detail::Reflected>;
constexpr auto padded = [] {
    const std::array<float, 6> x{1, 2, 3, 4, 5, 6};
    std::array<float, 10> y{};
    Padded::forward(x.data(), y.data(), 2);
    return y;
}();
static_assert(padded == std::array<float, 10>{2, 1, 2, 3, 2, 5, 4, 5, 6, 5});
constexpr auto gradient = [] {
    const std::array<float, 10> dy{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    std::array<float, 6> dx{7, 7, 7, 7, 7, 7};
    Padded::backward<float>(nullptr, nullptr, dy.data(), dx.data(), 2);
    return dx;
}();
static_assert(gradient == std::array<float, 6>{2, 1 + 3 + 5, 4, 7, 6 + 8 + 10, 9});

// Three steps from number 1 on, of which the first two are cut off; and the rows of two images.
constexpr auto streamed = [] {
    const std::array<float, 6> x{1, 2, 3, 4, 5, 6};
    std::array<float, 5> y{0, 0, 0, 0, 77};
    const auto given = detail::CropStream<Shape<5, 2>, 2>::run<float>(nullptr, nullptr, 1, x.data(), 3,
                                                                      y.data(), nullptr, nullptr);
    return given == 2 ? y : std::array<float, 5>{};
}();
static_assert(streamed == std::array<float, 5>{3, 4, 5, 6, 77});
using Cropped = detail::Crop<Shape<3, 2, 1>, pad(1, 0, 0, 1)>;
constexpr auto cropped = [] {
    const std::array<float, 12> x{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    std::array<float, 4> y{};
    Cropped::forward(x.data(), y.data(), 2);
    return y;
}();
static_assert(cropped == std::array<float, 4>{3, 5, 9, 11});
constexpr auto cropped_gradient = [] {
    const std::array<float, 4> dy{1, 2, 3, 4};
    std::array<float, 12> dx{7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
    Cropped::backward<float>(nullptr, nullptr, dy.data(), dx.data(), 2);
    return dx;
}();
static_assert(cropped_gradient == std::array<float, 12>{0, 0, 1, 0, 2, 0, 0, 0, 3, 0, 4, 0});

}  // namespace
