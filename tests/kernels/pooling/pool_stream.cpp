#include <algorithm>
#include <array>
#include <ctnn/core/random.hpp>
#include <ctnn/kernels/pooling/pool_stream.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr kernels::Windows along(std::size_t steps, std::size_t window, std::size_t stride,
                                 std::size_t before, std::size_t after, std::size_t features) {
    return {{1, 1, 1, 1, 0, 0}, {steps, window, stride, 1, before, after}, features};
}
static_assert(!kernels::looks_ahead<along(8, 3, 1, 0, 0, 1)>);
static_assert(!kernels::looks_ahead<along(8, 3, 1, 2, 0, 1)>);
static_assert(kernels::looks_ahead<along(8, 3, 1, 1, 1, 1)>);
static_assert(!kernels::looks_ahead<along(8, 3, 2, 0, 0, 1)>, "a step that no window sees");
static_assert(!kernels::looks_ahead<along(8, 3, 3, 0, 0, 1)> &&
              kernels::looks_ahead<along(8, 3, 3, 0, 1, 1)>);

/// All results of a sequence of which as many steps come at a time as the random numbers say.
template <kernels::Windows G, class Op>
void in_any_pieces() {
    constexpr std::size_t features = G.channels;
    Random random{7};
    std::array<float, G.in()> x{};
    for (float& value : x) value = random.uniform<float>() * 2 - 1;
    std::array<float, G.out()> whole{};
    kernels::pool<G, Op>(x.data(), whole.data(), 1);
    for (int repeat = 0; repeat < 20; ++repeat) {
        std::array<float, G.out()> y{};
        std::array<float, kernels::stream_memory<G>> memory{};
        std::size_t t = 0, written = 0;
        while (t < G.columns.in) {
            const std::size_t count = std::min(std::size_t(random.uniform<float>() * 6), G.columns.in - t);
            std::array<float, 2 * G.in()> piece;  // before it lies what no window sees
            piece.fill(77);
            std::copy_n(x.data() + t * features, count * features, piece.data() + G.in());
            written += kernels::pool_stream<G, Op>(t, static_cast<const float*>(piece.data() + G.in()), count,
                                                   y.data() + written * features, memory.data());
            t += count;
        }
        REQUIRE(written == G.columns.out());
        REQUIRE(y == whole);
    }
}

}  // namespace

TEST_CASE("pool_stream: the bits of the whole sequence, in whatever pieces it comes", "[kernels]") {
    using kernels::Average, kernels::Greatest;
    in_any_pieces<along(31, 4, 4, 0, 0, 3), Greatest>();
    in_any_pieces<along(31, 5, 1, 4, 0, 17), Greatest>();
    in_any_pieces<along(31, 3, 1, 2, 0, 1), Average<true>>();
    in_any_pieces<along(31, 7, 3, 5, 0, 6), Average<false>>();
    in_any_pieces<along(31, 2, 5, 1, 0, 2), Average<false>>();
    in_any_pieces<along(31, 1, 1, 0, 0, 2), Average<false>>();
    in_any_pieces<along(31, 1, 3, 0, 0, 2), Greatest>();
    in_any_pieces<along(31, 20, 2, 0, 0, 5), Average<true>>();
}
