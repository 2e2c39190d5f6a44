#pragma once

#include <ctnn/core/code.hpp>
#include <ctnn/engine/frozen.hpp>
#include <ctnn/engine/rated.hpp>
#include <type_traits>

// Layers without what is said of how they are trained.

namespace ctnn {

template <class Layer>
struct Frozen;
template <class Layer, class Rate, class Decay>
struct Rated;

namespace detail::inline CTNN_CODE {

/// Of a layer that a user wrote as U and that was placed as L: both as they are without, and where its values
/// are, the trained ones and its state.
template <class U, class L>
struct Bare {
    using written = U;
    using layer = L;

    template <class T>
    static constexpr T* parameters(T* w, T*) noexcept {
        return w;
    }
    template <class T>
    static constexpr T* state(T*, T* s) noexcept {
        return s;
    }
};

template <class U, class L>
struct Bare<Frozen<U>, L> : Bare<typename Frozen<U>::within, L> {};
template <class U, class L>
struct Bare<Frozen<U>, FrozenOn<L>> {
    using written = typename Bare<U, L>::written;
    using layer = typename Bare<U, L>::layer;

    template <class T>
    static constexpr T* parameters(T*, T* s) noexcept {
        return s;
    }
    template <class T>
    static constexpr T* state(T*, T* s) noexcept {
        return s + L::parameters;
    }
};

template <class U, class L, class Rate, class Decay, class R, class D>
struct Bare<Rated<U, Rate, Decay>, RatedOn<L, R, D>> : Bare<U, L> {};

/// `type`: a network, or a layer as a user wrote it, without, wherever it is within.
template <class U>
struct Thawed : std::type_identity<U> {};
template <template <class...> class Whole, class... Layers>
struct Thawed<Whole<Layers...>> : std::type_identity<Whole<typename Thawed<Layers>::type...>> {};
template <class U>
struct Thawed<Frozen<U>> : Thawed<U> {};
template <class U, class Rate, class Decay>
struct Thawed<Rated<U, Rate, Decay>> : Thawed<U> {};

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
