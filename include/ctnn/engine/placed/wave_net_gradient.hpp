#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/core/config.hpp>
#include <ctnn/engine/placed/wave_net_layer.hpp>
#include <ctnn/engine/placed/wave_net_tape.hpp>
#include <ctnn/kernels/convolution/channel_gradient.hpp>
#include <ctnn/kernels/convolution/channel_rows.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <tuple>
#include <utility>

// A WaveNet in training: all rows of a sequence are kept, and the gradient goes back through them.

namespace ctnn::detail::inline CTNN_CODE {

/// `Stacks` are WaveNetStackOn.
template <std::size_t Steps, class... Stacks>
struct WaveNetGradient {
    static constexpr std::size_t count = sizeof...(Stacks), row = row_of_steps(Steps);
    template <std::size_t I>
    using stack = std::tuple_element_t<I, std::tuple<Stacks...>>;
    using Last = stack<count - 1>;
    static constexpr std::size_t features = Last::features, outputs = Last::outputs;

    /// The features come first, the outputs last.
    static constexpr auto starts = [] {
        std::array<std::size_t, count + 1> all{size_product(features, row)};
        std::size_t i = 0;
        ((all[i + 1] = WaveNetTape<Stacks, row>(all[i]).end, ++i), ...);
        return all;
    }();
    template <std::size_t I>
    static constexpr WaveNetTape<stack<I>, row> kept_of{starts[I]};
    static constexpr std::size_t outputs_at = starts[count],
                                 tape = size_sum(outputs_at, size_product(outputs, row));

    // Gradients: of what a head gives and of sums before activations, with zeros behind them; of the sums of
    // layers, of what a layer hands on, of what it gives, and of the features.
    static constexpr std::size_t most_channels = std::max({Stacks::channels...}),
                                 most_sums = std::max({Stacks::sums...}),
                                 most_outputs = std::max({Stacks::outputs...});
    static constexpr std::size_t behind =
        std::min(row, row_of_steps(std::max({Stacks::reach..., Stacks::head_kernel.reach()...})));
    static constexpr std::size_t long_row = size_sum(row, behind),
                                 of_channels = size_product(most_channels, row);
    static constexpr std::size_t sums_at = size_product(most_outputs, long_row),
                                 skip_at = size_sum(sums_at, size_product(most_sums, long_row)),
                                 next_at = size_sum(skip_at, of_channels),
                                 z_at = size_sum(next_at, of_channels),
                                 features_at = size_sum(z_at, of_channels),
                                 scratch = size_sum(features_at, size_product(features, row));

    template <class T>
    static constexpr void forward(const T* w, const T* x, T* y, T* kept) noexcept {
        kernels::to_rows<features>(x, Steps, row, kernels::ChannelRows<T>{kept, row});
        forward_through<0>(w, kept);
        kernels::from_rows<outputs, T>({kept + outputs_at, row}, Steps, y);
    }

    /// Adds to dw, and writes dx if it is wanted.
    template <bool WantsInput, class T>
    static constexpr void backward(const T* w, const T* kept, const T* dy, T* dx, T* dw, T* work) noexcept {
        kernels::to_rows<outputs>(dy, Steps, long_row, kernels::ChannelRows<T>{work, long_row});
        for (std::size_t i = 0; i < features * row; ++i) work[features_at + i] = 0;
        for (std::size_t i = 0; i < of_channels; ++i) work[next_at + i] = 0;
        backward_through<count - 1, WantsInput>(w, kept, dw, work);
        if constexpr (WantsInput) kernels::from_rows<features, T>({work + features_at, row}, Steps, dx);
    }

  private:
    static constexpr auto values_at = values_before<Stacks...>;

    /// From its first step on, or with the zeros before it.
    template <class T>
    CTNN_INLINE static constexpr kernels::ChannelRows<T> steps_of(T* kept, const KeptRows& rows) noexcept {
        return {kept + rows.at + rows.before, rows.stride};
    }
    template <class T>
    CTNN_INLINE static constexpr kernels::ChannelRows<T> whole(T* kept, const KeptRows& rows) noexcept {
        return {kept + rows.at, rows.stride};
    }
    template <class T>
    static constexpr void clear_before(T* kept, const KeptRows& rows, std::size_t channels) noexcept {
        for (std::size_t c = 0; c < channels; ++c)
            for (std::size_t t = 0; t < rows.before; ++t) kept[rows.at + c * rows.stride + t] = 0;
    }
    /// Behind the last step of long rows.
    template <class T>
    static constexpr void clear_behind(kernels::ChannelRows<T> rows, std::size_t channels) noexcept {
        for (std::size_t c = 0; c < channels; ++c)
            for (std::size_t t = Steps; t < long_row; ++t) rows.row(c)[t] = 0;
    }
    static constexpr kernels::Back back(const DilatedKernel& kernel, const KeptRows& rows) noexcept {
        return {kernel.reach(), kernel.dilation, rows.before};
    }
    static constexpr kernels::Forth forth(const DilatedKernel& kernel) noexcept {
        return {kernel.reach(), kernel.dilation, behind};
    }

    /// What stack I is given.
    template <std::size_t I, class T>
    CTNN_INLINE static constexpr kernels::ChannelRows<T> given(T* kept) noexcept {
        if constexpr (I == 0)
            return {kept, row};
        else
            return steps_of(kept, kept_of<I - 1>.next);
    }

    template <std::size_t I, class T>
    static constexpr void forward_through(const T* w, T* kept) noexcept {
        if constexpr (I < count) {
            using S = stack<I>;
            using Layer = WaveNetLayer<S, true>;
            constexpr const auto& tape_of = kept_of<I>;
            const auto skip = steps_of(kept, tape_of.skip);
            clear_before(kept, tape_of.skip, S::channels);
            if constexpr (I == 0)
                for (std::size_t c = 0; c < S::channels; ++c) kernels::fill<row>(T(0), skip.row(c));
            Layer::begin(w, kernels::ChannelRows<const T>(given<I>(kept)), steps_of(kept, tape_of.x[0]),
                         Steps);
            for (std::size_t l = 0; l < S::count; ++l) {
                clear_before(kept, tape_of.x[l], S::channels);
                const KeptRows& next = l + 1 < S::count ? tape_of.x[l + 1] : tape_of.next;
                Layer::go(w, S::at[l], S::layers[l].kernel, back(S::layers[l], tape_of.x[l]),
                          tape_of.x[l].before,
                          WaveNetRows<T>{{kept, row},
                                         whole(kept, tape_of.x[l]),
                                         steps_of(kept, tape_of.acts[l]),
                                         steps_of(kept, tape_of.z[l]),
                                         skip,
                                         steps_of(kept, next),
                                         steps_of(kept, tape_of.logits[l])},
                          S::has_output(l), Steps);
            }
            Layer::end(w, kernels::ChannelRows<const T>(whole(kept, tape_of.skip)),
                       back(S::head_kernel, tape_of.skip), sums_after<I>(kept), Steps);
            forward_through<I + 1>(w + S::parameters, kept);
        }
    }

    /// Where the head of stack I writes to: what the layers of the next one add to, or the outputs.
    template <std::size_t I, class T>
    CTNN_INLINE static constexpr kernels::ChannelRows<T> sums_after(T* kept) noexcept {
        if constexpr (I + 1 < count)
            return steps_of(kept, kept_of<I + 1>.skip);
        else
            return {kept + outputs_at, row};
    }

    template <std::size_t I, bool WantsInput, class T>
    static constexpr void backward_through(const T* all, const T* kept, T* dall, T* work) noexcept {
        using S = stack<I>;
        constexpr std::size_t C = S::channels;
        constexpr const auto& tape_of = kept_of<I>;
        const T* const w = all + values_at[I];
        T* const dw = dall + values_at[I];
        const kernels::ChannelRows<T> dskip{work + skip_at, row}, dnext{work + next_at, row};
        const kernels::ChannelRows<const T> dhead{work, long_row};
        backward_head<S>(w, whole(kept, tape_of.skip), back(S::head_kernel, tape_of.skip), dhead, dskip, dw);
        for (std::size_t l = S::count; l-- > 0;) backward_layer<S, WantsInput>(w, l, tape_of, kept, dw, work);
        kernels::mix_gradient<S::inputs, C, Steps>(given<I>(kept), kernels::Present{}, 1,
                                                   kernels::ChannelRows<const T>(dnext), dw);
        if constexpr (I > 0) {
            // What this stack was given came of the one before it, and its sums began with that one's head.
            const kernels::ChannelRows<T> before{work + z_at, row};
            back_to<S::inputs>(before, false,
                               kernels::share_back<S::inputs, C>(w, kernels::ChannelRows<const T>(dnext)));
            for (std::size_t c = 0; c < S::inputs; ++c) kernels::copy<Steps>(before.row(c), dnext.row(c));
            const kernels::ChannelRows<T> dhead_before{work, long_row};
            for (std::size_t c = 0; c < C; ++c) kernels::copy<Steps>(dskip.row(c), dhead_before.row(c));
            clear_behind(dhead_before, C);
            backward_through<I - 1, WantsInput>(all, kept, dall, work);
        } else if constexpr (WantsInput) {
            back_to<features>(kernels::ChannelRows<T>{work + features_at, row}, true,
                              kernels::share_back<features, C>(w, kernels::ChannelRows<const T>(dnext)));
        }
    }

    template <class S, class T>
    static constexpr void backward_head(const T* w, kernels::ChannelRows<const T> skip, kernels::Back seen,
                                        kernels::ChannelRows<const T> dhead, kernels::ChannelRows<T> dskip,
                                        T* dw) noexcept {
        constexpr std::size_t C = S::channels, kernel = S::head_kernel.kernel;
        T* const of_head = dw + S::head_at;
        kernels::mix_gradient<C, S::outputs, Steps>(skip, seen, kernel, dhead, of_head);
        if constexpr (S::options.head_bias)
            kernels::mix_bias_gradient<S::outputs, Steps>(dhead, of_head + kernel * C * S::outputs);
        back_to<C>(dskip, false,
                   kernels::share_back<C, S::outputs>(w + S::head_at, dhead, forth(S::head_kernel), kernel));
    }

    /// The gradients of what layer l takes and is made of, from those of its sum and of what it hands on.
    template <class S, bool WantsInput, class Tape, class T>
    static constexpr void backward_layer(const T* w, std::size_t l, const Tape& tape_of, const T* kept, T* dw,
                                         T* work) noexcept {
        constexpr std::size_t C = S::channels, sums = S::sums;
        const kernels::ChannelRows<T> dz{work + z_at, row}, dnext{work + next_at, row},
            dsums{work + sums_at, long_row};
        const kernels::ChannelRows<const T> dskip{work + skip_at, row}, handed = dnext, of_sums = dsums;
        const typename S::LayerAt at = S::at[l];
        if (S::has_output(l)) {
            kernels::mix_gradient<C, C, Steps>(kernels::ChannelRows<const T>(steps_of(kept, tape_of.z[l])),
                                               kernels::Present{}, 1, handed, dw + at.output);
            kernels::mix_bias_gradient<C, Steps>(handed, dw + at.output + C * C);
            kernels::mix_channels<C, T>(
                Steps,
                [=]<class V>(std::size_t o, std::size_t t)
                    CTNN_LAMBDA_INLINE { return kernels::load_steps<V>(dskip.row(o) + t); },
                [=](std::size_t o, std::size_t t, const auto& sum)
                    CTNN_LAMBDA_INLINE { kernels::store_steps(dz.row(o) + t, sum); },
                kernels::share_back<C, C>(w + at.output, handed));
        } else {
            for (std::size_t c = 0; c < C; ++c) kernels::copy<Steps>(dskip.row(c), dz.row(c));
        }
        before_activations<S>(l, tape_of, kept, dz, dsums);
        const std::size_t kernel = S::layers[l].kernel;
        kernels::mix_gradient<C, sums, Steps>(whole(kept, tape_of.x[l]), back(S::layers[l], tape_of.x[l]),
                                              kernel, of_sums, dw + at.conv);
        kernels::mix_bias_gradient<sums, Steps>(of_sums, dw + at.conv + kernel * C * sums);
        kernels::mix_gradient<features, sums, Steps>(kernels::ChannelRows<const T>{kept, row},
                                                     kernels::Present{}, 1, of_sums, dw + at.mixin);
        if constexpr (WantsInput)
            back_to<features>(kernels::ChannelRows<T>{work + features_at, row}, true,
                              kernels::share_back<features, sums>(w + at.mixin, of_sums));
        back_to<C>(dnext, true,
                   kernels::share_back<C, sums>(w + at.conv, of_sums, forth(S::layers[l]), kernel));
    }

    /// The gradients of the sums of layer l, from those of what it gives; zeros behind the last step.
    template <class S, class Tape, class T>
    static constexpr void before_activations(std::size_t l, const Tape& tape_of, const T* kept,
                                             kernels::ChannelRows<T> dz,
                                             kernels::ChannelRows<T> dsums) noexcept {
        constexpr std::size_t C = S::channels;
        const auto acts = steps_of(kept, tape_of.acts[l]), logits = steps_of(kept, tape_of.logits[l]);
        const auto times = [](auto a, auto b) { return a * b; };
        for (std::size_t c = 0; c < C; ++c) {
            T* const to = dsums.row(c);
            const T* of_act = dz.row(c);
            if constexpr (S::options.gated) {
                const T *const act = acts.row(c), *const gate = acts.row(C + c);
                T* const to_gate = dsums.row(C + c);
                kernels::transform<Steps>(times, to_gate, of_act, act);
                kernels::activate_backward<Sigmoid, 1, Steps>(gate, gate, static_cast<const T*>(to_gate),
                                                              to_gate);
                kernels::transform<Steps>(times, to, of_act, gate);
                of_act = to;
            }
            kernels::activate_backward<typename S::activation, 1, Steps>(logits.row(c), acts.row(c), of_act,
                                                                         to);
        }
        clear_behind(dsums, S::sums);
    }

    /// Gradients by way of weights: written, or added to those that are there.
    template <std::size_t Channels, class T, class From>
    static constexpr void back_to(kernels::ChannelRows<T> to, bool adds, const From& from) noexcept {
        kernels::mix_channels<Channels, T>(
            Steps,
            [=]<class V>(std::size_t o, std::size_t t) CTNN_LAMBDA_INLINE {
                return adds ? kernels::load_steps<V>(static_cast<const T*>(to.row(o)) + t) : V(0);
            },
            [=](std::size_t o, std::size_t t, const auto& sum)
                CTNN_LAMBDA_INLINE { kernels::store_steps(to.row(o) + t, sum); },
            from);
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
