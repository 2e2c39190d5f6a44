#pragma once

#include <cstddef>
#include <ctnn/kernels/elementwise.hpp>
#include <ctnn/kernels/math.hpp>
#include <ctnn/kernels/reduce.hpp>

namespace ctnn::kernels {

/// y[i] = exp(z[i]) / sum of exp(z[j]), in place or not. The maximum is taken off first, so that nothing
/// overflows.
template <std::size_t N, class T>
constexpr void softmax(const T* z, T* y) {
    const T most = maximum<N>(z);
    transform<N>([most](auto v) { return math::exp(v - decltype(v)(most)); }, y, z);
    const T total = sum<N>(y);
    transform<N>([total](auto v) { return v / decltype(v)(total); }, y, static_cast<const T*>(y));
}

/// dz = y * (dy - sum of y[j] * dy[j]): the gradient through the whole Jacobian of softmax.
template <std::size_t N, class T>
constexpr void softmax_gradient(const T* y, const T* dy, T* dz) {
    const T mean = dot<N>(y, dy);
    transform<N>([mean](auto p, auto d) { return p * (d - decltype(d)(mean)); }, dz, y, dy);
}

}  // namespace ctnn::kernels
