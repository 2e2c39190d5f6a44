#pragma once

#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/kernels/convolution/channel_rows.hpp>
#include <ctnn/kernels/values/reduce.hpp>

namespace ctnn::kernels::inline CTNN_CODE {

/// Adds to dw (taps, Channels, Outputs) what N steps say of the weights of a mix (channel_rows.hpp) that saw
/// the rows x, and whose outputs have the gradients d.
template <std::size_t Channels, std::size_t Outputs, std::size_t N, class Place, class T>
[[gnu::noinline]] constexpr void mix_gradient(ChannelRows<const T> x, Place place, std::size_t taps,
                                              ChannelRows<const T> d, T* dw) noexcept {
    for (std::size_t k = 0; k < taps; ++k)
        for (std::size_t i = 0; i < Channels; ++i)
            for (std::size_t o = 0; o < Outputs; ++o, ++dw) *dw += dot<N>(x.row(i) + place(k), d.row(o));
}

/// Adds to db (Outputs) the sums of the gradients.
template <std::size_t Outputs, std::size_t N, class T>
constexpr void mix_bias_gradient(ChannelRows<const T> d, T* db) noexcept {
    for (std::size_t o = 0; o < Outputs; ++o) db[o] += sum<N>(d.row(o));
}

}  // namespace ctnn::kernels::inline CTNN_CODE
