#pragma once

#include <cstddef>
#include <ctnn/activations/sigmoid.hpp>
#include <ctnn/activations/tanh.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/engine/placed/recurrence.hpp>
#include <ctnn/engine/placed/recurrent_mistake.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/kernels/recurrence/gates.hpp>
#include <ctnn/kernels/recurrence/recurrence.hpp>
#include <type_traits>

namespace ctnn::detail::inline CTNN_CODE {

/// The activation as a cell computes it.
template <class Act>
struct InCell : std::type_identity<Act> {};
template <>
struct InCell<Tanh> : std::type_identity<kernels::QuickTanh> {};
template <>
struct InCell<Sigmoid> : std::type_identity<kernels::QuickSigmoid> {};

template <class In, std::size_t Units, Returns R, bool HasBias, template <std::size_t, class...> class Cell,
          class... Acts>
struct PlaceRecurrent {
    static consteval auto choose() {
        using Mistake = typename decltype(recurrent_mistake<In, Units, Acts...>())::type;
        using Biased = Cell<Units, typename InCell<Acts>::type...>;
        using Own = std::conditional_t<HasBias, Biased, kernels::WithoutBias<Biased>>;
        if constexpr (std::is_void_v<Mistake>)
            return std::type_identity<RecurrentOn<In, Own, R>>{};
        else
            return std::type_identity<BrokenLayer<Mistake, In>>{};
    }
    using type = typename decltype(choose())::type;
};

}  // namespace ctnn::detail::inline CTNN_CODE
