#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/engine/parts.hpp>
#include <ctnn/kernels/values/reduce.hpp>
#include <ctnn/math/math.hpp>
#include <ctnn/network/parts.hpp>
#include <ctnn/train/trainer_options.hpp>
#include <type_traits>

// What a step does to the gradient before the optimizer sees it, and which layers have rates of their own.

namespace ctnn::detail::inline CTNN_CODE {

/// Calls visit.operator()<L>(place) for each layer of a network that has trained values.
template <class Net>
constexpr void each_trained_layer(auto&& visit) noexcept {
    each_layer_of<Net>([&]<class L>(std::type_identity<L>, const LayerPlace& at) {
        if constexpr (L::parameters != 0)
            if (at.parameters < Net::parameter_count) visit.template operator()<L>(at);
    });
}

/// Whether all of it leaves the gradient as it is.
constexpr bool leave_the_gradient(const TrainerOptions& options) noexcept {
    return options.l1 == 0 && options.l2 == 0 && !(options.clip_value > 0) && !(options.clip_norm > 0) &&
           options.weight_decay == 0;
}

/// ADDS the gradient of the penalties to that of the weights w.
template <class Net, class T>
constexpr void penalize(const TrainerOptions& options, const T* w, T* g) noexcept {
    const auto penalize_layer = [&]<class L>(std::size_t at, T times) {
        const T l1 = times * static_cast<T>(options.l1), l2 = times * static_cast<T>(options.l2);
        each_weights<L>(at, [&](std::size_t offset, std::size_t count) {
            for (std::size_t i = offset; i < offset + count; ++i)
                g[i] += l2 * w[i] + (w[i] > 0 ? l1 : w[i] < 0 ? -l1 : T(0));
        });
    };
    if constexpr (has_rates<typename Net::body>())
        each_trained_layer<Net>([&]<class L>(const LayerPlace& at) {
            penalize_layer.template operator()<L>(at.parameters, static_cast<T>(at.decay));
        });
    else
        penalize_layer.template operator()<typename Net::body>(0, T(1));
}

/// Keeps each of N values within bounds, then all of them.
template <std::size_t N, class T>
constexpr void clip(const TrainerOptions& options, T* g) noexcept {
    if (const T most = static_cast<T>(options.clip_value); most > 0)
        for (std::size_t i = 0; i < N; ++i) g[i] = g[i] > most ? most : g[i] < -most ? -most : g[i];
    if (const T most = static_cast<T>(options.clip_norm); most > 0) {
        const T norm = math::sqrt(kernels::dot<N>(static_cast<const T*>(g), static_cast<const T*>(g)));
        if (norm > most)
            for (std::size_t i = 0; i < N; ++i) g[i] *= most / norm;
    }
}

/// PyTorch's weight decay: of all parameters, and beyond the clipping.
template <class Net, class T>
constexpr void add_decay(const TrainerOptions& options, const T* w, T* g) noexcept {
    if (options.weight_decay == 0) return;
    const auto decay = [&](std::size_t first, std::size_t count, T by) {
        for (std::size_t i = first; i < first + count; ++i) g[i] += by * w[i];
    };
    const T all = static_cast<T>(options.weight_decay);
    if constexpr (has_rates<typename Net::body>())
        each_trained_layer<Net>([&]<class L>(const LayerPlace& at) {
            decay(at.parameters, L::parameters, all * static_cast<T>(at.decay));
        });
    else
        decay(0, Net::parameter_count, all);
}

}  // namespace ctnn::detail::inline CTNN_CODE
