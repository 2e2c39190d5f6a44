#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/accumulate.hpp>
#include <ctnn/kernels/dense/choice.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/simd/target.hpp>
#include <utility>

// Products with a matrix that overflows a processor's first cache, again and again. Read from the same end
// each time, none of it is still there when its turn comes. Read from one end and from the other by turns,
// what was read last is there. To give the same bits from either end, every part has a sum of its own.

#ifndef CTNN_NO_SIMD
namespace ctnn::kernels::inline CTNN_CODE {

/// Products with W (In, Out), row by row, in parts of some whole rows. Behind W there must be Out more
/// values, unless it is `Alone`.
template <std::size_t In, std::size_t Out, class T, bool Alone = false>
class InParts {
    static constexpr std::size_t bytes = In * Out * sizeof(T), of_a_part = 24 * 1024;

  public:
    static constexpr std::size_t count =
        nearly_fit(In * Out, simd::target<T>)
            ? std::min({(bytes + of_a_part - 1) / of_a_part, std::size_t{8}, In})
            : 1;

    /// y = start + x W, but for what add_to is to add. y may be start.
    CTNN_INLINE void take(const T* w, const T* start, const T* x, T* y, bool from_the_end) noexcept {
        [&]<std::size_t... P>(std::index_sequence<P...>) CTNN_LAMBDA_INLINE {
            if constexpr (count > 1)
                if (from_the_end) {
                    (part<count - 1 - P>(w, start, x, y), ...);
                    return;
                }
            (part<P>(w, start, x, y), ...);
        }(std::make_index_sequence<count>{});
    }

    CTNN_INLINE void add_to(T* y) const noexcept {
        CTNN_UNROLL_FOR (std::size_t p = 1; p < count; ++p) add<Out>(others_ + (p - 1) * Out, y);
    }

    /// The same, all of it, for M rows of x, and one start for all.
    template <std::size_t M>
    static void rows(const T* w, const T* start, const T* x, T* y) noexcept
        requires(!Alone)
    {
        accumulate<M, rows_of<0>, Out, In>(w, start, 0, x, y);
        if constexpr (count > 1) {
            alignas(64) T other[M * Out];
            [&]<std::size_t... P>(std::index_sequence<P...>) CTNN_LAMBDA_INLINE {
                ((accumulate<M, rows_of<P + 1>, Out, In>(w + first<P + 1> * Out, zeros, 0, x + first<P + 1>,
                                                         other),
                  add<M * Out>(static_cast<const T*>(other), y)),
                 ...);
            }(std::make_index_sequence<count - 1>{});
        }
    }

  private:
    template <std::size_t P>
    static constexpr std::size_t first = P * In / count;
    template <std::size_t P>
    static constexpr std::size_t rows_of = first<P + 1> - first<P>;

    template <std::size_t P>
    CTNN_INLINE void part(const T* w, const T* start, const T* x, T* y) noexcept {
        accumulate_one<rows_of<P>, Out, Alone && P + 1 == count>(
            w + first<P> * Out, P == 0 ? start : zeros, x + first<P>, P == 0 ? y : others_ + (P - 1) * Out);
    }

    static constexpr T zeros[count > 1 ? Out : 1]{};
    alignas(64) T others_[count > 1 ? (count - 1) * Out : 1];
};

}  // namespace ctnn::kernels::inline CTNN_CODE
#endif
