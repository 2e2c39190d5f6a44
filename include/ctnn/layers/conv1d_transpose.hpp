#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placed/transposed.hpp>
#include <ctnn/initializers/default_initializer.hpp>
#include <type_traits>

namespace ctnn {

/// What a Conv1DTranspose may be told besides.
struct Conv1DTransposeOptions {
    std::size_t stride = 1;  ///< steps of the output from one place of the kernel to the next
    /// What is cut off the output: nothing, `same`, at the end all that is more than `stride` outputs a step
    /// (`causal`), or as much as the left and right of `pad(...)` say.
    Padding padding = valid;
    std::size_t output_padding = 0;  ///< steps more at the end; less than the stride
    std::size_t dilation = 1;        ///< steps from one of the kernel's weights to the next; 1 without gaps
    std::size_t groups = 1;          ///< parts of the features, each of which has filters of its own

    CTNN_MEMBER constexpr void each_member(auto&& visit) const {
        visit("stride", stride);
        visit("padding", padding);
        visit("output_padding", output_padding);
        visit("dilation", dilation);
        visit("groups", groups);
    }
};

namespace detail::inline CTNN_CODE {

template <class In, std::size_t Filters, std::size_t Kernel, Conv1DTransposeOptions O>
constexpr kernels::Convolution conv1d_transpose() noexcept {
    constexpr Padding p = O.padding;
    return {.rows = axis(1, 1, 1, 1, Padding::Kind::given, 0, 0),
            .columns = transposed_axis(In::extents[0], Kernel, O.stride, O.dilation, p.kind, p.left, p.right,
                                       O.output_padding),
            .channels = Filters,
            .filters = In::extents[1],
            .groups = O.groups};
}

template <class In, std::size_t Filters, std::size_t Kernel, class Act, Conv1DTransposeOptions O, class Init,
          bool HasBias>
consteval auto conv1d_transpose_on() {
    using numbers =
        decltype(convolution_numbers_mistake<Filters, Kernel, O.stride, O.dilation, O.groups, Act, Init>());
    if constexpr (!std::is_void_v<typename numbers::type>) {
        return std::type_identity<BrokenLayer<typename numbers::type, In, Shape<1, 1>>>{};
    } else if constexpr (In::rank != 2) {
        return std::type_identity<BrokenLayer<
            error::conv1d_needs_steps_features_but_the_layer_before_it_gives<In>, In, Shape<1, Filters>>>{};
    } else {
        constexpr kernels::Convolution C = conv1d_transpose<In, Filters, Kernel, O>();
        using mistake = typename decltype(transposed_mistake<In, C, Size2D{0, O.output_padding}>())::type;
        if constexpr (std::is_void_v<mistake>)
            return std::type_identity<TransposedOn<In, C, Act, Init, HasBias>>{};
        else
            return std::type_identity<BrokenLayer<mistake, In, Shape<1, Filters>>>{};
    }
}

template <class In, std::size_t Filters, std::size_t Kernel, class Act, auto Options, class Init,
          bool HasBias>
    requires(!std::is_same_v<TypeOf<Options>, Conv1DTransposeOptions>)
consteval auto conv1d_transpose_on() {
    using mistake = error::Conv1DTranspose_takes_Conv1DTransposeOptions_but_was_given<TypeOf<Options>>;
    return std::type_identity<BrokenLayer<mistake, In, Shape<1, Filters>>>{};
}

}  // namespace detail::inline CTNN_CODE

/// A convolution along a sequence turned round, which makes sequences longer: each step paints its value,
/// times a kernel of weights for each filter, over the output, and what is painted adds up.
/// `Conv1DTranspose<8, 4, ReLU, Conv1DTransposeOptions{.stride = 2, .padding = causal}>` gives two steps for
/// each.
///
/// Shapes: `Shape<steps, features>` -> `Shape<outputs, Filters>`, of which outputs = (steps - 1) * stride +
/// dilation * (Kernel - 1) + 1 + output padding - those cut off before and after; with `same` and `causal`
/// steps * stride + output padding. y[o] = Act(b[o] + sum of x[step][feature] W[k][o][feature] over the steps
/// whose kernel paints there). An activation of whole samples, Softmax, takes the filters of one step.
/// Parameters: `weight` (Kernel, Filters / groups, features), from `Init`, for which an output sees Kernel *
/// features / groups / stride values; then `bias` (Filters), zero. Cost: steps * Kernel * features / groups *
/// Filters multiply-adds; one sequence of scratch.
/// Streams with `causal` padding (of stride 1 and a kernel of one also without) and no output padding, with
/// the bits of `predict`: each step gives `stride` outputs at once, `Stream<Net>::rate` of the network's, and
/// the layers behind must give an output for each. So `predict` takes one sample step by step too, by a dot
/// product for each value that is painted: in 3 to 9 times as long as where it cannot stream. Batches and
/// training take all steps at once.
/// PyTorch: `nn.ConvTranspose1d` (whose weights are (features, Filters / groups, kernel)), for causal padding
/// with what is more than stride * steps cut off behind; Keras: `Conv1DTranspose`, whose `same` cuts half of
/// it off before.
/// Goes wrong as Conv2DTranspose does, and on an input that is no sequence: a sentence from the network. A
/// kernel that the stride does not divide paints some steps more often than others: a whistle in the sound.
template <std::size_t Filters, std::size_t Kernel, class Act = Linear,
          auto Options = Conv1DTransposeOptions{},
          class Init = typename detail::DefaultInitializer<Act>::type>
struct Conv1DTranspose {
    template <class In>
    using on =
        typename decltype(detail::conv1d_transpose_on<In, Filters, Kernel, Act, Options, Init, true>())::type;
    template <class In>
    using on_without_bias = typename decltype(detail::conv1d_transpose_on<In, Filters, Kernel, Act, Options,
                                                                          Init, false>())::type;

    template <class A>
    using ending_in = Conv1DTranspose<Filters, Kernel, A, Options, detail::InitializerFor<Init, Act, A>>;
    CTNN_MEMBER static constexpr void spell(std::type_identity<Conv1DTranspose> self, auto& out) {
        out(self, Filters, Kernel, or_default<Act, Linear>, OrDefault{Options, Conv1DTransposeOptions{}},
            or_default<Init, typename detail::DefaultInitializer<Act>::type>);
    }
};

}  // namespace ctnn
