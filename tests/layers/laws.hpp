#pragma once

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <ctnn/core/placing.hpp>
#include <limits>
#include <type_traits>
#include <vector>

#include "../allocations.hpp"

// What every layer promises, in one line for each: `layer_laws<Dense<5, Tanh>, Shape<7>>();`

namespace laws {

/// A block of N values between two guards that nobody may touch.
template <class T>
class Guarded {
  public:
    Guarded(std::size_t size, T value) : size_(size), values_(size + 2 * guard, value) {
        std::fill_n(values_.begin(), guard, mark);
        std::fill_n(values_.end() - guard, guard, mark);
    }
    T* data() { return values_.data() + guard; }
    T& operator[](std::size_t i) { return data()[i]; }
    std::vector<T> values() { return {data(), data() + size_}; }
    std::size_t size() const { return size_; }
    bool intact() const {
        const auto is_mark = [](T value) { return value == mark; };
        return std::all_of(values_.begin(), values_.begin() + guard, is_mark) &&
               std::all_of(values_.end() - guard, values_.end(), is_mark);
    }

  private:
    static constexpr std::ptrdiff_t guard = 67;
    static constexpr T mark = T(-12345);
    std::size_t size_;
    std::vector<T> values_;
};

template <class T>
constexpr void fill_random(T* values, std::size_t count, std::uint64_t seed) {
    ctnn::Random random{seed};
    for (std::size_t i = 0; i < count; ++i) values[i] = random.uniform<T>() * 2 - 1;
}

/// All buffers for B samples of a placed layer. What a call must overwrite starts as NaN.
template <class L, std::size_t B, class T>
struct Bench {
    static constexpr std::size_t in = L::input::size, out = L::output::size;
    static constexpr std::size_t back = ctnn::detail::backward_scratch<L>();
    static constexpr T nan = std::numeric_limits<T>::quiet_NaN();
    Guarded<T> w{L::parameters, 0}, state{L::state, 0}, x{B * in, 0}, y{B * out, nan}, tape{B * L::tape, nan},
        scratch{B * std::max(L::scratch, back), nan}, dy{B * out, 0}, dx{B * in, nan}, dw{L::parameters, 0};

    explicit Bench(std::uint64_t seed = 1) {
        ctnn::Random random{seed};
        L::template initialize<T>(ctnn::Slot<T, L::parameters>(w.data(), L::parameters),
                                  ctnn::Slot<T, L::state>(state.data(), L::state), random);
        for (std::size_t i = 0; i < L::parameters; ++i) w[i] += T(0.1) * std::sin(T(i + 1));  // biases too
        fill_random(x.data(), B * in, seed + 1);
        fill_random(dy.data(), B * out, seed + 2);
    }
    void predict() {
        L::template predict<B, T>(ctnn::View<T, L::parameters>(w.data(), L::parameters),
                                  ctnn::View<T, L::state>(state.data(), L::state),
                                  ctnn::View<T, B * in>(x.data(), B * in),
                                  ctnn::Slot<T, B * out>(y.data(), B * out),
                                  ctnn::Slot<T, B * L::scratch>(scratch.data(), B * L::scratch));
    }
    void forward(ctnn::Random random = {}) {
        L::template forward<B, T>(
            ctnn::View<T, L::parameters>(w.data(), L::parameters),
            ctnn::Slot<T, L::state>(state.data(), L::state), ctnn::View<T, B * in>(x.data(), B * in),
            ctnn::Slot<T, B * out>(y.data(), B * out), ctnn::Slot<T, B * L::tape>(tape.data(), B * L::tape),
            ctnn::Slot<T, B * L::scratch>(scratch.data(), B * L::scratch), random);
    }
    template <std::size_t D = B* in>
    void backward() {
        L::template backward<B, T>(
            ctnn::View<T, L::parameters>(w.data(), L::parameters), ctnn::View<T, B * in>(x.data(), B * in),
            ctnn::View<T, B * out>(y.data(), B * out), ctnn::View<T, B * L::tape>(tape.data(), B * L::tape),
            ctnn::View<T, B * out>(dy.data(), B * out), ctnn::Slot<T, D>(dx.data(), D),
            ctnn::Slot<T, L::parameters>(dw.data(), L::parameters),
            ctnn::Slot<T, B * back>(scratch.data(), B * back));
    }
    bool intact() const {
        return w.intact() && state.intact() && x.intact() && y.intact() && tape.intact() &&
               scratch.intact() && dy.intact() && dx.intact() && dw.intact();
    }
    /// The scalar whose gradient `backward` gives: the sum of y * dy.
    T objective() {
        forward();
        T sum = 0;
        for (std::size_t i = 0; i < B * out; ++i) sum += y[i] * dy[i];
        return sum;
    }
};

template <class T>
void require_close(const std::vector<T>& a, const std::vector<T>& b, double tolerance) {
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        CAPTURE(i);
        REQUIRE(std::abs(double(a[i]) - double(b[i])) <= tolerance * (1 + std::abs(double(b[i]))));
    }
}

/// `backward` agrees with central differences, for the parameters and for the input.
template <class L, std::size_t B>
void gradients_are_central_differences() {
    Bench<L, B, double> bench;
    bench.forward();
    bench.backward();
    const auto difference = [&](double& value) {
        const double step = 1e-6, kept = value;
        value = kept + step;
        const double above = bench.objective();
        value = kept - step;
        const double below = bench.objective();
        value = kept;
        return (above - below) / (2 * step);
    };
    const auto close = [](double a, double b) { return std::abs(a - b) <= 1e-6 * (1 + std::abs(b)); };
    const auto dw = bench.dw.values(), dx = bench.dx.values();
    for (std::size_t i = 0; i < dw.size(); ++i) {
        CAPTURE(i, dw[i]);
        REQUIRE(close(dw[i], difference(bench.w[i])));
    }
    for (std::size_t i = 0; i < dx.size(); ++i) {
        CAPTURE(i, dx[i]);
        REQUIRE(close(dx[i], difference(bench.x[i])));
    }
    REQUIRE(bench.intact());
}

template <class L, std::size_t B>
void backward_adds_to_dw_and_overwrites_dx() {
    Bench<L, B, double> once, twice, without;
    once.forward();
    once.backward();
    twice.forward();
    twice.backward();
    twice.backward();
    without.forward();
    without.template backward<0>();
    auto doubled = once.dw.values();
    for (double& value : doubled) value *= 2;
    require_close(twice.dw.values(), doubled, 1e-12);
    require_close(twice.dx.values(), once.dx.values(), 0);
    require_close(without.dw.values(), once.dw.values(), 0);
    REQUIRE(without.intact());
    if (B * L::input::size > 0) REQUIRE(std::isnan(without.dx[0]));  // not asked for, not touched
}

/// B samples at once give what each gives alone: values, tape and gradients.
template <class L, std::size_t B, class T>
void a_batch_is_its_samples(double tolerance) {
    constexpr std::size_t in = L::input::size, out = L::output::size;
    Bench<L, B, T> batch;
    Bench<L, 1, T> one;
    batch.predict();
    const auto predicted = batch.y.values();
    batch.forward();
    const auto went = batch.y.values();
    batch.backward();
    REQUIRE(batch.intact());
    std::vector<T> y, trained, dx;
    for (std::size_t s = 0; s < B; ++s) {
        std::copy_n(batch.x.data() + s * in, in, one.x.data());
        std::copy_n(batch.dy.data() + s * out, out, one.dy.data());
        one.predict();
        for (const T value : one.y.values()) y.push_back(value);
        one.forward(ctnn::Random{0});
        for (const T value : one.y.values()) trained.push_back(value);
        one.backward();
        for (const T value : one.dx.values()) dx.push_back(value);
    }
    REQUIRE(one.intact());
    require_close(predicted, y, tolerance);
    require_close(went, trained, tolerance);
    require_close(batch.dx.values(), dx, tolerance);
    require_close(batch.dw.values(), one.dw.values(), tolerance * double(B));
}

/// The outputs and all gradients of one sample: by constant evaluation and at run time.
template <class L, class T>
struct Outcome {
    static constexpr std::size_t in = L::input::size, out = L::output::size;
    std::array<T, out> predicted{}, went{};
    std::array<T, in> dx{};
    std::array<T, L::parameters> dw{};
};

template <class L, class T>
constexpr Outcome<L, T> outcome() {
    using O = Outcome<L, T>;
    constexpr std::size_t back = ctnn::detail::backward_scratch<L>();
    O result;
    std::array<T, L::parameters> w{};
    std::array<T, L::state> state{};
    std::array<T, L::tape> tape{};
    std::array<T, std::max(L::scratch, back)> scratch{};
    std::array<T, O::in> x{};
    std::array<T, O::out> dy{};
    ctnn::Random random{3};
    L::template initialize<T>(w, state, random);
    fill_random(x.data(), O::in, 4);
    fill_random(dy.data(), O::out, 5);
    const auto call = ctnn::Slot<T, L::scratch>(scratch.data(), L::scratch);
    L::template predict<1, T>(w, state, x, result.predicted, call);
    L::template forward<1, T>(w, state, x, result.went, tape, call, random);
    L::template backward<1, T>(w, x, result.went, tape, dy, ctnn::Slot<T, O::in>(result.dx),
                               ctnn::Slot<T, L::parameters>(result.dw),
                               ctnn::Slot<T, back>(scratch.data(), back));
    return result;
}

template <class L>
void constant_evaluation_is_run_time() {
    static constexpr auto compiled = outcome<L, float>();
    volatile bool now = true;  // so that the compiler cannot know
    const auto ran = now ? outcome<L, float>() : Outcome<L, float>{};
    const auto vector = [](const auto& array) { return std::vector<float>(array.begin(), array.end()); };
    require_close(vector(ran.predicted), vector(compiled.predicted), 2e-6);
    require_close(vector(ran.went), vector(compiled.went), 2e-6);
    require_close(vector(ran.dx), vector(compiled.dx), 2e-6);
    require_close(vector(ran.dw), vector(compiled.dw), 2e-6);
}

template <class L>
void predict_is_forward() {
    Bench<L, 3, float> bench;
    bench.predict();
    const auto predicted = bench.y.values();
    bench.forward();
    require_close(bench.y.values(), predicted, 1e-6);
}

template <class L>
void nothing_is_allocated() {
    Bench<L, 9, float> bench;
    const std::size_t before = allocations();
    bench.predict();
    bench.forward();
    bench.backward();
    REQUIRE(allocations() == before);
}

}  // namespace laws

/// Applies all laws to `Layer` placed on `In`. Draws: whether forward draws random numbers, and so is not
/// predict.
template <class Layer, class In, bool Draws = false>
void layer_laws() {
    using L = ctnn::placed<Layer, In>;
    static_assert(std::is_empty_v<L>);
    static_assert(ctnn::BatchLayer<L>);
    static_assert(std::is_same_v<typename L::input, In>);
    laws::gradients_are_central_differences<L, 1>();
    laws::gradients_are_central_differences<L, 5>();
    laws::backward_adds_to_dw_and_overwrites_dx<L, 4>();
    laws::constant_evaluation_is_run_time<L>();
    laws::nothing_is_allocated<L>();
    if constexpr (!Draws) {
        laws::predict_is_forward<L>();
        laws::a_batch_is_its_samples<L, 8, double>(1e-12);
        laws::a_batch_is_its_samples<L, 13, float>(2e-5);
    }
}
