#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/axis.hpp>
#include <ctnn/core/folding.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/kernel_layer.hpp>
#include <ctnn/engine/placed/norm.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/engine/step_stream.hpp>
#include <ctnn/kernels/values/elementwise.hpp>
#include <ratio>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

template <class Ratio, std::size_t N>
struct ScalingBy {
    template <class T>
    static constexpr void forward(const T* x, T* y, std::size_t count) noexcept {
        for (; count > 0; --count, x += N, y += N)
            kernels::transform<N>([](auto v) { return v * decltype(v)(ratio_value<T, Ratio>); }, y, x);
    }
    template <class T>
    static constexpr void backward(const T*, const T*, const T* dy, T* dx, std::size_t count) noexcept {
        forward(dy, dx, count);
    }
};

template <class In, class Ratio>
struct ScaleOn : KernelOn<In, In, ScalingBy<Ratio, In::size>> {  // zeros stay
    using stream = StepStream<In, ScaleOn<StepOf<In>, Ratio>>;
    static constexpr std::size_t multiply_adds = In::size;

    /// What `folded` does to the layer before it.
    template <class T>
    static constexpr Affine affine(const T*, const T*, std::size_t) noexcept {
        return {.times = ratio_value<double, Ratio>};
    }
};

}  // namespace detail::inline CTNN_CODE

/// All values times a constant: `Scale<std::ratio<1, 255>>` brings pixels to 0 to 1, `Scale<std::ratio<-1>>`
/// changes signs.
///
/// Shapes: any -> the same. y = x * Ratio
/// No parameters. Cost: a multiplication for each value; behind a Dense or a convolution none in
/// `folded<Net>`, which takes it into their weights. Streams. PyTorch: `x * ratio`; Keras:
/// `Rescaling(ratio)`. Goes wrong when Ratio is 0: a sentence from the network.
template <class Ratio>
struct Scale {
    template <class In>
    using on = detail::ScaleOn<In, typename Ratio::type>;
};

template <class Ratio>
    requires(Ratio::num == 0)
struct Scale<Ratio> {
    template <class In>
    using on = detail::BrokenLayer<error::a_scale_is_another_number_than_0_but_this_one_is<Ratio>, In>;
};

}  // namespace ctnn
