#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/sizes.hpp>
#include <ctnn/engine/layer.hpp>
#include <type_traits>

// Where the values of a chain's layers lie in the blocks that they share.

namespace ctnn::detail::inline CTNN_CODE {

/// Where the values of each of N layers start in the blocks they share, for one sample; [N] is the end.
template <std::size_t N>
struct Plan {
    std::array<std::size_t, N + 1> parameters{}, state{}, hidden{}, tape{};
    std::size_t even = 0, odd = 0;  // the widest hand-over after an even and after an odd layer
    std::size_t inner = 0, backward_inner = 0, multiply_adds = 0, least_batch = 1;
    bool couples_samples = false;
};

template <class... Layers>
consteval auto plan_chain() {
    constexpr std::size_t N = sizeof...(Layers);
    Plan<N> plan;
    std::size_t i = 0;
    const auto put = [&]<class L>(std::type_identity<L>) {
        const std::size_t handed_over = i + 1 < N ? L::output::size : 0;
        plan.parameters[i + 1] = size_sum(plan.parameters[i], L::parameters);
        plan.state[i + 1] = size_sum(plan.state[i], L::state);
        plan.hidden[i + 1] = size_sum(plan.hidden[i], handed_over);
        plan.tape[i + 1] = size_sum(plan.tape[i], L::tape);
        std::size_t& widest = i % 2 == 0 ? plan.even : plan.odd;
        widest = std::max(widest, handed_over);
        plan.inner = std::max(plan.inner, std::size_t{L::scratch});
        plan.backward_inner = std::max(plan.backward_inner, detail::backward_scratch<L>());
        plan.multiply_adds = size_sum(plan.multiply_adds, detail::multiply_adds<L>());
        plan.least_batch = std::max(plan.least_batch, detail::least_batch<L>());
        plan.couples_samples = plan.couples_samples || detail::couples_samples<L>();
        ++i;
    };
    (put(std::type_identity<Layers>{}), ...);
    return plan;
}

}  // namespace ctnn::detail::inline CTNN_CODE
