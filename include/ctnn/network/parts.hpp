#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/engine/parts.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/parameters.hpp>
#include <span>
#include <string_view>
#include <type_traits>

// A loop over all that a network's parameters are made of.

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Calls visit(std::type_identity<L>, place) for each layer of a network, those within others too.
template <class Net, class Visitor>
constexpr void each_layer_of(Visitor&& visit) {
    const PathStep layers{nullptr, "layers"};
    if constexpr (!Broken<typename Net::body>)
        each_layer<typename Net::body>({&layers, 0, Net::parameter_count}, visit);
}

/// Calls visit(place, part, offset) for each part of layer L: where its values begin in the whole block. What
/// lies in the state is said to be state, as that of a frozen layer, which is not trained.
template <class Net, class L, class Visitor>
constexpr void each_part_of(const LayerPlace& at, Visitor&& visit) {
    std::size_t parameters = at.parameters, state = at.state;
    for (Part part : layer_parts<L>) {
        std::size_t& offset = part.is_state ? state : parameters;
        part.is_state = offset >= Net::parameter_count;
        if (!part.is_state || Net::state_count != 0) visit(at, static_cast<const Part&>(part), offset);
        offset += part.size();
    }
}

template <class Net>
consteval std::size_t longest_path() {
    std::size_t longest = 1;
    each_layer_of<Net>([&]<class L>(std::type_identity<L>, const LayerPlace& at) {
        for (const Part& part : layer_parts<L>) longest = std::max(longest, path_length(at.path, part.name));
    });
    return longest;
}

/// What g++ takes in the declaration of a function that is never defined, where a lambda is a second error.
struct AnyFunction {
    constexpr AnyFunction(const auto&) noexcept {}
};

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Calls f(path, part, offset) for each part of a network: `layers.1.kernel`, the Part that describes it, and
/// where in the Parameters its values begin. Layers count from 0, and so do those within a Sequential, a
/// Residual, a Concat (`layers.1.0.weight`); a Bidirectional's are `forward` and `backward`. The trained
/// parts of a layer come in their order, then its state. The path lasts for the call.
template <class Net, class F>
    requires detail::is_network<Net>
constexpr void for_each_part(F&& f) {
    std::array<char, detail::longest_path<Net>()> text{};
    detail::each_layer_of<Net>([&]<class L>(std::type_identity<L>, const detail::LayerPlace& at) {
        detail::each_part_of<Net, L>(
            at, [&](const detail::LayerPlace& place, const Part& part, std::size_t offset) {
                const std::size_t length = detail::path_length(place.path, part.name);
                detail::write_path(place.path, part.name, text.data() + length);
                f(std::string_view(text.data(), length), part, offset);
            });
    });
}

/// Calls f(path, part, values) for each part of a network's parameters, with its values within them:
///
///     for_each_part(parameters, [](std::string_view path, const Part& part, std::span<float> values) {...});
///
/// Those of parameters that are const are const. PyTorch: `for name, values in model.state_dict().items()`.
template <class Net, class T, class F>
constexpr void for_each_part(Parameters<Net, T>& parameters, F&& f) {
    for_each_part<Net>([&](std::string_view path, const Part& part, std::size_t offset) {
        f(path, part, std::span<T>(parameters.data() + offset, part.size()));
    });
}
template <class Net, class T, class F>
constexpr void for_each_part(const Parameters<Net, T>& parameters, F&& f) {
    for_each_part<Net>([&](std::string_view path, const Part& part, std::size_t offset) {
        f(path, part, std::span<const T>(parameters.data() + offset, part.size()));
    });
}

template <class P>
    requires detail::InPlaceOfParameters<P>
decltype(error::sentence(detail::no_parameters_mistake<P>())) for_each_part(const P&, detail::AnyFunction);

}  // namespace CTNN_CODE
}  // namespace ctnn
