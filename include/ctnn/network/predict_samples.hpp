#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/dense/lanes.hpp>
#include <ctnn/kernels/values/choice.hpp>
#include <ctnn/kernels/values/overlap.hpp>
#include <ctnn/network/overlapping.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/simd/target.hpp>
#include <span>
#include <type_traits>
#include <utility>

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

/// Whether samples are quicker at once than one after the other because each weight is used once a sample: it
/// is loaded once for all of them. A convolution uses it at every pixel, a cell at every step. The weights of
/// frozen layers are state.
template <class Body>
inline constexpr bool shares_loads = Body::multiply_adds <= Body::parameters + Body::state;

/// Whether there is a layer in it whose steps wait for each other, so that some samples take hardly longer
/// than one.
template <class L>
consteval bool couples_steps() {
    if constexpr (requires { L::couples_steps; })
        return L::couples_steps;
    else if constexpr (requires { typename L::template layer<0>; })
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return (couples_steps<typename L::template layer<I>>() || ...);
        }(std::make_index_sequence<L::count>{});
    else
        return false;
}

/// Whether a few samples, as many as there are, go at once: not where no time is won by it, since each number
/// of them is compiled by itself.
template <class Body>
inline constexpr bool few_at_once = shares_loads<Body> || couples_steps<Body>();

/// How many samples `predict` takes at once when there are many: as many as a modest stack holds, and no more
/// than it takes to share what can be shared.
template <class Body, class T>
consteval std::size_t samples_at_once() {
    constexpr std::size_t each = std::max<std::size_t>(1, Body::scratch * sizeof(T));
    return 64 * each <= most_on_stack && shares_loads<Body> ? 64 : 8 * each <= most_on_stack ? 8 : 1;
}

/// Whether many samples are quickest with each in a lane of its own.
template <class Body, class T>
concept LanesPay = kernels::passage_of<Body, T, 2> == kernels::Passage::lanes && kernels::TakesLanes<Body, T>;

/// The samples that are left, at most, after what goes in lanes: half of the fewest lanes that are taken.
template <class Body, class T>
consteval std::size_t most_left_by_lanes() {
    constexpr simd::Target on = simd::target<T>;
    return kernels::goes_in_few_lanes(Body::multiply_adds) ? 1 : on.widest() / 2;
}

/// The largest block, of a power of two, in which `predict_many` takes samples.
template <class Body, class T>
consteval std::size_t largest_block() {
    constexpr std::size_t most = samples_at_once<Body, T>();
    if constexpr (LanesPay<Body, T>)
        return std::min(most, most_left_by_lanes<Body, T>());
    else
        return most;
}

/// `count` samples through the network, in lanes or by blocks; what does not fill one goes at once where that
/// is quicker, else one by one. In a given workspace of `room` values by blocks for which it has room.
template <class Body, Workspace Where = Workspace::on_the_stack, class T>
constexpr void predict_many(const T* w, const T* state, const T* x, T* y, std::size_t count,
                            T* given = nullptr, [[maybe_unused]] std::size_t room = 0) noexcept {
    const auto on = [&](std::size_t samples) {
        count -= samples;
        x += samples * Body::in;
        y += samples * Body::out;
    };
    if constexpr (LanesPay<Body, T>)  // which need next to no workspace
        if (count > 1) {
            std::size_t done = 0;
            if (kernels::with_vectors(
                    [&]() CTNN_LAMBDA_INLINE { done = kernels::predict_lanes<Body>(w, x, y, count); }))
                on(done);
        }
    const auto by = [&]<std::size_t B>(std::integral_constant<std::size_t, B>) {
        if constexpr (Where == Workspace::given)
            if (B * Body::scratch > room) return;
        for (; count >= B; on(B)) predict_block<Body, B, Where>(w, state, x, y, given);
    };
    constexpr std::size_t most = largest_block<Body, T>(),
                          few = few_at_once<Body> ? std::min<std::size_t>(most, 7) : 0;
    if constexpr (most > 8) by(std::integral_constant<std::size_t, most>{});
    if constexpr (most >= 8 || (Where == Workspace::given && !LanesPay<Body, T>))
        by(std::integral_constant<std::size_t, 8>{});
    if constexpr (few > 1)
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (by(std::integral_constant<std::size_t, few - I>{}), ...);
        }(std::make_index_sequence<few - 1>{});
    by(std::integral_constant<std::size_t, 1>{});
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
