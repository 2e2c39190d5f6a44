#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/shape.hpp>
#include <ctnn/engine/branches.hpp>
#include <ctnn/engine/chain.hpp>
#include <ctnn/engine/frozen.hpp>
#include <ctnn/engine/layer.hpp>
#include <ctnn/engine/lifting.hpp>
#include <ctnn/engine/rated.hpp>
#include <ctnn/layers/residual.hpp>
#include <ctnn/layers/time_distributed.hpp>

// Which of a network's inputs are indices, as Embedding takes them: numbers that choose, and so cannot be a
// little off.

namespace ctnn::detail::inline CTNN_CODE {

/// Of each input of the placed layer L, whether it is one. `any`: whether some layer in it takes indices.
template <class L>
struct IndexInputs {
    static constexpr bool any = takes_indices<L>();
    static std::vector<bool> found() { return std::vector<bool>(L::input::size, any); }
};

/// What a layer without parameters makes of numbers no two of which are alike.
template <class L>
std::vector<double> made_of(const std::vector<double>& x) {
    std::vector<double> y(L::output::size), scratch(L::scratch);
    L::template predict<1, double>({}, {}, View<double, L::input::size>(x.data(), L::input::size),
                                   Slot<double, L::output::size>(y.data(), L::output::size),
                                   Slot<double, L::scratch>(scratch.data(), L::scratch));
    return y;
}

/// Adds to `found` the inputs of a layer that are, unchanged, among the outputs in `wanted`. Whether it only
/// moves values shows by squares, rising and falling: of these no mean is one, and no maximum stays in place.
template <class L>
void add_sources(const std::vector<bool>& wanted, std::vector<bool>& found) {
    if constexpr (L::parameters == 0 && L::state == 0) {
        constexpr std::size_t n = L::input::size;
        std::vector<double> rising(n), falling(n);
        for (std::size_t i = 0; i < n; ++i) {
            rising[i] = static_cast<double>((i + 1) * (i + 1));
            falling[i] = static_cast<double>((n - i) * (n - i));
        }
        const std::vector<double> up = made_of<L>(rising), down = made_of<L>(falling);
        for (std::size_t j = 0; j < up.size(); ++j) {
            const auto i = static_cast<std::size_t>(std::lower_bound(rising.begin(), rising.end(), up[j]) -
                                                    rising.begin());
            if (wanted[j] && i < n && up[j] == rising[i] && down[j] == falling[i]) found[i] = true;
        }
    }
}

template <class In, class... Layers>
struct IndexInputs<Chain<In, Layers...>> {
    static constexpr bool any = (IndexInputs<Layers>::any || ...);

    static std::vector<bool> found() {
        std::vector<bool> wanted(Chain<In, Layers...>::output::size);
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (before<typename Chain<In, Layers...>::template layer<sizeof...(Layers) - 1 - I>>(wanted), ...);
        }(std::index_sequence_for<Layers...>{});
        return wanted;
    }

  private:
    /// From the outputs of a layer to its inputs.
    template <class L>
    static void before(std::vector<bool>& wanted) {
        std::vector<bool> inputs = IndexInputs<L>::found();
        if (std::find(wanted.begin(), wanted.end(), true) != wanted.end()) add_sources<L>(wanted, inputs);
        wanted = std::move(inputs);
    }
};

template <class Join, class In, class... Branches>
struct IndexInputs<BranchesOn<Join, In, Branches...>> {
    static constexpr bool any = (IndexInputs<Branches>::any || ...);

    static std::vector<bool> found() {
        std::vector<bool> inputs(In::size);
        const auto add = [&](const std::vector<bool>& branch) {
            for (std::size_t i = 0; i < In::size; ++i) inputs[i] = inputs[i] || branch[i];
        };
        (add(IndexInputs<Branches>::found()), ...);
        return inputs;
    }
};

template <class Body>
struct IndexInputs<ResidualOn<Body>> : IndexInputs<Body> {};

template <class L, class Step>
struct IndexInputs<Lifted<L, Step>> : IndexInputs<L> {};

template <class L>
struct IndexInputs<FrozenOn<L>> : IndexInputs<L> {};

template <class L, class Rate, class Decay>
struct IndexInputs<RatedOn<L, Rate, Decay>> : IndexInputs<L> {};

template <class In, class L>
struct IndexInputs<TimeDistributedOn<In, L>> {
    static constexpr bool any = IndexInputs<L>::any;

    static std::vector<bool> found() {
        const std::vector<bool> step = IndexInputs<L>::found();
        std::vector<bool> inputs(In::size);
        for (std::size_t i = 0; i < In::size; ++i) inputs[i] = step[i % step.size()];
        return inputs;
    }
};

/// Of a RaggedInput its steps, and the length, which no rounding may change either.
template <class L>
    requires requires { L::shortest_length; }
struct IndexInputs<L> {
    static constexpr bool any = true;

    static std::vector<bool> found() {
        using Steps = IndexInputs<typename L::layers_of_steps>;
        std::vector<bool> inputs = Steps::any ? Steps::found() : std::vector<bool>(L::sequence::size);
        inputs.push_back(true);
        return inputs;
    }
};

/// Of each input of a network, whether it is an index.
template <class Net>
std::vector<bool> index_inputs() {
    if constexpr (IndexInputs<typename Net::body>::any)
        return IndexInputs<typename Net::body>::found();
    else
        return std::vector<bool>(Net::input_size);
}

}  // namespace ctnn::detail::inline CTNN_CODE
