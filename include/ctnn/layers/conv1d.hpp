#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placed/convolution.hpp>
#include <ctnn/initializers/default_initializer.hpp>
#include <type_traits>

namespace ctnn {

/// What a Conv1D may be told besides.
struct Conv1DOptions {
    std::size_t stride = 1;   ///< steps from one place of the kernel to the next
    Padding padding = valid;  ///< `valid`, `same`, `causal`, or zeros by `pad(...)`: its left and right count
    std::size_t dilation = 1;  ///< steps from one of the kernel's weights to the next; 1 without gaps
    std::size_t groups = 1;    ///< parts of the features, each of which has filters of its own

    CTNN_MEMBER constexpr void each_member(auto&& visit) const {
        visit("stride", stride);
        visit("padding", padding);
        visit("dilation", dilation);
        visit("groups", groups);
    }
};

namespace detail::inline CTNN_CODE {

template <class In, std::size_t Filters, std::size_t Kernel, Conv1DOptions O>
constexpr kernels::Convolution conv1d() noexcept {
    constexpr Padding p = O.padding;
    return {.rows = axis(1, 1, 1, 1, Padding::Kind::given, 0, 0),
            .columns = axis(In::extents[0], Kernel, O.stride, O.dilation, p.kind, p.left, p.right),
            .channels = In::extents[1],
            .filters = Filters,
            .groups = O.groups};
}

template <class In, std::size_t Filters, std::size_t Kernel, class Act, Conv1DOptions O, class Init,
          bool HasBias>
consteval auto conv1d_on() {
    using numbers =
        decltype(convolution_numbers_mistake<Filters, Kernel, O.stride, O.dilation, O.groups, Act, Init>());
    if constexpr (!std::is_void_v<typename numbers::type>) {
        return std::type_identity<BrokenLayer<typename numbers::type, In, Shape<1, 1>>>{};
    } else if constexpr (In::rank != 2) {
        return std::type_identity<BrokenLayer<
            error::conv1d_needs_steps_features_but_the_layer_before_it_gives<In>, In, Shape<1, Filters>>>{};
    } else {
        constexpr kernels::Convolution C = conv1d<In, Filters, Kernel, O>();
        using mistake = typename decltype(convolution_mistake<In, C>())::type;
        if constexpr (std::is_void_v<mistake>)
            return std::type_identity<
                ConvolutionOn<In, Shape<C.columns.out(), Filters>, C, Act, Init, HasBias>>{};
        else
            return std::type_identity<BrokenLayer<mistake, In, Shape<1, Filters>>>{};
    }
}

template <class In, std::size_t Filters, std::size_t Kernel, class Act, auto Options, class Init,
          bool HasBias>
    requires(!std::is_same_v<TypeOf<Options>, Conv1DOptions>)
consteval auto conv1d_on() {
    using mistake = error::Conv1D_takes_Conv1DOptions_but_was_given<TypeOf<Options>>;
    return std::type_identity<BrokenLayer<mistake, In, Shape<1, Filters>>>{};
}

}  // namespace detail::inline CTNN_CODE

/// A convolution along a sequence: kernels that see a few steps at a time, one for each filter.
/// `Conv1D<16, 3, ReLU, Conv1DOptions{.padding = causal}>` gives at each step what sixteen kernels make of
/// that step and the two before it.
///
/// Shapes: `Shape<steps, features>` -> `Shape<outputs, Filters>`, of which outputs = (steps + zeros before
/// and after - dilation * (Kernel - 1) - 1) / stride + 1, rounded down. y[t][o] = Act(sum of x[t * stride + k
/// * dilation - zeros before][feature] W[k][feature][o] + b[o]). An activation of whole samples, Softmax,
/// takes the filters of one step. With dilations 1, 2, 4, ... layers see ever further back: van den Oord et
/// al., WaveNet: A generative model for raw audio, 2016. Parameters: `weight` (Kernel, features / groups,
/// Filters), from `Init`; then `bias` (Filters), zero. Cost: outputs * Kernel * features / groups * Filters
/// multiply-adds; one padded sequence of scratch. Streams, one step at a time, unless its padding looks
/// ahead, with the same bits as `predict`: its memory is two windows. Without padding the first output comes
/// with step dilation * (Kernel - 1), the first of all being number 0, with `causal` padding at once.
/// PyTorch: `nn.Conv1d` (whose weights are (filters, features, kernel), sequences feature by feature), for
/// causal padding after `nn.ConstantPad1d`; Keras: `Conv1D`.
/// Goes wrong on an input that is no sequence, with a kernel that is longer than the padded sequence, groups
/// that do not divide features and filters, numbers of 0 and options of another layer: a sentence from the
/// network.
template <std::size_t Filters, std::size_t Kernel, class Act = Linear, auto Options = Conv1DOptions{},
          class Init = typename detail::DefaultInitializer<Act>::type>
struct Conv1D {
    template <class In>
    using on = typename decltype(detail::conv1d_on<In, Filters, Kernel, Act, Options, Init, true>())::type;
    template <class In>
    using on_without_bias =
        typename decltype(detail::conv1d_on<In, Filters, Kernel, Act, Options, Init, false>())::type;

    template <class A>
    using ending_in = Conv1D<Filters, Kernel, A, Options, detail::InitializerFor<Init, Act, A>>;
    CTNN_MEMBER static constexpr void spell(std::type_identity<Conv1D> self, auto& out) {
        out(self, Filters, Kernel, or_default<Act, Linear>, OrDefault{Options, Conv1DOptions{}},
            or_default<Init, typename detail::DefaultInitializer<Act>::type>);
    }
};

}  // namespace ctnn
