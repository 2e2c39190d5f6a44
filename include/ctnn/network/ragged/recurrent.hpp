#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/engine/placed/recurrence.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ctnn/layers/bidirectional.hpp>
#include <ctnn/network/ragged/lengths.hpp>

// Cells along sequences that end before the last step.

namespace ctnn::detail::inline CTNN_CODE {

/// The same cell giving all its steps.
template <class L>
struct OfSequence;
template <class In, class Cell, Returns R, Initial I>
struct OfSequence<RecurrentOn<In, Cell, R, I>>
    : std::type_identity<RecurrentOn<In, Cell, Returns::sequence, I>> {};

/// A layer that gives the output of a sequence's last step: All gives those of all steps, one is taken. The
/// tape holds all of them, then that of All.
template <class L, class All, class Steps>
struct LastOfSteps : CountsOf<L> {
    using CountsOf<L>::n, CountsOf<L>::m, CountsOf<L>::parameters, CountsOf<L>::state;
    static constexpr std::size_t all = All::output::size;
    static constexpr std::size_t tape = all + All::tape, scratch = all + All::scratch,
                                 backward_scratch = all + detail::backward_scratch<All>();

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * scratch> work, const std::uint32_t* lengths) noexcept {
        const auto each = work.template first<B * all>();
        All::template predict<B, T>(w, s, x, each, work.template last<B * All::scratch>());
        take<B>(static_cast<const T*>(each.data()), lengths, y.data());
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch> work, Random& random,
                                  const std::uint32_t* lengths) noexcept {
        const auto each = kept.template first<B * all>();
        All::template forward<B, T>(w, s, x, each, kept.template last<B * All::tape>(),
                                    work.template last<B * All::scratch>(), random);
        take<B>(static_cast<const T*>(each.data()), lengths, y.data());
    }

    template <std::size_t B, class T, std::size_t D, class Into, class... At>
    static constexpr void backward_into(View<T, parameters> w, View<T, B * n> x, View<T, B * m>,
                                        View<T, B * tape> kept, View<T, B * m> dy, Slot<T, D> dx, Into into,
                                        Slot<T, B * backward_scratch> work, At... ends) noexcept {
        const auto deach = work.template first<B * all>();
        kernels::fill<B * all>(T(0), deach.data());
        for (std::size_t b = 0; b < B; ++b)
            kernels::copy<m>(dy.data() + b * m, deach.data() + b * all + last((ends.lengths[b] + ...)));
        detail::backward<All, B, T, D>(
            w, x, kept.template first<B * all>(), kept.template last<B * All::tape>(), deach, dx, into,
            work.template last<B * detail::backward_scratch<All>()>(), ends.state...);
    }

  private:
    static constexpr std::size_t last(std::size_t length) noexcept { return (Steps::of(length) - 1) * m; }

    template <std::size_t B, class T>
    static constexpr void take(const T* each, const std::uint32_t* lengths, T* y) noexcept {
        for (std::size_t b = 0; b < B; ++b) kernels::copy<m>(each + b * all + last(lengths[b]), y + b * m);
    }
};

template <class In, class Cell, Initial I, class Steps>
struct InSequence<RecurrentOn<In, Cell, Returns::last, I>, Steps>
    : Knowing<LastOfSteps<RecurrentOn<In, Cell, Returns::last, I>,
                          RecurrentOn<In, Cell, Returns::sequence, I>, Steps>,
              NoSteps, shortest_of<Steps>()> {};

/// Both ways, of which the way back begins where the sequence ends: its steps are turned round, what is
/// behind them stays. Half is the cell giving all steps. The tape holds the turned input, the outputs of both
/// ways, and their tapes.
template <class L, class Half, class Steps>
struct BothWaysOfSteps : CountsOf<L> {
    using CountsOf<L>::n, CountsOf<L>::m, CountsOf<L>::parameters, CountsOf<L>::state;
    static constexpr std::size_t steps = L::steps, features = L::features, units = L::units,
                                 all = steps * units, own = Half::parameters, own_state = Half::state;
    static constexpr std::size_t tape = n + 2 * all + 2 * Half::tape, scratch = n + all + Half::scratch,
                                 backward_scratch = all + n + detail::backward_scratch<Half>();

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * scratch> work, const std::uint32_t* lengths) noexcept {
        const auto turned = work.template first<B * n>();
        const auto each = work.template subspan<B * n, B * all>();
        const auto rest = work.template last<B * Half::scratch>();
        begin<B>(y.data());
        Half::template predict<B, T>(w.template first<own>(), s.template first<own_state>(), x, each, rest);
        join<B, false>(static_cast<const T*>(each.data()), lengths, y.data());
        turn<B>(x.data(), lengths, turned.data());
        Half::template predict<B, T>(w.template last<own>(), s.template last<own_state>(), turned, each,
                                     rest);
        join<B, true>(static_cast<const T*>(each.data()), lengths, y.data());
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, state> s, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch> work, Random& random,
                                  const std::uint32_t* lengths) noexcept {
        const auto turned = kept.template first<B * n>();
        const auto forth = kept.template subspan<B * n, B * all>(),
                   back = kept.template subspan<B*(n + all), B * all>();
        const auto rest = work.template last<B * Half::scratch>();
        turn<B>(x.data(), lengths, turned.data());
        Half::template forward<B, T>(w.template first<own>(), s.template first<own_state>(), x, forth,
                                     kept.template subspan<B*(n + 2 * all), B * Half::tape>(), rest, random);
        Half::template forward<B, T>(w.template last<own>(), s.template last<own_state>(), turned, back,
                                     kept.template last<B * Half::tape>(), rest, random);
        begin<B>(y.data());
        join<B, false>(static_cast<const T*>(forth.data()), lengths, y.data());
        join<B, true>(static_cast<const T*>(back.data()), lengths, y.data());
    }

    template <std::size_t B, class T, std::size_t D, class Into, class... At>
    static constexpr void backward_into(View<T, parameters> w, View<T, B * n> x, View<T, B * m>,
                                        View<T, B * tape> kept, View<T, B * m> dy, Slot<T, D> dx, Into into,
                                        Slot<T, B * backward_scratch> work, At... ends) noexcept {
        const auto deach = work.template first<B * all>();
        const auto own_dx = work.template subspan<B * all, D>();
        const auto rest = work.template last<B * detail::backward_scratch<Half>()>();
        const std::uint32_t* const lengths = (ends.lengths, ...);
        split<B, false>(dy.data(), lengths, deach.data());
        detail::backward<Half, B, T, D>(w.template first<own>(), x, kept.template subspan<B * n, B * all>(),
                                        kept.template subspan<B*(n + 2 * all), B * Half::tape>(), deach, dx,
                                        into, rest);
        split<B, true>(dy.data(), lengths, deach.data());
        detail::backward<Half, B, T, D>(w.template last<own>(), kept.template first<B * n>(),
                                        kept.template subspan<B*(n + all), B * all>(),
                                        kept.template last<B * Half::tape>(), deach, own_dx, into + own,
                                        rest);
        if constexpr (D != 0)
            for (std::size_t r = 0; r < B * steps; ++r)
                kernels::add<features>(
                    static_cast<const T*>(own_dx.data()) + r * features,
                    dx.data() + (r - r % steps + turned(r % steps, lengths[r / steps])) * features);
    }

  private:
    static constexpr bool gives_all = L::returns == Returns::sequence;

    /// The step that is number `t` on the way back.
    static constexpr std::size_t turned(std::size_t t, std::size_t length) noexcept {
        const std::size_t real = Steps::of(length);
        return t < real ? real - 1 - t : t;
    }

    template <std::size_t B, class T>
    static constexpr void turn(const T* x, const std::uint32_t* lengths, T* to) noexcept {
        for (std::size_t r = 0; r < B * steps; ++r)
            kernels::copy<features>(x + (r - r % steps + turned(r % steps, lengths[r / steps])) * features,
                                    to + r * features);
    }

    /// Behind the ends there is nothing.
    template <std::size_t B, class T>
    static constexpr void begin(T* y) noexcept {
        if constexpr (gives_all) kernels::fill<B * m>(T(0), y);
    }

    /// Calls visit(row of all outputs of one way, row of y) where both are the same.
    template <std::size_t B, bool Back, class Visit>
    static constexpr void each_row(const std::uint32_t* lengths, Visit visit) noexcept {
        for (std::size_t b = 0; b < B; ++b) {
            const std::size_t real = Steps::of(lengths[b]);
            if constexpr (gives_all)
                for (std::size_t t = 0; t < real; ++t)
                    visit(b * steps + (Back ? real - 1 - t : t), b * steps + t);
            else
                visit(b * steps + real - 1, b);
        }
    }

    /// The outputs of one way into its columns of y, and its columns of dy back.
    template <std::size_t B, bool Back, class T>
    static constexpr void join(const T* each, const std::uint32_t* lengths, T* y) noexcept {
        each_row<B, Back>(lengths, [&](std::size_t from, std::size_t to) {
            kernels::copy<units>(each + from * units, y + to * 2 * units + Back * units);
        });
    }
    template <std::size_t B, bool Back, class T>
    static constexpr void split(const T* dy, const std::uint32_t* lengths, T* deach) noexcept {
        kernels::fill<B * all>(T(0), deach);
        each_row<B, Back>(lengths, [&](std::size_t to, std::size_t from) {
            kernels::copy<units>(dy + from * 2 * units + Back * units, deach + to * units);
        });
    }
};

template <class L, class Steps>
struct InSequence<BidirectionalOn<L>, Steps>
    : Knowing<BothWaysOfSteps<BidirectionalOn<L>, typename OfSequence<L>::type, Steps>,
              std::conditional_t<L::returns == Returns::sequence, Steps, NoSteps>, shortest_of<Steps>()> {};

}  // namespace ctnn::detail::inline CTNN_CODE
