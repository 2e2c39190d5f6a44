#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/core/window.hpp>
#include <ctnn/engine/parts.hpp>
#include <ctnn/engine/placed/convolution.hpp>
#include <ctnn/engine/values.hpp>
#include <ctnn/initializers/default_initializer.hpp>
#include <ctnn/initializers/glorot_uniform.hpp>
#include <ctnn/kernels/convolution/channel_ring.hpp>
#include <span>
#include <type_traits>
#include <utility>

// What the stacks of a WaveNet are made of, and where in its block of values that lies. Each part is what a
// Conv1D of that size would be: its weights begin like those, and have their names and axes.

namespace ctnn {

/// What a WaveNetStack may be told besides.
struct WaveNetOptions {
    bool gated = false;      ///< what a layer gives is multiplied by a sigmoid of as many sums of its own
    bool head_bias = false;  ///< whether the head has biases
    std::size_t head_kernel = 1;    ///< steps that the head sees
    std::size_t head_dilation = 1;  ///< steps from one of these to the next

    CTNN_MEMBER constexpr void each_member(auto&& visit) const {
        visit("gated", gated);
        visit("head_bias", head_bias);
        visit("head_kernel", head_kernel);
        visit("head_dilation", head_dilation);
    }
};

/// Dilated convolutions one after the other, of one kernel size: one for each dilation.
template <std::size_t Kernel, std::size_t... Dilations>
struct Dilated {
    CTNN_MEMBER static constexpr void spell(std::type_identity<Dilated> self, auto& out) {
        out(self, Kernel, Dilations...);
    }
};

/// Several such in turn, where kernels differ in size: `InTurn<Dilated<6, 1, 3>, Dilated<15, 1, 13>>`.
template <class... Groups>
struct InTurn {};

namespace detail::inline CTNN_CODE {

struct DilatedKernel {
    std::size_t kernel = 1, dilation = 1;

    /// Steps before the present that it sees.
    constexpr std::size_t reach() const noexcept { return size_product(kernel - 1, dilation); }
};

/// The kernels of a list of dilated convolutions.
template <class Layers>
struct KernelsOf {
    static constexpr bool are_known = false;
};
template <std::size_t Kernel, std::size_t... Dilations>
struct KernelsOf<Dilated<Kernel, Dilations...>> {
    static constexpr bool are_known = true;
    static constexpr std::size_t count = sizeof...(Dilations);
    static constexpr std::array<DilatedKernel, count> all{DilatedKernel{Kernel, Dilations}...};
};
template <class... Groups>
    requires(KernelsOf<Groups>::are_known && ...)
struct KernelsOf<InTurn<Groups...>> {
    static constexpr bool are_known = true;
    static constexpr std::size_t count = (std::size_t{0} + ... + KernelsOf<Groups>::count);
    static constexpr std::array<DilatedKernel, count> all = [] {
        std::array<DilatedKernel, count> kernels{};
        std::size_t i = 0;
        const auto put = [&](const auto& group) {
            for (const DilatedKernel& one : group) kernels[i++] = one;
        };
        (put(KernelsOf<Groups>::all), ...);
        return kernels;
    }();
};

/// A causal convolution of a sequence, for what it is made of.
template <std::size_t Steps, std::size_t Inputs, std::size_t Outputs, std::size_t Kernel,
          std::size_t Dilation, class Init, bool HasBias>
using CausalPart =
    ConvolutionOn<Shape<Steps, Inputs>, Shape<Steps, Outputs>,
                  kernels::Convolution{axis(1, 1, 1, 1, Padding::Kind::given, 0, 0),
                                       axis(Steps, Kernel, 1, Dilation, Padding::Kind::causal, 0, 0), Inputs,
                                       Outputs},
                  Linear, Init, HasBias>;

/// The values of one layer of a stack, by name.
template <class Conv, class Mixin, class Output>
struct WaveNetLayerValues {
    Conv conv;
    Mixin mixin;
    Output output;
};
template <class Conv, class Mixin>
struct WaveNetLayerValues<Conv, Mixin, void> {
    Conv conv;
    Mixin mixin;
};

/// A stack of a WaveNet on `Steps` steps of a sequence of `Features`, given `Inputs` channels by the stack
/// before it or, the first one, the features. What the last layer of the last stack would hand on, nobody
/// reads: it has no weights for that.
template <class Stack, std::size_t Steps, std::size_t Features, std::size_t Inputs, bool IsLast>
struct WaveNetStackOn {
    using activation = typename Stack::activation;
    static constexpr WaveNetOptions options = Stack::options;
    static constexpr auto layers = KernelsOf<typename Stack::layers>::all;
    static constexpr std::size_t features = Features, inputs = Inputs, channels = Stack::channels,
                                 outputs = Stack::outputs, count = layers.size(),
                                 sums = size_product(options.gated ? 2 : 1, channels);
    static constexpr bool is_last = IsLast;
    static constexpr DilatedKernel head_kernel{options.head_kernel, options.head_dilation};
    static constexpr std::size_t reach = [] {
        std::size_t most = 0;
        for (const DilatedKernel& layer : layers) most = std::max(most, layer.reach());
        return most;
    }();
    static constexpr bool has_output(std::size_t layer) noexcept { return !IsLast || layer + 1 < count; }

    using Init = typename DefaultInitializer<activation>::type;
    using rechannel = CausalPart<Steps, Inputs, channels, 1, 1, GlorotUniform, false>;
    template <std::size_t L>
    using conv = CausalPart<Steps, channels, sums, layers[L].kernel, layers[L].dilation, Init, true>;
    using mixin = CausalPart<Steps, Features, sums, 1, 1, Init, false>;
    using output = CausalPart<Steps, channels, channels, 1, 1, GlorotUniform, true>;
    using head = CausalPart<Steps, channels, outputs, head_kernel.kernel, head_kernel.dilation, GlorotUniform,
                            options.head_bias>;

    /// Where in the stack's values a layer's begin.
    struct LayerAt {
        std::size_t conv = 0, mixin = 0, output = 0;
    };
    static constexpr std::size_t values_of_layer(std::size_t layer) noexcept {
        const std::size_t weights = size_product(layers[layer].kernel, channels, sums);
        return size_sum(size_sum(weights, sums, size_product(Features, sums)),
                        has_output(layer) ? size_product(channels + 1, channels) : 0);
    }
    static constexpr auto at = [] {
        std::array<LayerAt, count> places{};
        std::size_t next = size_product(Inputs, channels);
        for (std::size_t l = 0; l < count; ++l) {
            places[l].conv = next;
            places[l].mixin =
                size_sum(next, size_product(size_sum(size_product(layers[l].kernel, channels), 1), sums));
            places[l].output = size_sum(places[l].mixin, size_product(Features, sums));
            next = size_sum(next, values_of_layer(l));
        }
        return places;
    }();
    static constexpr std::size_t head_at = size_sum(at[count - 1].conv, values_of_layer(count - 1));
    static constexpr std::size_t parameters = size_sum(
        head_at, size_product(size_sum(size_product(head_kernel.kernel, channels), options.head_bias ? 1 : 0),
                              outputs));

    /// Calls visit(std::type_identity<Part>, name, layer, offset) for each part, of what is no layer's with
    /// `count` for the layer.
    template <class Visitor>
    static constexpr void each_part(Visitor&& visit) {
        visit(std::type_identity<rechannel>{}, std::string_view("rechannel"), count, std::size_t{0});
        const auto of_layer = [&]<std::size_t L>(std::integral_constant<std::size_t, L>) {
            visit(std::type_identity<conv<L>>{}, std::string_view("conv"), L, at[L].conv);
            visit(std::type_identity<mixin>{}, std::string_view("mixin"), L, at[L].mixin);
            if constexpr (has_output(L))
                visit(std::type_identity<output>{}, std::string_view("output"), L, at[L].output);
        };
        [&]<std::size_t... L>(std::index_sequence<L...>) {
            (of_layer(std::integral_constant<std::size_t, L>{}), ...);
        }(std::make_index_sequence<count>{});
        visit(std::type_identity<head>{}, std::string_view("head"), count, head_at);
    }

    /// The same as engine/parts.hpp asks for it.
    template <class Visitor>
    static constexpr void each_layer(const LayerPlace& place, Visitor&& visit) {
        each_part([&]<class P>(std::type_identity<P> part, std::string_view name, std::size_t layer,
                               std::size_t offset) {
            const PathStep of_layer{place.path, {}, layer},
                last{layer < count ? &of_layer : place.path, name};
            visit(part, place.within(last, offset));
        });
    }

    template <class T>
    struct Named {
        Values<T, parameters> values;

        /// Weights (1, inputs, channels).
        constexpr auto rechannel() const noexcept { return part<WaveNetStackOn::rechannel, 0>(); }
        /// Weights (head_kernel, channels, outputs), and biases if there are any.
        constexpr auto head() const noexcept { return part<WaveNetStackOn::head, head_at>(); }
        /// `conv`, `mixin`, and `output` if it is not the last layer of all.
        template <std::size_t L>
        constexpr auto layer() const noexcept {
            const auto own_conv = part<conv<L>, at[L].conv>();
            const auto own_mixin = part<mixin, at[L].mixin>();
            if constexpr (has_output(L)) {
                const auto own_output = part<output, at[L].output>();
                return WaveNetLayerValues<std::remove_const_t<decltype(own_conv)>,
                                          std::remove_const_t<decltype(own_mixin)>,
                                          std::remove_const_t<decltype(own_output)>>{own_conv, own_mixin,
                                                                                     own_output};
            } else {
                return WaveNetLayerValues<std::remove_const_t<decltype(own_conv)>,
                                          std::remove_const_t<decltype(own_mixin)>, void>{own_conv,
                                                                                          own_mixin};
            }
        }

      private:
        template <class Part, std::size_t Offset>
        constexpr auto part() const noexcept {
            return Part::template named<T>(values.template subspan<Offset, Part::parameters>());
        }
    };
};

/// Where the values of each stack begin, and where the last ones end.
template <class... Stacks>
inline constexpr auto values_before = [] {
    std::array<std::size_t, sizeof...(Stacks) + 1> at{};
    std::size_t i = 0;
    ((at[i + 1] = size_sum(at[i], Stacks::parameters), ++i), ...);
    return at;
}();

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
