#pragma once

#include <algorithm>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/error/network.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/engine/packed_layer.hpp>
#include <ctnn/network/arguments.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/no_parameters.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/predict.hpp>
#include <type_traits>
#include <utility>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Net over its packed values, as far as predictions go.
template <class Net, class T>
struct PackedNetwork {
    using body = typename PackedBody<typename Net::body, T>::type;
    static constexpr std::size_t input_size = Net::input_size, output_size = Net::output_size,
                                 parameter_count = body::parameters, state_count = body::state,
                                 layer_count = Net::layer_count, workspace_size = body::scratch;
};

/// Whether that is a call without a mistake.
template <class P, class... Arguments>
concept PredictsFrom = requires(const P& packed, Arguments&&... arguments) {
    predict(packed.block(), static_cast<Arguments&&>(arguments)...);
};
template <class P, class... Arguments>
concept ClassifiesFrom = requires(const P& packed, Arguments&&... arguments) {
    classify(packed.block(), static_cast<Arguments&&>(arguments)...);
};

template <class Body, class From, class T>
constexpr void pack_layers(const T* w, T* to) noexcept {
    [=]<std::size_t... I>(std::index_sequence<I...>) {
        (Body::template layer<I>::pack(w + From::plan.parameters[I], to + Body::plan.parameters[I]), ...);
    }(std::make_index_sequence<Body::count>{});
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The parameters of a network laid out for the machine that the program is compiled for, which predicts from
/// them in less time: made once, by `packed(parameters)` or in place, where the program loads them.
///
///     const Packed<Net> quick(parameters);
///     const auto y = predict(quick, x);
///
/// Every layer's values begin where a cache line does. Of a Dense layer whose outputs take several registers
/// two inputs lie side by side, and the last few outputs as dot products, so that layers of 33 or 50 outputs
/// take as long as those of 32 or 48. Layers of others, and all where there is no gain by it (registers of 16
/// bytes, double, `ctnn::reproducible`), stay as they are.
/// Shapes, `predict` and `classify`: as of Parameters, constants too. The answers are those within rounding,
/// as sums have another order; the same bits where `ctnn::reproducible`, and for double.
/// Cost: `cost<Net>.packed` bytes; trivially copyable, aligned to 64 bytes from 16 values on. A big one
/// belongs in static storage or on the heap. Goes wrong where it is saved, streamed or trained, which is for
/// Parameters, and where they belong to another network: a sentence.
template <class Net, class T = float>
class Packed {
  public:
    using network = Net;   ///< whose parameters they are
    using value_type = T;  ///< float or double

    /// Lays out a network's parameters.
    constexpr explicit Packed(const Parameters<Net, T>& parameters) noexcept {
        detail::pack_layers<typename Inner::body, typename Net::body>(parameters.data(), block_.data());
        std::copy_n(parameters.state().data(), Net::state_count, block_.state().data());
    }
    /// Another network's are none of this one's, nor are numbers of another type.
    template <class Other, class U>
        requires(!std::is_same_v<Other, Net>)
    Packed(const Parameters<Other, U>&, error::these_parameters_belong_to<Other> = {}) = delete;
    template <class U>
        requires(!std::is_same_v<U, T>)
    Packed(const Parameters<Net, U>&, error::these_parameters_are_of_another_type<U> = {}) = delete;

    /// How many values there are, those between the layers' included.
    static constexpr std::size_t size() noexcept { return Block::size(); }
    /// The start of the block, whose order is no one else's business.
    constexpr const T* data() const noexcept { return block_.data(); }

    /// What predicts from it.
    CTNN_INLINE constexpr const auto& block() const noexcept { return block_; }

  private:
    using Inner = detail::PackedNetwork<Net, T>;
    using Block = Parameters<Inner, T>;
    Block block_;
};

template <class Net, class T>
Packed(const Parameters<Net, T>&) -> Packed<Net, T>;

/// The parameters laid out for this machine: Packed. Goes wrong when they are no parameters: a sentence.
template <class Net, Number T>
    requires detail::ANetwork<Net>
constexpr Packed<Net, T> packed(const Parameters<Net, T>& parameters) noexcept {
    return Packed<Net, T>(parameters);
}
template <class P, class... Rest>
    requires detail::InPlaceOfParameters<P, Rest...>
decltype(error::sentence(detail::no_parameters_mistake<P>())) packed(const P&, const Rest&...);

/// As of Parameters: of one sample, of many in spans, in a workspace.
template <class Net, class T, class... Arguments>
    requires detail::PredictsFrom<Packed<Net, T>, Arguments...>
CTNN_INLINE constexpr auto predict(const Packed<Net, T>& parameters, Arguments&&... arguments) noexcept {
    return predict(parameters.block(), static_cast<Arguments&&>(arguments)...);
}
template <class Net, class T, class... Arguments>
auto predict(const Packed<Net, T>& parameters, Arguments&&... arguments)
    -> decltype(predict(parameters.block(), static_cast<Arguments&&>(arguments)...));

/// As of Parameters: the class of one sample, in a workspace too.
template <class Net, class T, class... Arguments>
    requires detail::ClassifiesFrom<Packed<Net, T>, Arguments...>
constexpr std::size_t classify(const Packed<Net, T>& parameters, Arguments&&... arguments) noexcept {
    return classify(parameters.block(), static_cast<Arguments&&>(arguments)...);
}
template <class Net, class T, class... Arguments>
auto classify(const Packed<Net, T>& parameters, Arguments&&... arguments)
    -> decltype(classify(parameters.block(), static_cast<Arguments&&>(arguments)...));

/// One sample in braces, of numbers of one type or of several.
template <class Net, class T, class X, std::size_t N>
    requires(N == Net::input_size && std::is_arithmetic_v<X>)
constexpr auto predict(const Packed<Net, T>& parameters, X (&&x)[N]) noexcept {
    return predict(parameters.block(), static_cast<X(&&)[N]>(x));
}
template <class Net, class T>
constexpr auto predict(const Packed<Net, T>& parameters, detail::MixedSample<T, Net::input_size> x) noexcept {
    return predict(parameters.block(), x.values);
}
template <class Net, class T, class X, std::size_t N>
    requires(N == Net::input_size && std::is_arithmetic_v<X>)
constexpr std::size_t classify(const Packed<Net, T>& parameters, X (&&x)[N]) noexcept {
    return classify(parameters.block(), static_cast<X(&&)[N]>(x));
}
template <class Net, class T>
constexpr std::size_t classify(const Packed<Net, T>& parameters,
                               detail::MixedSample<T, Net::input_size> x) noexcept {
    return classify(parameters.block(), x.values);
}
template <class Net, class T, class X, std::size_t N>
    requires(N != Net::input_size && std::is_arithmetic_v<X>)
typename error::the_network_takes<Net::input_size>::template inputs_but_the_array_holds<N> predict(
    const Packed<Net, T>&, X (&&)[N]);
template <class Net, class T, class X, std::size_t N>
    requires(N != Net::input_size && std::is_arithmetic_v<X>)
typename error::the_network_takes<Net::input_size>::template inputs_but_the_array_holds<N> classify(
    const Packed<Net, T>&, X (&&)[N]);

// All else is for Parameters.
template <class Net, class T, class... Rest>
error::what_is_packed_only_predicts_so_give_the_Parameters_of<Net> save(const auto&, const Packed<Net, T>&,
                                                                        const Rest&...);
template <class Net, class T, class... Rest>
error::what_is_packed_only_predicts_so_give_the_Parameters_of<Net> save_header(const auto&,
                                                                               const Packed<Net, T>&,
                                                                               const Rest&...);
template <class Net, class T, class... Rest>
error::what_is_packed_only_predicts_so_give_the_Parameters_of<Net> save_c(const auto&, const Packed<Net, T>&,
                                                                          const Rest&...);
template <class Net, class T, class... Rest>
error::what_is_packed_only_predicts_so_give_the_Parameters_of<Net> save_onnx(const auto&,
                                                                             const Packed<Net, T>&,
                                                                             const Rest&...);
template <class Net, class T, class... Rest>
error::what_is_packed_only_predicts_so_give_the_Parameters_of<Net> initialize(const Packed<Net, T>&,
                                                                              const Rest&...);
template <class Net, class T>
error::what_is_packed_only_predicts_so_give_the_Parameters_of<Net> packed(const Packed<Net, T>&);

}  // namespace CTNN_CODE
}  // namespace ctnn
