#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/network/parameters.hpp>
#include <utility>

namespace ctnn {

inline namespace CTNN_CODE {

/// The Euclidean norm of each layer's part of a gradient: small in the first layers, and it vanishes on its
/// way back; great, and it explodes.
template <class Net, class T>
constexpr std::array<T, Net::layer_count> layer_norms(const Parameters<Net, T>& gradient) noexcept {
    using Body = typename Net::body;
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<T, Net::layer_count>{math::sqrt(kernels::dot<Body::template layer<I>::parameters>(
            gradient.data() + Body::plan.parameters[I], gradient.data() + Body::plan.parameters[I]))...};
    }(std::make_index_sequence<Net::layer_count>{});
}

}  // namespace CTNN_CODE
}  // namespace ctnn
