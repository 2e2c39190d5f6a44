#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <ctnn/engine/backward.hpp>
#include <ctnn/engine/layer.hpp>
#include <iterator>
#include <limits>
#include <vector>

#include <layers/law.hpp>
#include <testing.hpp>

// All that a placed layer needs to be run in a test.

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
        if constexpr (L::input::is_sparse)
            for (std::size_t i = 0; i < B * in; ++i)
                if (random.below(3) != 0) x[i] = 0;
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
        ctnn::detail::backward<L, B, T, D>(
            ctnn::View<T, L::parameters>(w.data(), L::parameters), ctnn::View<T, B * in>(x.data(), B * in),
            ctnn::View<T, B * out>(y.data(), B * out), ctnn::View<T, B * L::tape>(tape.data(), B * L::tape),
            ctnn::View<T, B * out>(dy.data(), B * out), ctnn::Slot<T, D>(dx.data(), D), dw.data(),
            ctnn::Slot<T, B * back>(scratch.data(), B * back), static_cast<const T*>(state.data()));
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
    Finding finding;
    finding.close("value", a, b, tolerance);
    REQUIRE(finding.text() == "");
}

/// The buffers after a golden batch went forward and back.
template <class Golden, class L, class T>
Bench<L, Golden::batch, T> golden_bench() {
    Bench<L, Golden::batch, T> bench;
    REQUIRE(bench.x.size() == std::size(Golden::x));
    REQUIRE(bench.w.size() == std::size(Golden::w));
    std::copy(std::begin(Golden::x), std::end(Golden::x), bench.x.data());
    std::copy(std::begin(Golden::w), std::end(Golden::w), bench.w.data());
    std::copy(std::begin(Golden::dy), std::end(Golden::dy), bench.dy.data());
    bench.forward();
    bench.backward();
    return bench;
}

}  // namespace laws
