#pragma once

#include <ctnn/core/concepts.hpp>
#include <ctnn/core/error/layer.hpp>

// How `Dense<16, Tanh>` becomes a layer on an input shape, and what happens when it cannot.

namespace ctnn {
namespace detail {

/// A layer that does not fit where it stands. It remains a valid layer, which does nothing, so that the
/// compiler goes on to Network, which says the sentence once; its counts are 1, because a 0 would trip the
/// user's own assertions.
template <class Sentence, class In, class Out = In>
struct BrokenLayer {
    using mistake = Sentence;
    using input = In;
    using output = Out;
    using logits = BrokenLayer;
    static constexpr std::size_t in = In::size, out = Out::size, parameters = 1, state = 0, tape = 0,
                                 scratch = 0, backward_scratch = 0, multiply_adds = 1, count = 0;

    template <std::size_t B, class T>
    static constexpr void predict(auto&&...) {}
    template <std::size_t B, class T>
    static constexpr T forward(auto&&...) {
        return T();
    }
    template <std::size_t B, class T>
    static constexpr void backward(auto&&...) {}
    template <class T>
    static constexpr void initialize(auto&&...) {}
};

template <class L>
concept Broken = requires { typename L::mistake; };

/// A user's layer of one sample, taught to work on batches, to keep no tape and to need no scratch.
template <class L>
struct Lifted {
    using input = typename L::input;
    using output = typename L::output;
    static constexpr std::size_t in = input::size, out = output::size;
    static constexpr std::size_t parameters = L::parameters, state = 0, tape = 0, scratch = 0;
    static constexpr std::size_t backward_scratch = in;  // where the unwanted gradient of the input goes
    static constexpr std::size_t multiply_adds = detail::multiply_adds<L>();

    template <class T>
    static constexpr auto named(std::span<T, parameters> w)
        requires requires { L::template named<T>(w); }
    {
        return L::template named<T>(w);
    }

    template <class Visitor>
    static constexpr void each_weights(std::size_t offset, Visitor&& visit) {
        detail::each_weights<L>(offset, visit);
    }

    static constexpr std::size_t output_of(std::size_t weight) noexcept
        requires requires { L::output_of(weight); }
    {
        return L::output_of(weight);
    }
    template <class T>
    static constexpr auto affine(const T* w, const T* s, std::size_t index) noexcept
        requires requires { L::affine(w, s, index); }
    {
        return L::affine(w, s, index);
    }

    template <std::size_t B, class T>
    static constexpr void predict(View<T, parameters> w, View<T, 0>, View<T, B * in> x, Slot<T, B * out> y,
                                  Slot<T, 0>) noexcept {
        for (std::size_t s = 0; s < B; ++s)
            L::predict(w, View<T, in>(x.data() + s * in, in), Slot<T, out>(y.data() + s * out, out));
    }

    template <std::size_t B, class T>
    static constexpr void forward(View<T, parameters> w, Slot<T, 0> s, View<T, B * in> x, Slot<T, B * out> y,
                                  Slot<T, 0>, Slot<T, 0> work, Random&) noexcept {
        predict<B, T>(w, s, x, y, work);
    }

    template <std::size_t B, class T, std::size_t D>
    static constexpr void backward(View<T, parameters> w, View<T, B * in> x, View<T, B * out> y, View<T, 0>,
                                   View<T, B * out> dy, Slot<T, D> dx, Slot<T, parameters> dw,
                                   Slot<T, B * backward_scratch> unwanted) noexcept {
        T* const to = D == 0 ? unwanted.data() : dx.data();
        for (std::size_t s = 0; s < B; ++s)
            L::backward(w, View<T, in>(x.data() + s * in, in), View<T, out>(y.data() + s * out, out),
                        View<T, out>(dy.data() + s * out, out), Slot<T, in>(to + s * in, in), dw);
    }

    template <class T>
    static constexpr void initialize(Slot<T, parameters> w, Slot<T, 0>, Random& random) noexcept {
        L::initialize(w, random);
    }
};

template <class L, class In>
struct Place {
    using type = BrokenLayer<error::is_not_a_layer<L>, In>;
};

template <class L, class In>
    requires requires { typename L::template on<In>; }
struct Place<L, In> {
    using on = typename L::template on<In>;

    static consteval auto adapt() {
        if constexpr (Broken<on> || BatchLayer<on>)
            return std::type_identity<on>{};
        else if constexpr (SampleLayer<on>)
            return std::type_identity<Lifted<on>>{};
        else
            return std::type_identity<
                BrokenLayer<error::this_layer_lacks_predict_backward_or_initialize<L>, In>>{};
    }
    using type = typename decltype(adapt())::type;
};

}  // namespace detail

/// The layer that `L` becomes on the input shape `In`: an empty type that knows its output shape and what it
/// computes.
template <class L, class In>
using placed = typename detail::Place<L, In>::type;

}  // namespace ctnn
