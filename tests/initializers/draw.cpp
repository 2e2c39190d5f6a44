#include <ctnn/initializers/draw.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/random.hpp>

#include <testing.hpp>

namespace {

using namespace ctnn::detail;

/// The stream whose next 64 bits are these: SplitMix64 backwards, each of its steps undone.
constexpr ctnn::Random about_to_give(std::uint64_t bits) {
    bits ^= (bits >> 31) ^ (bits >> 62);
    bits *= 0x3196'42B2'D24D'8EC3u;
    bits ^= (bits >> 27) ^ (bits >> 54);
    bits *= 0x96DE'1B17'3F11'9089u;
    bits ^= (bits >> 30) ^ (bits >> 60);
    return {bits - 0x9E37'79B9'7F4A'7C15u};
}

static_assert(about_to_give(0x0123'4567'89AB'CDEFu)() == 0x0123'4567'89AB'CDEFu);

template <class T>
constexpr T uniform_of(std::uint64_t bits, double limit) {
    ctnn::Random random = about_to_give(bits);
    T value{};
    draw_uniform(&value, 1, limit, random);
    return value;
}

// The ends of the range: the lower belongs to it, the upper does not, whatever it is.
static_assert(uniform_of<float>(0x8000'0000'0000'0000u, 0.3) == -0.3f);
static_assert(uniform_of<float>(0x7FFF'FFFF'FFFF'FFFFu, 0.3) < 0.3f);
static_assert(uniform_of<float>(0x7FFF'FFFF'FFFF'FFFFu, 1) == 1 - 0x1p-23f);
static_assert(uniform_of<double>(0x8000'0000'0000'0000u, 0.3) == -0.3);
static_assert(uniform_of<double>(0x7FFF'FFFF'FFFF'FFFFu, 0.3) < 0.3);
static_assert(uniform_of<float>(0, 0.3) == 0 && uniform_of<double>(0, 0.3) == 0);
static_assert(uniform_of<float>(0x4000'0000'0000'0000u, 0.5) == 0.25f);

TEST_CASE("draw: the upper limit is never reached, whatever it is", "[initializers]") {
    for (int i = 1; i < 2000; ++i) {
        const double limit = i * 0.37;
        CHECK(uniform_of<float>(0x7FFF'FFFF'FFFF'FFFFu, limit) < static_cast<float>(limit));
        CHECK(uniform_of<double>(0x7FFF'FFFF'FFFF'FFFFu, limit) < limit);
    }
}

TEST_CASE("draw: twelve uniforms are centred and six numbers of the stream", "[initializers]") {
    ctnn::Random random{9}, same{9};
    double sum = 0, squares = 0;
    constexpr int n = 50'000;
    for (int i = 0; i < n; ++i) {
        const double x = static_cast<double>(twelve_uniforms(random)) * 0x1p-32;
        CHECK((x > -6 && x < 6));
        sum += x;
        squares += x * x;
        for (int k = 0; k < 6; ++k) same();
    }
    CHECK(random.state == same.state);
    CHECK(sum / n == Approx(0).margin(0.02));
    CHECK(squares / n == Approx(1).margin(0.02));
}

TEST_CASE("draw: nothing is drawn for nothing", "[initializers]") {
    ctnn::Random random{9};
    draw_uniform(static_cast<float*>(nullptr), 0, 1, random);
    draw_normal(static_cast<float*>(nullptr), 0, 1, random);
    CHECK(random.state == 9);
}

}  // namespace
