#include <ctnn/train/concepts.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <ctnn/train/losses/cross_entropy.hpp>
#include <ctnn/train/losses/mean_squared_error.hpp>
#include <ctnn/train/optimizers/adam.hpp>
#include <ctnn/train/optimizers/sgd.hpp>

namespace {

using ctnn::ALoss;
using ctnn::AnOptimizer;

/// As a user may write one.
struct OwnLoss {
    template <std::size_t N, class T>
    static constexpr T value(const T* y, const T* t) {
        return y[0] - t[0];
    }
    template <std::size_t N, class T>
    static constexpr void slope(const T*, const T*, T* dy) {
        for (std::size_t i = 0; i < N; ++i) dy[i] = i == 0;
    }
};

struct WithoutSlope {
    template <std::size_t N, class T>
    static constexpr T value(const T* y, const T* t) {
        return y[0] - t[0];
    }
};

struct OwnOptimizer {
    double learning_rate = 1;
    static constexpr std::size_t moments = 0;

    template <class T>
    constexpr auto rule(std::uint64_t, T rate) const {
        return [rate](auto w, auto g, auto&) { return w - decltype(w)(rate) * g; };
    }
};

struct WithoutRate {
    static constexpr std::size_t moments = 0;

    template <class T>
    constexpr auto rule(std::uint64_t, T) const {
        return [](auto w, auto, auto&) { return w; };
    }
};

static_assert(ALoss<ctnn::MeanSquaredError> && ALoss<ctnn::CrossEntropy> && ALoss<OwnLoss>);
static_assert(!ALoss<WithoutSlope> && !ALoss<ctnn::SGD> && !ALoss<int>);
static_assert(AnOptimizer<ctnn::SGD> && AnOptimizer<ctnn::Adam> && AnOptimizer<OwnOptimizer>);
static_assert(!AnOptimizer<WithoutRate> && !AnOptimizer<OwnLoss> && !AnOptimizer<float>);

}  // namespace
