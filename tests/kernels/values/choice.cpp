#include <ctnn/kernels/values/choice.hpp>
#include <string>

#include <kernels/targets.hpp>
#include <testing.hpp>

using namespace ctnn::kernels;
using namespace targets;

constexpr Passage of(const ChainShape& chain, const Target& on) { return passage(chain, on); }

// 2-2-1, 1-8-8-8-1, 4-16-16-3: multiply-adds in all.
static_assert(of({1, 2, 1, 6}, sse2) == Passage::rows && of({2, 2, 1, 6}, sse2) == Passage::lanes);
static_assert(of({1, 1, 1, 144}, avx512) == Passage::rows && of({2, 1, 1, 144}, avx512) == Passage::lanes);
static_assert(of({1, 4, 3, 368}, avx2) == Passage::layers && of({2, 4, 3, 368}, avx2) == Passage::lanes);

// The limits.
static_assert(of({1, 16, 16, 256}, neon) == Passage::rows && of({1, 16, 16, 257}, neon) == Passage::layers);
static_assert(of({2, 16, 16, 384}, neon) == Passage::lanes && of({2, 16, 16, 385}, neon) == Passage::layers);
static_assert(of({2, 17, 1, 17}, avx512) == Passage::layers && of({2, 1, 17, 17}, avx512) == Passage::layers);

// What has a state, and where there are no vectors.
static_assert(of({1, 4, 4, 16, true}, avx512) == Passage::layers);
static_assert(of({2, 4, 4, 16, true}, avx512) == Passage::layers);
static_assert(of({1, 2, 1, 6}, none) == Passage::layers && of({2, 2, 1, 6}, none) == Passage::layers);

// A layer's own.
template <std::size_t State>
struct Layer {
    struct input {
        static constexpr std::size_t size = 4;
    };
    using output = input;
    static constexpr std::size_t multiply_adds = 16, state = State;
};
static_assert(passage_of<Layer<0>, float, 2> == of({2, 4, 4, 16}, ctnn::simd::target<float>));
static_assert(passage_of<Layer<1>, float, 2> == Passage::layers);

TEST_CASE("choice: passages have names", "[kernels]") {
    REQUIRE(name(Passage::layers) == std::string("layers"));
    REQUIRE(name(Passage::rows) == std::string("rows"));
    REQUIRE(name(Passage::lanes) == std::string("lanes"));
}
