#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/training.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/math/math.hpp>
#include <ratio>
#include <type_traits>

// Losses of embeddings that are compared with one another. They lie side by side in the outputs of one
// sample, as they do where a network takes them so: Input<2, 28>, TimeDistributed<...>, whose weights all of
// them share.

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// The sentence where outputs are no such embeddings, else void.
template <std::size_t Count, class Output>
using EmbeddingMistake =
    std::conditional_t<Output::size % Count == 0, void,
                       typename error::this_loss_compares<
                           Count>::template embeddings_of_one_size_but_the_outputs_are<Output::size>>;

/// The distance of two embeddings. As PyTorch does, it is never quite 0, and so has a gradient.
template <std::size_t M, class T>
constexpr T embedding_distance(const T* a, const T* b) noexcept {
    T squares = 0;
    for (std::size_t i = 0; i < M; ++i) squares += (a[i] - b[i] + T(1e-6)) * (a[i] - b[i] + T(1e-6));
    return math::sqrt(squares);
}

/// ADDS factor * the distance's gradient to those of both.
template <std::size_t M, class T>
constexpr void add_distance_slope(const T* a, const T* b, T factor, T* da, T* db) noexcept {
    const T distance = embedding_distance<M>(a, b);
    for (std::size_t i = 0; i < M; ++i) {
        const T slope = factor * (a[i] - b[i] + T(1e-6)) / distance;
        da[i] += slope;
        db[i] -= slope;
    }
}

template <class Ratio, class T>
inline constexpr T margin_value =
    static_cast<T>(static_cast<double>(Ratio::num) / static_cast<double>(Ratio::den));

}  // namespace detail::inline CTNN_CODE

/// Of two embeddings, the outputs' halves: those that are alike are drawn together, others pushed apart as
/// far as the margin. Alike are samples whose target begins with 1, as those of class 0 do; its other values
/// do not count. Formula: t d^2 + (1 - t) max(0, Margin - d)^2, d their distance. (Hadsell, Chopra, LeCun:
/// Dimensionality reduction by learning an invariant mapping, 2006, without the factor 1/2.) PyTorch and
/// Keras have none. What goes wrong: where most pairs are unlike and far apart nothing is learnt from them;
/// choose pairs. An odd number of outputs is a sentence.
template <class Margin = std::ratio<1>>
struct Contrastive {
    template <class Output>
    using mistake = detail::EmbeddingMistake<2, Output>;

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T* target) noexcept {
        const T distance = detail::embedding_distance<N / 2>(y, y + N / 2);
        const T short_of = math::max(T(0), detail::margin_value<Margin, T> - distance);
        return target[0] * distance * distance + (1 - target[0]) * short_of * short_of;
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope(const T* y, const T* target, T* dy) noexcept {
        const T distance = detail::embedding_distance<N / 2>(y, y + N / 2);
        const T short_of = math::max(T(0), detail::margin_value<Margin, T> - distance);
        for (std::size_t i = 0; i < N; ++i) dy[i] = 0;
        detail::add_distance_slope<N / 2>(
            y, y + N / 2, 2 * (target[0] * distance - (1 - target[0]) * short_of), dy, dy + N / 2);
    }
};

/// Of three embeddings, the outputs' thirds: an anchor, one that is to be nearer to it by the margin, and one
/// that is to be farther. The target does not count. Formula: max(0, |a - near| - |a - far| + Margin).
/// (Schroff, Kalenichenko, Philbin: FaceNet, 2015, of squared distances.) PyTorch: TripletMarginLoss(margin).
/// Keras has none. What goes wrong: of triplets that are right already nothing is learnt; choose those that
/// are not. Outputs that three does not divide are a sentence.
template <class Margin = std::ratio<1>>
struct Triplet {
    template <class Output>
    using mistake = detail::EmbeddingMistake<3, Output>;

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T value(const T* y, const T*) noexcept {
        return math::max(T(0), excess<N>(y));
    }

    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr void slope(const T* y, const T*, T* dy) noexcept {
        constexpr std::size_t M = N / 3;
        for (std::size_t i = 0; i < N; ++i) dy[i] = 0;
        if (excess<N>(y) <= 0) return;
        detail::add_distance_slope<M>(y, y + M, T(1), dy, dy + M);
        detail::add_distance_slope<M>(y, y + 2 * M, T(-1), dy, dy + 2 * M);
    }

  private:
    template <std::size_t N, class T>
    CTNN_MEMBER static constexpr T excess(const T* y) noexcept {
        constexpr std::size_t M = N / 3;
        return detail::embedding_distance<M>(y, y + M) - detail::embedding_distance<M>(y, y + 2 * M) +
               detail::margin_value<Margin, T>;
    }
};

}  // namespace ctnn
