#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/anything.hpp>
#include <ctnn/core/config.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/kernels/values/row.hpp>
#include <ctnn/network/arguments.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/predict_samples.hpp>
#include <span>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// The class of outputs: the place of the greatest, or of one alone whether it is above one half.
template <class T, std::size_t N>
constexpr std::size_t class_of(std::span<const T, N> y) noexcept {
    if constexpr (N == 1) return y[0] > T(0.5) ? 1 : 0;
    std::size_t best = 0;
    for (std::size_t i = 1; i < N; ++i)
        if (y[i] > y[best]) best = i;
    return best;
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// What the network gives for one sample.
///
/// Shapes: Net::input_size values -> Net::output_size values.
/// Cost: Net::multiply_adds; a workspace of Net::workspace_size values on the stack; never allocates, keeps
/// nothing. PyTorch: `net.eval()(x)`; Keras: `model.predict(x)`. Goes wrong when x holds another number of
/// values: a sentence at the line of the call; and when the workspace is more than the stack holds, as of
/// networks for large images: the program ends. A Budget's `workspace` says so before, and `predict` takes a
/// workspace of the caller's.
template <class Net, class T, class X>
    requires std::is_void_v<detail::InputMistake<Net, T, X>>
CTNN_INLINE constexpr std::array<T, Net::output_size> predict(const Parameters<Net, T>& parameters,
                                                              const X& x) noexcept {
    using Body = typename Net::body;
    const std::span<const T, Net::input_size> input(x);
    std::array<T, Net::output_size> y{};
    if constexpr (kernels::SmallOnRows<Body, T>)
        if (kernels::with_vectors([&]() CTNN_LAMBDA_INLINE {
                kernels::predict_row<Body>(parameters.data(), input.data(), y.data());
            }))
            return y;
    detail::predict_block<Body, 1>(parameters.data(), parameters.state().data(), input.data(), y.data());
    return y;
}

template <class Net, class T, class X>
    requires(!std::is_void_v<detail::InputMistake<Net, T, X>>)
decltype(error::sentence(detail::input_mistake_of<Net, T, X>())) predict(const Parameters<Net, T>&, const X&);

/// What the network gives for many samples, one after the other in both spans; as many as both hold whole.
/// Returns their number. The workspace stays on the stack, whatever the number.
/// Outputs may lie where inputs do, `predict(parameters, x, x)`, in part too: what they give is the same, and
/// inputs that no output lies on stay as they are. A network of a single layer then goes by way of as many
/// values of the stack as a sample has inputs or outputs, of these the fewer.
/// Goes wrong when either holds values of another type: a sentence at the line of the call; when not even the
/// workspace of one sample is what the stack holds: the program ends.
template <class Net, Number T>
constexpr std::size_t predict(const Parameters<Net, T>& parameters,
                              std::type_identity_t<std::span<const T>> inputs,
                              std::type_identity_t<std::span<T>> outputs) noexcept {
    return detail::predict_spans<Net>(parameters, inputs, outputs);
}

template <class Net, class T, class X, class Y>
    requires(!std::is_void_v<detail::SamplesMistake<Net, T, X, Y>>)
decltype(error::sentence(detail::samples_mistake<Net, T, X, Y>())) predict(const Parameters<Net, T>&, X&&,
                                                                           Y&&);

/// The same in the caller's workspace, of Net::workspace_size values or more: for a network whose workspace
/// is more than the stack holds, where it may be static or on the heap, and for one sample as for many.
///
///     std::vector<float> workspace(Net::workspace_size);
///     predict(parameters, image, heat, workspace);  // Net::input_size and Net::output_size values
///
/// Cost: where there are many samples they go by 64 or 8 at once if the workspace has room for so many.
/// Outputs may lie where inputs do; for a network of a single layer the workspace then has room for as many
/// values more as a sample has inputs or outputs, of these the fewer.
/// Goes wrong when it holds fewer values than Net::workspace_size: a sentence at the line of the call, or 0
/// samples where its size is not known to the compiler, and where outputs lie on inputs and it has no room
/// for that; and when it overlaps anything else.
template <class Net, Number T, class Work>
    requires std::is_void_v<detail::WorkspaceMistake<Net, T, std::span<const T>, std::span<T>, Work>>
constexpr std::size_t predict(const Parameters<Net, T>& parameters,
                              std::type_identity_t<std::span<const T>> inputs,
                              std::type_identity_t<std::span<T>> outputs, Work&& workspace) noexcept {
    const std::span<T> work(workspace);
    if (work.size() < Net::workspace_size) return 0;
    return detail::predict_spans<Net, detail::Workspace::given>(parameters, inputs, outputs, work.data(),
                                                                work.size());
}

template <class Net, class T, class X, class Y, class Work>
    requires(!std::is_void_v<detail::WorkspaceMistake<Net, T, X, Y, Work>>)
decltype(error::sentence(detail::workspace_mistake<Net, T, X, Y, Work>())) predict(const Parameters<Net, T>&,
                                                                                   X&&, Y&&, Work&&);

/// One sample in braces: `predict(parameters, {0.5, 1})`.
template <class Net, Number T, class X, std::size_t N>
    requires(N == Net::input_size && std::is_arithmetic_v<X>)
constexpr std::array<T, Net::output_size> predict(const Parameters<Net, T>& parameters, X (&&x)[N]) noexcept {
    std::array<T, N> input{};
    for (std::size_t i = 0; i < N; ++i) input[i] = static_cast<T>(x[i]);
    return predict(parameters, input);
}
template <class Net, Number T, class X, std::size_t N>
    requires(N != Net::input_size && std::is_arithmetic_v<X>)
typename error::the_network_takes<Net::input_size>::template inputs_but_the_array_holds<N> predict(
    const Parameters<Net, T>&, X (&&)[N]);
/// The same of numbers of several types: `predict(parameters, {x, 0})`.
template <class Net, Number T>
constexpr std::array<T, Net::output_size> predict(const Parameters<Net, T>& parameters,
                                                  detail::MixedSample<T, Net::input_size> x) noexcept {
    return predict(parameters, x.values);
}
template <class Net, Number T>
typename error::the_network_takes<Net::input_size>::inputs_and_not_as_many_as_the_braces_hold predict(
    const Parameters<Net, T>&, detail::MixedOfAnotherSize<Net::input_size>);
template <class Net, Number T, class... Xs>
    requires(sizeof...(Xs) > 3 && detail::SingleValues<Xs...>)
error::the_values_of_a_sample_go_in_braces_as_in_predict_parameters_1_2<Net> predict(
    const Parameters<Net, T>&, const Xs&...);

template <class P, class... Rest>
    requires detail::InPlaceOfParameters<P, Rest...>
decltype(error::sentence(detail::no_parameters_mistake<P>())) predict(const P&, const Rest&...);
template <class Net, class T>
error::predict_takes_an_input_after_the_parameters_of<Net> predict(const Parameters<Net, T>&);
template <class Net>
    requires detail::is_network<Net>
error::a_Network_holds_no_values_so_give_its_Parameters_not_a<Net> predict(...);
template <detail::NoArgument...>
error::a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x predict(detail::AnyTrainer, ...);

/// The class of one sample: the index of the greatest output, the first of equals; with one output, 1 when it
/// is above one half, else 0. Goes wrong as predict does, and where the network ends in Heads: a sentence; of
/// one of these it is classify<0> of network/predict_heads.hpp.
template <class Net, class T, class X>
    requires std::is_void_v<detail::ClassMistake<Net, T, X>>
constexpr std::size_t classify(const Parameters<Net, T>& parameters, const X& x) noexcept {
    const auto y = predict(parameters, x);
    return detail::class_of(std::span<const T, Net::output_size>(y));
}

template <class Net, class T, class X>
    requires(!std::is_void_v<detail::ClassMistake<Net, T, X>>)
decltype(error::sentence(detail::class_mistake<Net, T, X>())) classify(const Parameters<Net, T>&, const X&);

/// One sample in braces, as with predict.
template <class Net, Number T, class X, std::size_t N>
    requires(N == Net::input_size && std::is_arithmetic_v<X>)
constexpr std::size_t classify(const Parameters<Net, T>& parameters, X (&&x)[N]) noexcept {
    std::array<T, N> input{};
    for (std::size_t i = 0; i < N; ++i) input[i] = static_cast<T>(x[i]);
    return classify(parameters, input);
}
template <class Net, Number T, class X, std::size_t N>
    requires(N != Net::input_size && std::is_arithmetic_v<X>)
typename error::the_network_takes<Net::input_size>::template inputs_but_the_array_holds<N> classify(
    const Parameters<Net, T>&, X (&&)[N]);
/// The same of numbers of several types: `classify(parameters, {x, 0})`.
template <class Net, Number T>
constexpr std::size_t classify(const Parameters<Net, T>& parameters,
                               detail::MixedSample<T, Net::input_size> x) noexcept {
    return classify(parameters, x.values);
}
template <class Net, Number T>
typename error::the_network_takes<Net::input_size>::inputs_and_not_as_many_as_the_braces_hold classify(
    const Parameters<Net, T>&, detail::MixedOfAnotherSize<Net::input_size>);
template <class Net, Number T, class... Xs>
    requires(sizeof...(Xs) > 2 && detail::SingleValues<Xs...>)
error::the_values_of_a_sample_go_in_braces_as_in_predict_parameters_1_2<Net> classify(
    const Parameters<Net, T>&, const Xs&...);

/// The same in the caller's workspace, of Net::workspace_size values or more; the outputs stay on the stack.
/// Goes wrong as predict in a workspace does: where that has too few values, and the compiler does not know
/// how many, the answer is no class: Net::output_size, and 2 where there is one output.
template <class Net, class T, class X, class Work>
    requires std::is_void_v<detail::ClassifyMistake<Net, T, X, Work>>
constexpr std::size_t classify(const Parameters<Net, T>& parameters, const X& x, Work&& workspace) noexcept {
    std::array<T, Net::output_size> y{};
    if (predict(parameters, std::span<const T, Net::input_size>(x), y, std::span<T>(workspace)) == 0)
        return Net::output_size == 1 ? 2 : Net::output_size;
    return detail::class_of(std::span<const T, Net::output_size>(y));
}

template <class Net, class T, class X, class Work>
    requires(!std::is_void_v<detail::ClassifyMistake<Net, T, X, Work>>)
decltype(error::sentence(detail::classify_mistake<Net, T, X, Work>())) classify(const Parameters<Net, T>&,
                                                                                const X&, Work&&);
template <class P, class... Rest>
    requires detail::InPlaceOfParameters<P, Rest...>
decltype(error::sentence(detail::no_parameters_mistake<P>())) classify(const P&, const Rest&...);
template <class Net>
    requires detail::is_network<Net>
error::a_Network_holds_no_values_so_give_its_Parameters_not_a<Net> classify(...);
template <detail::NoArgument...>
error::a_trainer_has_its_Parameters_as_in_predict_trainer_parameters_x classify(detail::AnyTrainer, ...);

}  // namespace CTNN_CODE
}  // namespace ctnn
