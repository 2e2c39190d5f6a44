#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/layer.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/core/sizes.hpp>
#include <string_view>
#include <type_traits>

// What the layers of a network are made of, layer by layer, those within others too: what `parts` and
// `each_layer` of engine/layer.hpp say.

namespace ctnn::detail::inline CTNN_CODE {

template <class X>
inline constexpr bool is_parts = false;
template <std::size_t N>
inline constexpr bool is_parts<std::array<Part, N>> = true;

/// Whether a placed layer says what it is made of.
template <class L>
concept SaysParts = requires { requires is_parts<std::remove_cvref_t<decltype(L::parts)>>; };

template <class L>
consteval std::size_t state_of_layer() {
    if constexpr (requires { std::size_t{L::state}; })
        return L::state;
    else
        return 0;
}

/// The parts of one that does not are all of its values, and all of its state.
template <class L>
consteval auto make_parts() {
    constexpr std::size_t trained = L::parameters, state = state_of_layer<L>();
    if constexpr (SaysParts<L>) {
        return L::parts;
    } else {
        const Part values{"values", {{trained, Along::values}}},
            kept{"state", {{state, Along::values}}, true};
        if constexpr (trained > 0 && state > 0)
            return std::array{values, kept};
        else if constexpr (trained > 0)
            return std::array{values};
        else if constexpr (state > 0)
            return std::array{kept};
        else
            return std::array<Part, 0>{};
    }
}
template <class L>
inline constexpr auto layer_parts = make_parts<L>();

/// Values of the parts that are state, or of those that are not.
template <class L>
consteval std::size_t size_of_parts(bool state) {
    std::size_t values = 0;
    for (const Part& part : L::parts)
        if (part.is_state == state) values = size_sum(values, part.size());
    return values;
}

template <class L>
consteval bool names_its_parts() {
    for (std::size_t i = 0; i < L::parts.size(); ++i) {
        if (L::parts[i].name.empty()) return false;
        for (std::size_t j = 0; j < i; ++j)
            if (L::parts[i].name == L::parts[j].name) return false;
    }
    return true;
}

/// What says why the parts of `Layer`, placed as L, cannot be its own, or void.
template <class Layer, class L>
consteval auto parts_mistake() {
    if constexpr (!SaysParts<L> || !requires { std::size_t{L::parameters}; }) {
        return std::type_identity<void>{};
    } else {
        constexpr std::size_t trained = size_of_parts<L>(false), state = size_of_parts<L>(true);
        using parts = error::the_parts_of_this_layer<Layer>;
        if constexpr (trained != L::parameters)
            return std::type_identity<typename parts::template hold<
                trained>::template values_but_its_parameters_are<L::parameters>>{};
        else if constexpr (state != state_of_layer<L>())
            return std::type_identity<typename parts::template hold<state>::template values_but_its_state_is<
                state_of_layer<L>()>>{};
        else if constexpr (!names_its_parts<L>())
            return std::type_identity<typename parts::have_no_names_of_their_own>{};
        else
            return std::type_identity<void>{};
    }
}

/// A step on the way to a layer: `0` or `forward`, behind the steps before it.
struct PathStep {
    const PathStep* before = nullptr;
    std::string_view name{};
    std::size_t index = 0;  // where there is no name
};

/// Where a layer stands.
struct LayerPlace {
    const PathStep* path = nullptr;
    std::size_t parameters = 0, state = 0;  // where in the whole block its values begin, and its state
    /// What the row of values that it takes was, before it was made a row: of none, rank 0.
    PartShape flattened{};
    double rate = 1, decay = 1;  // how many times the others' its learning rate and its decay are

    constexpr LayerPlace within(const PathStep& step, std::size_t parameters_on = 0,
                                std::size_t state_on = 0) const noexcept {
        return {&step, parameters + parameters_on, state + state_on, flattened, rate, decay};
    }
};

/// The same of what comes after L.
template <class L>
constexpr PartShape flattened_after(const PartShape& before) noexcept {
    using In = typename L::input;
    using Out = typename L::output;
    if constexpr (requires { L::flattened_after(before); }) {
        return L::flattened_after(before);
    } else if constexpr (Out::rank != 1 || In::size != Out::size) {
        return {};
    } else if constexpr (In::rank > 1 && In::rank <= Part::most_axes && L::parameters == 0) {
        PartShape shape{{}, In::rank};
        for (std::size_t i = 0; i < In::rank; ++i) shape.extents[i] = In::extents[i];
        return shape;
    } else {
        for (const Part& part : layer_parts<L>)
            if (part.goes(Along::outputs) || part.goes(Along::units)) return {};
        return before;
    }
}

/// Calls visit(std::type_identity<L>, place) for L itself, or for the layers that it is made of.
template <class L, class Visitor>
constexpr void each_layer(const LayerPlace& at, Visitor&& visit) {
    if constexpr (requires { L::each_layer(at, visit); })
        L::each_layer(at, visit);
    else
        visit(std::type_identity<L>{}, at);
}

/// What a chain says of its layers.
template <class... Layers>
struct LayersInARow {
    template <class Visitor>
    static constexpr void each_layer(LayerPlace at, Visitor&& visit) {
        PathStep step{at.path};
        const auto next = [&]<class L>(std::type_identity<L>) {
            detail::each_layer<L>(at.within(step), visit);
            at.parameters += L::parameters;
            at.state += L::state;
            at.flattened = detail::flattened_after<L>(at.flattened);
            ++step.index;
        };
        (next(std::type_identity<Layers>{}), ...);
    }
    static constexpr PartShape flattened_after(PartShape shape) noexcept {
        ((shape = detail::flattened_after<Layers>(shape)), ...);
        return shape;
    }
};

/// The number of the network's layer on the way to a part.
constexpr std::size_t layer_on(const PathStep* path) noexcept {
    std::size_t layer = 0;
    for (; path && path->before; path = path->before) layer = path->index;
    return layer;
}

/// Characters of a path with a part's name behind it: `layers.1.forward.` and `kernel`.
constexpr std::size_t path_length(const PathStep* path, std::string_view name) noexcept {
    std::size_t length = name.size();
    for (; path; path = path->before) {
        length += path->name.size() + 1;
        if (path->name.empty()) {
            std::size_t rest = path->index;
            do ++length;
            while ((rest /= 10) != 0);
        }
    }
    return length;
}

/// Writes them, from the end on. Out of line: g++ 12 would else warn of characters beyond those that there
/// are.
[[gnu::noinline]] constexpr void write_path(const PathStep* path, std::string_view name, char* end) noexcept {
    for (std::size_t i = name.size(); i-- > 0;) *--end = name[i];
    for (; path; path = path->before) {
        *--end = '.';
        for (std::size_t i = path->name.size(); i-- > 0;) *--end = path->name[i];
        if (!path->name.empty()) continue;
        std::size_t rest = path->index;
        do *--end = static_cast<char>('0' + rest % 10);
        while ((rest /= 10) != 0);
    }
}

}  // namespace ctnn::detail::inline CTNN_CODE
