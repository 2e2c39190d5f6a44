#include <ctnn/simd/flush_denormals.hpp>

#include <array>
#include <cfenv>
#include <cstddef>
#include <ctnn/layers/dense.hpp>
#include <ctnn/network/predict.hpp>
#include <limits>
#include <thread>
#include <type_traits>

#include <testing.hpp>

using namespace ctnn;

namespace {

static_assert(!std::is_copy_constructible_v<FlushDenormals> && !std::is_copy_assignable_v<FlushDenormals> &&
              !std::is_move_constructible_v<FlushDenormals>);
static_assert([] {
    const FlushDenormals guard;  // does nothing while compiling
    return std::numeric_limits<float>::min() / 2 > 0;
}());
#if defined(__x86_64__) || defined(__aarch64__)
static_assert(FlushDenormals::available);
#endif

/// Whether a product that is denormal becomes zero, and whether a denormal factor is one. The smallest normal
/// number times 2^24 is one as well.
template <class T>
bool results_flushed() {
    volatile T least = std::numeric_limits<T>::min(), half = T(0.5);
    volatile T product = least * half;
    volatile T grown = product * T(1 << 24);
    return grown == 0;
}
template <class T>
bool inputs_flushed() {
    volatile T denormal = std::numeric_limits<T>::min() / 2;  // by the compiler
    volatile T grown = denormal * T(1 << 24);
    return grown == 0;
}
bool all_flushed() {
    return results_flushed<float>() && results_flushed<double>() && inputs_flushed<float>() &&
           inputs_flushed<double>();
}
bool none_flushed() {
    return !results_flushed<float>() && !results_flushed<double>() && !inputs_flushed<float>() &&
           !inputs_flushed<double>();
}

constexpr bool here = FlushDenormals::available;

}  // namespace

TEST_CASE("flush_denormals: within its scope, and afterwards as before", "[simd]") {
    REQUIRE(none_flushed());
    {
        const FlushDenormals guard;
        CHECK(all_flushed() == here);
    }
    CHECK(none_flushed());
}

TEST_CASE("flush_denormals: nested, the outer one goes on", "[simd]") {
    {
        const FlushDenormals outer;
        {
            const FlushDenormals inner;
            CHECK(all_flushed() == here);
        }
        CHECK(all_flushed() == here);
    }
    CHECK(none_flushed());
}

TEST_CASE("flush_denormals: of this thread alone", "[simd]") {
    bool other = false;
    std::thread thread([&] {
        const FlushDenormals guard;
        other = all_flushed();
    });
    thread.join();
    CHECK(other == here);
    CHECK(none_flushed());
}

TEST_CASE("flush_denormals: what else was told to the processor stays, and what it has seen", "[simd]") {
    std::feclearexcept(FE_ALL_EXCEPT);
    const int rounding = std::fegetround();
    {
        const FlushDenormals guard;
        std::fesetround(FE_UPWARD);
        volatile float zero = 0, quotient = 1 / zero;
        static_cast<void>(quotient);
    }
    CHECK(std::fegetround() == FE_UPWARD);
    CHECK(std::fetestexcept(FE_DIVBYZERO) != 0);
    std::fesetround(rounding);
    std::feclearexcept(FE_ALL_EXCEPT);
}

TEST_CASE("flush_denormals: a network takes denormal inputs for zeros", "[simd]") {
    using Net = Network<Input<24>, Dense<16>>;
    Parameters<Net> parameters;
    initialize(parameters, 1);
    std::array<float, 24> faint;
    faint.fill(std::numeric_limits<float>::min() / 4);
    const auto loud = [&] {
        std::size_t count = 0;
        for (const float y : predict(parameters, faint)) count += y != 0;
        return count;
    };
    CHECK(loud() > 0);
    const FlushDenormals guard;
    CHECK((loud() == 0) == here);
}
