#include <array>
#include <ctnn/activations/linear.hpp>
#include <ctnn/kernels/convolution/transposed_stream.hpp>

#include <testing.hpp>

using namespace ctnn;

namespace {

/// Two filters, three weights of stride 2, of one channel.
constexpr kernels::Convolution upwards{.rows = detail::axis(1, 1, 1, 1, Padding::Kind::given, 0, 0),
                                       .columns = {8, 3, 2, 1, 0, 1},
                                       .channels = 2,
                                       .filters = 1,
                                       .groups = 1};
using Stream = kernels::TransposedStream<upwards, Linear, true>;
static_assert(Stream::rate == 2 && Stream::memory == 2 && Stream::scratch == 12);

}  // namespace

TEST_CASE("transposed_stream: a group paints its own filters", "[kernels]") {
    constexpr kernels::Convolution grouped{.rows = detail::axis(1, 1, 1, 1, Padding::Kind::given, 0, 0),
                                           .columns = {2, 2, 1, 1, 0, 1},
                                           .channels = 2,
                                           .filters = 4,
                                           .groups = 2};
    using Groups = kernels::TransposedStream<grouped, Linear, false>;
    const std::array<double, 8> w{1, 2, 3, 4, 5, 6, 7, 8};
    std::array<double, Groups::memory> kept{};
    std::array<double, Groups::scratch + 1> work{};
    work.back() = 77;
    const std::array<double, 4> x{1, 10, 100, 1000};
    std::array<double, 2> y{};
    REQUIRE(Groups::run(w.data(), 0, x.data(), 1, y.data(), kept.data(), work.data()) == 1);
    REQUIRE(y == std::array<double, 2>{21, 4300});
    REQUIRE(kept == std::array<double, 2>{65, 8700});
    REQUIRE(work.back() == 77);
}

TEST_CASE("transposed_stream: a step paints over what those before it have painted", "[kernels]") {
    const std::array<double, 8> w{1, 2, 3, 4, 5, 6, 0.5, 0.25};
    std::array<double, Stream::memory> kept{};
    std::array<double, Stream::scratch> work{};
    const std::array<double, 2> x{1, 10};
    std::array<double, 8> y{};
    REQUIRE(Stream::run(w.data(), 0, x.data(), 2, y.data(), kept.data(), work.data()) == 4);
    REQUIRE(y == std::array<double, 8>{1.5, 2.25, 3.5, 4.25, 15.5, 26.25, 30.5, 40.25});
    REQUIRE(kept == std::array<double, 2>{50.5, 60.25});
}
