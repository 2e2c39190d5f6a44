#include <array>
#include <cstddef>
#include <ctnn/activations/elu.hpp>
#include <ctnn/activations/exponential.hpp>
#include <ctnn/activations/fast.hpp>
#include <ctnn/activations/gelu.hpp>
#include <ctnn/activations/mish.hpp>
#include <ctnn/activations/selu.hpp>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/silu.hpp>
#include <ctnn/activations/softplus.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <limits>

#include <testing.hpp>

using namespace ctnn;

namespace {

/// Act of `count` numbers, one after the other from `from` by `step` each, then of infinity: in vectors, or
/// one by one.
template <class Act, class T, class Visit>
void each_value(bool in_vectors, T from, T step, std::size_t count, Visit visit) {
    std::array<T, 64> x{}, y{};
    for (std::size_t i = 0; i < count; i += x.size()) {
        for (std::size_t k = 0; k < x.size(); ++k) x[k] = from + step * static_cast<T>(i + k);
        if (in_vectors)
            kernels::activate<Act, 1, x.size()>(x.data(), y.data());
        else
            for (std::size_t k = 0; k < x.size(); ++k) kernels::activate<Act, 1, 1>(&x[k], &y[k]);
        for (std::size_t k = 0; k < x.size(); ++k) visit(x[k], y[k]);
    }
}

/// What the function is at the far end it is from where it first is so, and before that it is less.
template <class Act, class T>
void never_falls_again(T from, T step) {
    for (const bool in_vectors : {false, true}) {
        std::array<T, 64> far{};
        far.fill((step > 0 ? 1 : -1) * std::numeric_limits<T>::infinity());
        kernels::activate<Act, 1, 64>(far.data(), far.data());
        const T sign = step > 0 ? T(1) : T(-1), top = far[0] * sign;
        bool reached = false;
        std::size_t falls = 0;
        T at = 0;
        each_value<Act>(in_vectors, from, step, 1 << 15, [&](T x, T value) {
            const T y = value * sign;
            reached = reached || y == top;
            if (y > top || (reached && y < top)) ++falls, at = x;
        });
        CAPTURE(in_vectors, at);
        CHECK(reached);
        CHECK(falls == 0);
    }
}

/// Above `from` no value is less than the one before.
template <class Act, class T>
void never_falls(T from, T step) {
    for (const bool in_vectors : {false, true}) {
        T before = -std::numeric_limits<T>::infinity(), at = 0;
        std::size_t falls = 0;
        each_value<Act>(in_vectors, from, step, 1 << 12, [&](T x, T y) {
            if (y < before) ++falls, at = x;
            before = y;
        });
        CAPTURE(in_vectors, at);
        CHECK(falls == 0);
    }
}

}  // namespace

TEMPLATE_TEST_CASE("saturation: a function that has reached its end stays there", "[math]", float, double) {
    using T = TestType;
    constexpr bool single = sizeof(T) == 4;
    never_falls_again<Tanh>(T(8), T(1) / 2048);
    never_falls_again<Tanh>(T(-8), T(-1) / 2048);
    never_falls_again<Sigmoid>(T(14), T(1) / 1024);
    never_falls_again<Fast<Tanh>>(T(5), T(1) / 8192);
    never_falls_again<Fast<Sigmoid>>(T(10), T(1) / 8192);
    never_falls_again<ELU>(T(-15), T(-1) / 1024);
    never_falls_again<SELU>(T(-15), T(-1) / 1024);
    never_falls_again<Exponential>(T(single ? 80 : 700), T(1) / 1024);
}

TEMPLATE_TEST_CASE("saturation: what becomes a straight line never falls", "[math]", float, double) {
    using T = TestType;
    never_falls<Softplus>(T(10), T(1) / 64);
    never_falls<GELU>(T(3), T(1) / 64);
    never_falls<SiLU>(T(10), T(1) / 64);
    never_falls<Mish>(T(5), T(1) / 64);
}
