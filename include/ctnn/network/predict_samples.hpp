#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/lanes.hpp>
#include <ctnn/kernels/values/choice.hpp>
#include <ctnn/kernels/values/overlap.hpp>
#include <ctnn/network/overlapping.hpp>
#include <ctnn/network/parameters.hpp>
#include <span>

// How `predict` takes samples through a network: one or many, on the stack or in a workspace, in place or
// not.

namespace ctnn::detail::inline CTNN_CODE {

/// The workspace starts where a cache line does, for the vectors' sake; where there are none, a small stack
/// has no bytes to spare for that.
#ifdef CTNN_NO_SIMD
template <class T>
inline constexpr std::size_t workspace_alignment = alignof(T);
#else
template <class T>
inline constexpr std::size_t workspace_alignment = 64;
#endif

/// Where the values between the layers lie: on the stack, or where the caller says.
enum class Workspace { on_the_stack, given };

/// B samples through the network, out of line, so that networks of one type share it. `given` is a workspace
/// of B * Body::scratch values, or nothing.
template <class Body, std::size_t B, Workspace Where = Workspace::on_the_stack, class T>
[[gnu::noinline]] constexpr void predict_block(const T* w, const T* state, const T* x, T* y,
                                               T* given = nullptr) noexcept {
    constexpr std::size_t size = B * Body::scratch, here = Where == Workspace::given ? 0 : size;
    alignas(workspace_alignment<T>) T own[here == 0 ? 1 : here];
    Body::template predict<B, T>(
        View<T, Body::parameters>(w, Body::parameters), View<T, Body::state>(state, Body::state),
        View<T, B * Body::in>(x, B * Body::in), Slot<T, B * Body::out>(y, B * Body::out),
        Slot<T, size>(Where == Workspace::given ? given : own, size));
}

/// The bytes that even a modest stack holds.
inline constexpr std::size_t most_on_stack = 256 * 1024;

/// How many samples `predict` takes at once when there are many: as many as a modest stack holds.
template <class Body, class T>
consteval std::size_t samples_at_once() {
    constexpr std::size_t each = std::max<std::size_t>(1, Body::scratch * sizeof(T));
    return 64 * each <= most_on_stack ? 64 : 8 * each <= most_on_stack ? 8 : 1;
}

/// Whether many samples are quickest with each in a lane of its own.
template <class Body, class T>
concept LanesPay = kernels::passage_of<Body, T, 2> == kernels::Passage::lanes && kernels::TakesLanes<Body, T>;

/// `count` samples through the network, by blocks; what does not fill one goes by eights, then ones. In a
/// given workspace of `room` values by blocks for which it has room.
template <class Body, Workspace Where = Workspace::on_the_stack, class T>
constexpr void predict_many(const T* w, const T* state, const T* x, T* y, std::size_t count,
                            T* given = nullptr, [[maybe_unused]] std::size_t room = 0) noexcept {
    if constexpr (LanesPay<Body, T>)  // which need next to no workspace
        if (count > 1 &&
            kernels::with_vectors([&]() CTNN_LAMBDA_INLINE { kernels::predict_lanes<Body>(w, x, y, count); }))
            return;
    const auto by = [&]<std::size_t B> {
        if constexpr (Where == Workspace::given)
            if (B * Body::scratch > room) return;
        for (; count >= B; count -= B, x += B * Body::in, y += B * Body::out)
            predict_block<Body, B, Where>(w, state, x, y, given);
    };
    constexpr std::size_t most = samples_at_once<Body, T>();
    if constexpr (most > 8) by.template operator()<most>();
    if constexpr (most >= 8 || Where == Workspace::given) by.template operator()<8>();
    by.template operator()<1>();
}

/// Values that a sample takes besides the workspace where its output lies on its input: the shorter of them.
template <class Body>
inline constexpr std::size_t values_aside = reads_before_it_writes<Body> ? 0 : std::min(Body::in, Body::out);

/// One sample whose output lies on its input, by way of `aside`.
template <class Body, Workspace Where, class T>
constexpr void predict_aside(const T* w, const T* state, const T* x, T* y, T* given, T* aside) noexcept {
    if constexpr (reads_before_it_writes<Body>) {
        predict_block<Body, 1, Where>(w, state, x, y, given);
    } else if constexpr (Body::in <= Body::out) {
        std::copy_n(x, Body::in, aside);
        predict_block<Body, 1, Where>(w, state, static_cast<const T*>(aside), y, given);
    } else {
        predict_block<Body, 1, Where>(w, state, x, aside, given);
        std::copy_n(aside, Body::out, y);
    }
}

/// Samples whose outputs lie where inputs do, one by one in an order in which none is lost.
template <class Body, Workspace Where, class T>
[[gnu::noinline]] constexpr void predict_overlapping(const T* w, const T* state, const T* x, T* y,
                                                     std::size_t count, OverlappingSamples samples, T* given,
                                                     T* aside) noexcept {
    constexpr std::size_t needed = Where == Workspace::given ? 0 : values_aside<Body>;
    T own[needed == 0 ? 1 : needed];
    T* const beside = Where == Workspace::given ? aside : own;
    samples.each(count, [&](std::ptrdiff_t s) {
        predict_aside<Body, Where>(w, state, x + s * samples.in, y + s * samples.out, given, beside);
    });
}

/// The samples of two spans, which may overlap: as many as both hold whole. Returns their number, or 0 where
/// they overlap and a given workspace has no room for what that takes. Net may be what another begins with.
template <class Net, Workspace Where = Workspace::on_the_stack, class All, class T>
constexpr std::size_t predict_spans(const Parameters<All, T>& parameters, std::span<const T> inputs,
                                    std::span<T> outputs, T* given = nullptr, std::size_t room = 0) noexcept {
    using Body = typename Net::body;
    constexpr std::size_t in = Net::input_size, out = Net::output_size;
    const std::size_t count = std::min(inputs.size() / in, outputs.size() / out);
    const T *const w = parameters.data(), *const state = parameters.state().data(), *const x = inputs.data();
    T* const y = outputs.data();
    if (const kernels::Overlap found = kernels::overlap(x, count * in, static_cast<const T*>(y), count * out);
        found.exists) {
        const OverlappingSamples samples{std::ptrdiff_t{in}, std::ptrdiff_t{out}, found.apart};
        if (!reads_before_it_writes<Body> || !samples.go_forwards(count)) {
            if (Where == Workspace::given && room < Body::scratch + values_aside<Body>) return 0;
            T* const aside = Where == Workspace::given ? given + Body::scratch : nullptr;
            predict_overlapping<Body, Where>(w, state, x, y, count, samples, given, aside);
            return count;
        }
    }
    predict_many<Body, Where>(w, state, x, y, count, given, room);
    return count;
}

}  // namespace ctnn::detail::inline CTNN_CODE
