#pragma once

#include <array>
#include <cstddef>
#include <ctnn/activations/linear.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/engine/biases.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/with_activation.hpp>
#include <ctnn/initializers/default_initializer.hpp>
#include <ctnn/initializers/glorot_uniform.hpp>
#include <ctnn/initializers/he_normal.hpp>
#include <ctnn/initializers/lecun_normal.hpp>
#include <ctnn/kernels/dense/choice.hpp>
#include <ctnn/kernels/dense/dense.hpp>
#include <ctnn/kernels/dense/dense_gradients.hpp>
#include <ctnn/kernels/dense/lanes.hpp>
#include <ctnn/kernels/dense/outer.hpp>
#include <ctnn/kernels/dense/packed_dense.hpp>
#include <ctnn/kernels/sparse/choice.hpp>
#include <ctnn/kernels/sparse/sparse.hpp>
#include <ctnn/kernels/sparse/sparse_outer.hpp>
#include <ctnn/kernels/values/biases.hpp>
#include <ctnn/kernels/values/choice.hpp>
#include <ctnn/simd/target.hpp>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class In, std::size_t Units, class Act, class Init, bool HasBias = true>
struct DenseOn;

/// What says why `Dense<Units, Act, Init>` is no layer, or void.
template <std::size_t Units, class Act, class Init>
consteval auto dense_mistake() {
    if constexpr (Units == 0)
        return std::type_identity<typename error::a_dense_layer_cannot_have<Units>::units>{};
    else if constexpr (!AnActivation<Act>)
        return std::type_identity<
            typename error::is_not_an_activation<Act>::that_has_value_of_z_and_slope_of_z_y>{};
    else if constexpr (!AnInitializer<Init>)
        return std::type_identity<
            typename error::is_not_an_initializer<Init>::that_has_fill_of_weights_inputs_outputs_random>{};
    else
        return std::type_identity<void>{};
}

}  // namespace detail::inline CTNN_CODE

/// A fully connected layer: every output sees every input. An input of any shape is read as one row of
/// values.
///
/// Shapes: `Shape<...>` of n values -> `Shape<Units>`.
/// y = Act(x W + b)
/// Parameters: `weight` (n, Units), row by row, from `Init`; then `bias` (Units), zero, unless it is a
/// `NoBias<Dense<Units>>`.
/// Cost: n * Units multiply-adds.
/// PyTorch: `nn.Linear` (whose weight is the transpose) and the activation; Keras: `Dense`;
/// but both take each step of a sequence by itself, as `TimeDistributed<Dense<...>>` does.
/// Goes wrong when Units is 0 or Act is no activation: a sentence from the network.
template <std::size_t Units, class Act = Linear, class Init = typename detail::DefaultInitializer<Act>::type>
struct Dense {
    template <class In>
    using on = detail::DenseOn<In, Units, Act, Init>;
    template <class In>
    using on_without_bias = detail::DenseOn<In, Units, Act, Init, false>;

    template <class A>
    using ending_in = Dense<Units, A, detail::InitializerFor<Init, Act, A>>;
    CTNN_MEMBER static constexpr void spell(std::type_identity<Dense> self, auto& out) {
        out(self, Units, or_default<Act, Linear>,
            or_default<Init, typename detail::DefaultInitializer<Act>::type>);
    }
};

template <std::size_t Units, class Act, class Init>
    requires(!std::is_void_v<typename decltype(detail::dense_mistake<Units, Act, Init>())::type>)
struct Dense<Units, Act, Init> {
    template <class In>
    using on =
        detail::BrokenLayer<typename decltype(detail::dense_mistake<Units, Act, Init>())::type, In, Shape<1>>;
    template <class In>
    using on_without_bias = on<In>;
};

template <class In, std::size_t Units, class Act, class Init, bool HasBias>
struct detail::DenseOn : detail::WithActivation<Act, 1, Units> {
    using End = detail::WithActivation<Act, 1, Units>;
    using input = In;
    using output = Shape<Units>;
    using activation = Act;
    using logits = DenseOn<In, Units, Linear, Init, HasBias>;

    static constexpr std::size_t n = In::size;
    static constexpr std::size_t weights = size_product(n, Units), biases = HasBias ? Units : 0;
    static constexpr std::size_t parameters = weights + biases, state = 0;
    static constexpr std::size_t multiply_adds = weights;
    static constexpr std::size_t scratch = 0, backward_scratch = End::gradient_scratch;
    static constexpr std::size_t tape = End::tape;

    static constexpr auto parts =
        weight_and_bias_parts<HasBias>(Part{"weight", {{n, Along::inputs}, {Units, Along::outputs}}}, Units);

    /// `weight`, of input i and output o: weight[i * Units + o]; and `bias`.
    template <class T>
    CTNN_MEMBER static constexpr auto named(std::span<T, parameters> w) noexcept {
        return weight_and_bias<weights, biases>(w);
    }

    template <std::size_t B, class T>
    CTNN_MEMBER CTNN_INLINE static constexpr void predict(View<T, parameters> w, View<T, 0>, View<T, B * n> x,
                                                          Slot<T, B * Units> y, Slot<T, 0>) noexcept {
        if constexpr (In::is_sparse &&
                      kernels::sparse_kernel(B, Units, simd::target<T>) != kernels::SparseKernel::dense)
            kernels::sparse_dense<B, n, Units, Act>(w.data(), bias(w.data()), x.data(), y.data());
        else
            kernels::dense<B, n, Units, Act>(w.data(), bias(w.data()), x.data(), y.data());
    }

    /// Values of it packed, where it gains by that: else 0.
    template <class T>
    static constexpr std::size_t packed_size = [] {
        if constexpr (!In::is_sparse && kernels::packing_pays(n, Units, simd::target<T>))
            return kernels::PackedRows<n, Units, T>::size;
        else
            return std::size_t{0};
    }();

    template <class T>
    CTNN_MEMBER static constexpr void pack(const T* w, T* to) noexcept {
        kernels::pack_rows<n, Units>(w, bias(w), to);
    }

    template <std::size_t B, class T>
    CTNN_MEMBER CTNN_INLINE static constexpr void predict_packed(const T* packed, const T* x, T* y) noexcept {
        kernels::packed_dense<B, n, Units, Act>(packed, x, y);
    }

    template <class T, class X>
        requires(kernels::OnRows<Act> && kernels::goes_in_rows(weights) && !In::is_sparse)
    CTNN_MEMBER CTNN_INLINE static auto predict_row(const T* w, const X& x) noexcept {
        return kernels::gemv_row<n, Units, Act>(w, bias(w), x);
    }

    template <class V, class T>
        requires(kernels::OnLanes<Act> && kernels::goes_in_lanes(weights) && !In::is_sparse)
    CTNN_MEMBER CTNN_INLINE static void predict_lanes(const T* w, const V* x, V* y) noexcept {
        kernels::dense_lanes<n, Units, Act>(w, bias(w), x, y);
    }

    template <std::size_t B, class T>
    CTNN_MEMBER CTNN_INLINE static constexpr void forward(View<T, parameters> w, Slot<T, 0>, View<T, B * n> x,
                                                          Slot<T, B * Units> y, Slot<T, B * tape> kept,
                                                          Slot<T, 0>, Random&) noexcept {
        End::template forward_through<B>(y.data(), kept.data(), [=]<class Applied>(T* to) CTNN_LAMBDA_INLINE {
            DenseOn<In, Units, Applied, Init, HasBias>::template predict<B, T>(
                w, {}, x, Slot<T, B * Units>(to, B * Units), {});
        });
    }

    /// `into` is an Update of the parameters, or a pointer, to whose values the gradient is added.
    template <std::size_t B, class T, std::size_t D, class Into>
    CTNN_MEMBER CTNN_INLINE static constexpr void backward_into(View<T, parameters> w, View<T, B * n> x,
                                                                View<T, B * Units> y, View<T, B * tape> kept,
                                                                View<T, B * Units> dy, Slot<T, D> dx,
                                                                Into into,
                                                                Slot<T, B * backward_scratch> work) noexcept {
        const T* const dz =
            End::template gradient_before<B, T>(kept.data(), y.data(), dy.data(), work.data());
        // First of all what reads the weights.
        if constexpr (D != 0) kernels::data_gradient<B, n, Units>(w.data(), dz, dx.data());
        if constexpr (In::is_sparse &&
                      kernels::sparse_outer_kernel<B, Units, T, Into> != kernels::SparseKernel::dense)
            kernels::sparse_outer<B, n, Units>(x.data(), dz, into);
        else
            kernels::outer<B, n, Units>(x.data(), dz, into);
        if constexpr (HasBias) kernels::bias_gradient<B, Units>(dz, into + weights);
    }

    template <std::size_t B, class T>
    CTNN_MEMBER static constexpr void backward_data(View<T, parameters> w, View<T, B * n>,
                                                    View<T, B * Units> y, View<T, B * tape> kept,
                                                    View<T, B * Units> dy, Slot<T, B * n> dx,
                                                    Slot<T, B * backward_scratch> work) noexcept {
        kernels::data_gradient<B, n, Units>(
            w.data(), End::template gradient_before<B, T>(kept.data(), y.data(), dy.data(), work.data()),
            dx.data());
    }

    template <std::size_t B, class T, class Visitor>
    CTNN_MEMBER static constexpr void each_kernel(Visitor&& visit) {
        if constexpr (In::is_sparse)
            visit(kernels::name(kernels::sparse_kernel(B, Units, simd::target<T>)));
        else
            visit(kernels::name(kernels::dense_kernel({B, n, Units}, simd::target<T>)));
    }

    template <class T>
    CTNN_MEMBER static constexpr void initialize(Slot<T, parameters> w, Slot<T, 0>, Random& random) noexcept {
        Init::template fill<T>(w.template first<weights>(), n, Units, random);
        for (T& value : w.template last<biases>()) value = 0;
    }

    CTNN_MEMBER static constexpr std::size_t output_of(std::size_t weight) noexcept
        requires(End::is_linear && HasBias)
    {
        return weight % Units;
    }

  private:
    template <class T>
    CTNN_MEMBER CTNN_INLINE static constexpr const T* bias(const T* w) noexcept {
        return kernels::biases<HasBias, Units>(w + weights);
    }
};

}  // namespace ctnn
