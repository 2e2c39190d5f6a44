#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/math/math.hpp>

namespace ctnn {

/// 1 - the cosine of the angle between the outputs and the target: how far they point apart, 0 to 2, whatever
/// their lengths. For embeddings. Formula: 1 - y.t / (|y| |t|), of lengths of 1e-8 or more. Gradient: (y
/// (y.t) / |y|^2 - t) / (|y| |t|). PyTorch: CosineEmbeddingLoss of pairs that are alike, 1 -
/// cosine_similarity. Keras: CosineSimilarity, which is this one less 1. What goes wrong: nothing keeps the
/// lengths from growing or fading; outputs of nothing but zeros point nowhere.
struct CosineDistance {
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        return 1 - kernels::dot<N>(y, target) / (length<N>(y) * length<N>(target));
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope(const T* y, const T* target, T* dy) noexcept {
        const T own = length<N>(y), both = own * length<N>(target);
        const T share = kernels::dot<N>(y, target) / (own * own);
        for (std::size_t i = 0; i < N; ++i) dy[i] = (y[i] * share - target[i]) / both;
    }

  private:
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T length(const T* x) noexcept {
        return math::max(T(1e-8), math::sqrt(kernels::dot<N>(x, x)));
    }
};

}  // namespace ctnn
