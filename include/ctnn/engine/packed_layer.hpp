#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <type_traits>
#include <utility>

// Layers whose values were laid out for this machine: each one's begin where a cache line does, and those of
// a layer that knows a packed form are in that. They only predict. A layer says so by
//
//     packed_size<T>     how many values of type T that form takes, or 0 where nothing is gained by it
//     pack(const T* w, T* to)
//     predict_packed<B>(const T* packed, const T* x, T* y)

namespace ctnn::detail::inline CTNN_CODE {

/// Values of type T that L takes packed; 0 where it has no such form, or gains nothing by it.
template <class L, class T>
consteval std::size_t packed_size() {
    if constexpr (requires { L::template packed_size<T>; })
        return L::template packed_size<T>;
    else
        return 0;
}

/// L, `Lead` values behind where its block starts.
template <class L, class T, std::size_t Lead>
struct PackedOn {
    using input = typename L::input;
    using output = typename L::output;
    static constexpr std::size_t own = packed_size<L, T>();
    static constexpr std::size_t parameters = Lead + (own != 0 ? own : L::parameters);
    static constexpr std::size_t state = L::state, tape = 0, scratch = L::scratch;
    static constexpr std::size_t multiply_adds = detail::multiply_adds<L>();

    static constexpr void pack(const T* w, T* to) noexcept {
        std::fill_n(to, Lead, T(0));
        if constexpr (own != 0)
            L::pack(w, to + Lead);
        else
            std::copy_n(w, L::parameters, to + Lead);
    }

    template <std::size_t B, class>
    CTNN_INLINE static constexpr void predict(View<T, parameters> w, View<T, state> s,
                                              View<T, B * input::size> x, Slot<T, B * output::size> y,
                                              Slot<T, B * scratch> work) noexcept {
        if constexpr (own != 0)
            L::template predict_packed<B>(w.data() + Lead, x.data(), y.data());
        else
            L::template predict<B, T>(View<T, L::parameters>(w.data() + Lead, L::parameters), s, x, y, work);
    }

    // A small network stays in registers.
    template <class, class X>
        requires(own == 0 && kernels::TakesRows<L, T>)
    CTNN_INLINE static auto predict_row(const T* w, const X& x) noexcept {
        return L::template predict_row<T>(w + Lead, x);
    }
    template <class V>
        requires(own == 0 && kernels::TakesLanes<L, T>)
    CTNN_INLINE static void predict_lanes(const T* w, const V* x, V* y) noexcept {
        L::predict_lanes(w + Lead, x, y);
    }
};

/// Values before a layer of so many that the block's first `offset` ones precede.
template <class T>
constexpr std::size_t lead_at(std::size_t offset, std::size_t values) noexcept {
    constexpr std::size_t line = 64 / sizeof(T);
    return values == 0 ? 0 : (line - offset % line) % line;
}

/// Chain<In, Layers...> packed: layer by layer, where the last one ends.
template <class T, std::size_t Offset, class Done, class... Layers>
struct PackedChain : std::type_identity<Done> {};
template <class T, std::size_t Offset, class In, class... Done, class First, class... Layers>
struct PackedChain<T, Offset, Chain<In, Done...>, First, Layers...> {
    using Next = PackedOn<First, T, lead_at<T>(Offset, First::parameters)>;
    using type =
        typename PackedChain<T, Offset + Next::parameters, Chain<In, Done..., Next>, Layers...>::type;
};

/// The engine of a network over its packed values; of a broken network what it is.
template <class Body, class T>
struct PackedBody : std::type_identity<Body> {};
template <class In, class... Layers, class T>
    requires(!Broken<Chain<In, Layers...>>)
struct PackedBody<Chain<In, Layers...>, T> : PackedChain<T, 0, Chain<In>, Layers...> {};

/// How many bytes they are, the state's and what aligns them included.
template <class Body, class T>
consteval std::size_t packed_bytes() {
    using Packed = typename PackedBody<Body, T>::type;
    constexpr std::size_t bytes = (Packed::parameters + Packed::state) * sizeof(T);
    return bytes < 64 ? bytes : (bytes + 63) / 64 * 64;
}

}  // namespace ctnn::detail::inline CTNN_CODE
