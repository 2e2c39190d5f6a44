#include <ctnn/kernels/convolution/channel_ring.hpp>
#include <vector>

#include <testing.hpp>

using namespace ctnn;

namespace {

constexpr kernels::ChannelRing ring{2, 70};
static_assert(ring.capacity() == 192 && ring.stride() == 192 + 64 + 16 && ring.memory() == 2 * ring.stride());
static_assert(kernels::ChannelRing{1, 0}.capacity() == 64 && kernels::ChannelRing{1, 1}.capacity() == 128 &&
              kernels::ChannelRing{1, 64}.capacity() == 128);
static_assert(kernels::AroundRing{70, 35, 70, 64, 192}(0) == 186 &&
              kernels::AroundRing{70, 35, 70, 64, 192}(2) == 64);
static_assert(kernels::AroundRing{64, 1, 64, 64, 192}(0) == 0, "the first block itself");
static_assert(kernels::AroundRing{70, 35, 10, 64, 192}(0) == 54, "no further back than what is kept");

}  // namespace

TEST_CASE("channel_ring: a block of any earlier steps lies in one piece", "[kernels]") {
    std::vector<float> memory(ring.memory(), 0.0f);
    const auto rows = ring.rows(memory.data());
    std::size_t t = 0;
    for (const std::size_t pace :
         std::vector<std::size_t>{64, 64, 10, 54, 1, 63, 64, 20, 44, 64, 64, 33, 31, 64}) {
        const std::size_t at = ring.position(t);
        for (std::size_t c = 0; c < 2; ++c)
            for (std::size_t i = 0; i < pace; ++i) rows.row(c)[at + i] = float(1000 * c + t + i + 1);
        ring.close(memory.data(), at, pace);
        const kernels::AroundRing seen{ring.reach, 1, ring.reach, at, ring.capacity()};
        for (std::size_t tap = 0; tap <= ring.reach; ++tap)
            for (std::size_t c = 0; c < 2; ++c)
                for (std::size_t i = 0; i < pace; ++i) {
                    const std::size_t ago = ring.reach - tap;
                    const float wanted = t + i < ago ? 0 : float(1000 * c + t + i - ago + 1);
                    REQUIRE(rows.row(c)[seen(tap) + i] == wanted);
                }
        t += pace;
    }
}
