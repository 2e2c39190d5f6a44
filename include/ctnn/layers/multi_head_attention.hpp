#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/concepts.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/placed/attention.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/initializers/glorot_uniform.hpp>
#include <type_traits>

namespace ctnn {

/// What a step of a sequence sees in attention: every step, later ones too.
struct AllSteps {
    static constexpr bool is_causal = false;  ///< whether it sees no later step
};
/// Itself and the steps before it.
struct Causal {
    static constexpr bool is_causal = true;  ///< whether it sees no later step
};

namespace detail::inline CTNN_CODE {

/// What says why no attention can be on In, or void.
template <class In, std::size_t Heads, std::size_t Size, class Sees, class Init>
consteval auto attention_mistake() {
    if constexpr (Heads == 0)
        return std::type_identity<typename error::attention_cannot_have<Heads>::heads>{};
    else if constexpr (Size == 0)
        return std::type_identity<typename error::attention_cannot_have<Size>::values>{};
    else if constexpr (Size % Heads != 0)
        return std::type_identity<typename error::the_heads_of_attention_divide_its_size<
            Size>::template which_is_no_multiple_of<Heads>>{};
    else if constexpr (!std::is_same_v<Sees, AllSteps> && !std::is_same_v<Sees, Causal>)
        return std::type_identity<error::attention_sees_AllSteps_or_is_Causal_but_was_given<Sees>>{};
    else if constexpr (!AnInitializer<Init>)
        return std::type_identity<
            typename error::is_not_an_initializer<Init>::that_has_fill_of_weights_inputs_outputs_random>{};
    else if constexpr (In::rank != 2)
        return std::type_identity<
            error::attention_needs_steps_and_features_but_the_layer_before_it_gives<In>>{};
    else
        return std::type_identity<void>{};
}

template <class In, std::size_t Heads, std::size_t Size, class Sees, class Init, bool HasBias>
consteval auto attention_on() {
    using Mistake = typename decltype(attention_mistake<In, Heads, Size, Sees, Init>())::type;
    if constexpr (std::is_void_v<Mistake>)
        return std::type_identity<AttentionOn<In, Heads, Size, Sees, Init, HasBias>>{};
    else
        return std::type_identity<BrokenLayer<Mistake, In>>{};
}

}  // namespace detail::inline CTNN_CODE

/// Self-attention: each step of a sequence asks all others, or with `Causal` those before it, and takes of
/// what they hold the more the better their keys fit its query. `Heads` of them do so side by side.
///
/// Shapes: `Shape<steps, features>` -> `Shape<steps, Size>`.
/// Formula: q, k, v = x W + b, each of Size values a step, of which head h has the h-th Size / Heads; of each
/// head c = softmax(q k^T / sqrt(Size / Heads)) v; y = c V + d, c being those of all heads side by side.
/// Source: Vaswani et al., Attention Is All You Need, 2017.
/// Parameters: `in_proj_weight` (features, 3 Size), columns q, k, v; `in_proj_bias` (3 Size), zero;
/// `out_proj_weight` (Size, Size); `out_proj_bias` (Size), zero: weights from `Init`.
/// Cost: steps * Size * (3 features + Size + 2 steps) multiply-adds, Causal or not; training keeps 4 steps *
/// Size + Heads * steps^2 values a sample.
/// With `Causal` it streams, in constant time and memory: the keys and values of as many steps as the
/// sequence has, 2 steps * Size, are its cache. A stream that goes on forgets the oldest. It knows nothing of
/// the steps' order: a PositionalEncoding or PositionEmbedding before it says that. PyTorch:
/// `nn.MultiheadAttention(Size, Heads, batch_first=True)` of (x, x, x), Causal with its `attn_mask`; its
/// weights are the transposes, features = Size, and its out_proj starts within 1 / sqrt(Size). Keras:
/// `MultiHeadAttention(Heads, Size / Heads)`, whose three kernels are side by side here.
/// Goes wrong on an input that is no sequence, with Heads that do not divide Size, numbers of 0, and anything
/// else than AllSteps or Causal: a sentence from the network.
template <std::size_t Heads, std::size_t Size, class Sees = AllSteps, class Init = GlorotUniform>
struct MultiHeadAttention {
    template <class In>
    using on = typename decltype(detail::attention_on<In, Heads, Size, Sees, Init, true>())::type;
    template <class In>
    using on_without_bias =
        typename decltype(detail::attention_on<In, Heads, Size, Sees, Init, false>())::type;

    CTNN_MEMBER static constexpr void spell(std::type_identity<MultiHeadAttention> self, auto& out) {
        out(self, Heads, Size, or_default<Sees, AllSteps>, or_default<Init, GlorotUniform>);
    }
};

}  // namespace ctnn
