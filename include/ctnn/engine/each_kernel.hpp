#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>

// Which kernels a layer takes, for those who want to read it.

namespace ctnn::detail::inline CTNN_CODE {

/// Calls visit(name) for each kernel that a layer chooses for B samples at once, of the names that
/// kernels/*/choice.hpp has for them. A layer says them in `each_kernel<B, T>(visit)`, or that of the layers
/// in it; one that chooses none says nothing.
template <class L, std::size_t B, class T, class Visitor>
constexpr void each_kernel(Visitor&& visit) {
    if constexpr (requires { L::template each_kernel<B, T>(visit); }) L::template each_kernel<B, T>(visit);
}

}  // namespace ctnn::detail::inline CTNN_CODE
