#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/engine/parts.hpp>
#include <ctnn/engine/placed/wave_net_gradient.hpp>
#include <ctnn/engine/placed/wave_net_parts.hpp>
#include <ctnn/engine/placed/wave_net_stream.hpp>
#include <ctnn/engine/values.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <span>
#include <tuple>
#include <type_traits>
#include <utility>

namespace ctnn::detail::inline CTNN_CODE {

/// A WaveNet placed on In; `Stacks` are WaveNetStackOn. A sequence is predicted as a stream takes it.
template <class In, class... Stacks>
struct WaveNetOn {
    static constexpr std::size_t steps = In::extents[0], features = In::extents[1], count = sizeof...(Stacks);
    template <std::size_t I>
    using stack = std::tuple_element_t<I, std::tuple<Stacks...>>;
    static constexpr std::size_t outputs = stack<count - 1>::outputs;

    using input = In;
    using output = Shape<steps, outputs>;
    static constexpr std::size_t reach = std::max({Stacks::reach..., Stacks::head_kernel.reach()...});
    using whole = WaveNetStream<std::min(steps, reach), Stacks...>;
    using training = WaveNetGradient<steps, Stacks...>;

    static constexpr std::size_t n = In::size, m = output::size;
    static constexpr std::size_t parameters = values_before<Stacks...>[count];
    static constexpr std::size_t state = 0, tape = training::tape,
                                 scratch = size_sum(whole::memory, whole::scratch),
                                 backward_scratch = training::scratch;
    static constexpr std::size_t multiply_adds = [] {
        std::size_t sum = 0;
        const auto add = [&]<class P>(std::type_identity<P>, std::string_view, std::size_t, std::size_t) {
            sum = size_sum(sum, P::multiply_adds);
        };
        (Stacks::each_part(add), ...);
        return sum;
    }();

    template <class T>
    struct Named {
        Values<T, parameters> values;

        /// `rechannel()`, `layer<L>()` and `head()` of stack I.
        template <std::size_t I>
        constexpr typename WaveNetOn::template stack<I>::template Named<T> stack() const noexcept {
            return {values.template subspan<values_before<Stacks...>[I],
                                            WaveNetOn::template stack<I>::parameters>()};
        }
    };
    template <class T>
    static constexpr Named<T> named(std::span<T, parameters> w) noexcept {
        return {w};
    }

    struct stream {
        using input = Shape<features>;
        using output = Shape<outputs>;
        using steps = WaveNetStream<WaveNetOn::reach, Stacks...>;
        static constexpr std::size_t delay = 0, period = 1, memory = steps::memory, scratch = steps::scratch;

        template <class T>
        static constexpr std::size_t run(const T* w, const T* /*state*/, std::size_t t, const T* x,
                                         std::size_t now, T* y, T* kept, T* work) noexcept {
            steps::run(w, t, x, now, y, kept, work);
            return now;
        }
    };

    template <class Visitor>
    static constexpr void each_weights(std::size_t offset, Visitor&& visit) {
        each_part([&]<class P>(std::type_identity<P>, std::size_t at) { visit(offset + at, P::weights); });
    }

    template <class Visitor>
    static constexpr void each_layer(const LayerPlace& at, Visitor&& visit) {
        std::size_t i = 0, before = 0;
        const auto next = [&]<class S>(std::type_identity<S>) {
            const PathStep step{at.path, {}, i++};
            S::each_layer(at.within(step, before), visit);
            before += S::parameters;
        };
        (next(std::type_identity<Stacks>{}), ...);
    }
    static constexpr PartShape flattened_after(const PartShape&) noexcept { return {}; }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, 0>, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * scratch> work) noexcept {
        for (std::size_t b = 0; b < B; ++b) {
            kernels::fill<whole::memory>(T(0), work.data());
            whole::run(w.data(), 0, x.data() + b * n, steps, y.data() + b * m, work.data(),
                       work.data() + whole::memory);
        }
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, 0>, View<T, B * n> x, Slot<T, B * m> y,
                                  Slot<T, B * tape> kept, Slot<T, B * scratch>, Random&) noexcept {
        for (std::size_t b = 0; b < B; ++b)
            training::forward(w.data(), x.data() + b * n, y.data() + b * m, kept.data() + b * tape);
    }

    template <std::size_t B, class T, std::size_t D>
    static constexpr void backward(View<T, parameters> w, View<T, B * n>, View<T, B * m>,
                                   View<T, B * tape> kept, View<T, B * m> dy, Slot<T, D> dx,
                                   Slot<T, parameters> dw, Slot<T, B * backward_scratch> work) noexcept {
        for (std::size_t b = 0; b < B; ++b)
            training::template backward<D != 0>(w.data(), kept.data() + b * tape, dy.data() + b * m,
                                                D == 0 ? nullptr : dx.data() + b * n, dw.data(), work.data());
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, 0>, Random& random) noexcept {
        each_part([&]<class P>(std::type_identity<P>, std::size_t at) {
            P::template initialize<T>(Slot<T, P::parameters>(w.data() + at, P::parameters), {}, random);
        });
    }

  private:
    template <class Visitor>
    static constexpr void each_part(Visitor&& visit) {
        std::size_t before = 0;
        const auto next = [&]<class S>(std::type_identity<S>) {
            S::each_part([&]<class P>(std::type_identity<P> part, std::string_view, std::size_t,
                                      std::size_t offset) { visit(part, before + offset); });
            before += S::parameters;
        };
        (next(std::type_identity<Stacks>{}), ...);
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
