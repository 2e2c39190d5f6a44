#include <ctnn/train/next_samples.hpp>
#include <numeric>
#include <vector>

#include <testing.hpp>

using ctnn::detail::NextSamples;

namespace {

struct Asked {
    mutable std::vector<std::size_t> samples{};
    void prefetch(std::size_t i) const { samples.push_back(i); }
};

/// The order that is asked for by a step that tells of `each` weights at a time.
template <std::size_t Batch, std::size_t Weights, std::size_t Bytes>
std::vector<std::size_t> asked(std::size_t samples, std::size_t first, std::size_t told, std::size_t each) {
    std::vector<std::size_t> order(samples);
    std::iota(order.rbegin(), order.rend(), std::size_t{100});
    const Asked data;
    NextSamples<Asked, Batch, Weights, Bytes> next(data, order, first);
    for (std::size_t done = 0; done < told; done += each) next.go_on(next, each);
    REQUIRE(next.left() + data.samples.size() == std::min(Batch, samples - first));
    return data.samples;
}

}  // namespace

TEST_CASE("next samples: a batch, in the epoch's order, by the end of the step", "[train]") {
    using Order = std::vector<std::size_t>;
    REQUIRE(asked<3, 30, 4>(8, 2, 30, 5) == Order{105, 104, 103});
    REQUIRE(asked<3, 30, 4>(8, 2, 15, 5) == Order{105});
    REQUIRE(asked<3, 30, 4>(8, 6, 30, 5) == Order{101, 100});
    REQUIRE(asked<3, 30, 4>(8, 8, 30, 5).empty());
    REQUIRE(asked<8, 2, 4>(8, 0, 8, 1).size() == 8);
}

TEST_CASE("next samples: of a step that fills the cache, in its last part", "[train]") {
    constexpr std::size_t weights = 1 << 20, in_cache = (512 * 1024) / 8;
    REQUIRE(asked<4, weights, 8>(4, 0, weights - in_cache, 1024).empty());
    REQUIRE(asked<4, weights, 8>(4, 0, weights, 1024).size() == 4);
}
