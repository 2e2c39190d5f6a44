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

}  // namespace
