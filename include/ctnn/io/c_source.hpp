#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/write_file.hpp>
#include <ctnn/io/c_file.hpp>
#include <ctnn/io/describe_attention.hpp>
#include <ctnn/io/describe_layers.hpp>
#include <ctnn/io/describe_axes.hpp>
#include <ctnn/io/describe_rearranged.hpp>
#include <ctnn/io/describe_wave_net.hpp>
#include <ctnn/io/header.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/self_test.hpp>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// What says that a layer of the network is not written in C, or void.
template <class Net, std::size_t I = 0>
consteval auto c_mistake_of_layers() {
    if constexpr (Broken<typename Net::body>)
        return std::type_identity<void>{};
    else if constexpr (TakesLengths<Net>)
        return std::type_identity<error::is_not_translated_to_C<typename FirstOf<Net>::type>>{};
    else if constexpr (I == Net::layer_count)
        return std::type_identity<void>{};
    else if constexpr (!Described<typename Net::body::template layer<I>>::is_known)
        return std::type_identity<error::is_not_translated_to_C<typename LayerAt<Net, I>::type>>{};
    else
        return c_mistake_of_layers<Net, I + 1>();
}

template <class Net, class T, class X>
consteval auto c_mistake_of() {
    if constexpr (std::is_void_v<typename decltype(c_mistake_of_layers<Net>())::type>)
        return input_mistake_of<Net, T, X>();
    else
        return c_mistake_of_layers<Net>();
}
template <class Net, class T, class X>
using CMistake = typename decltype(c_mistake_of<Net, T, X>())::type;

/// The network as values; its own layers bear their names.
template <class Net>
LayerNode described_network() {
    LayerNode node = described<typename Net::body>({0, Net::parameter_count});
    node.name = "All layers";
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((node.inner[I].name =
              "Layer " + std::to_string(I) + ", " + short_spelling<typename LayerAt<Net, I>::type>()),
         ...);
    }(std::make_index_sequence<Net::layer_count>{});
    return node;
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Writes a trained network as one file of C99 that needs nothing else, but for <math.h> where an activation
/// or a norm does:
///
///     save_c("digits.c", trainer.parameters, image, {.name = "digits", .origin = "..."});
///
///     enum { digits_inputs = 784, digits_outputs = 10, digits_workspace = 128 };    // what digits.c
///     declares void digits_predict(const float *input, float *output); void digits_predict_in(const float
///     *input, float *output, float *workspace); int digits_self_test(void);
///
/// Inputs and outputs are laid out as ctnn's, and must not overlap. `predict` keeps what is between layers on
/// the stack, `predict_in` in the caller's `digits_workspace` values (at least one): each may run in several
/// threads at once. `self_test` is 1 if the sample, an input like those that the network will see, still gets
/// the answer that it got here, to within rounding, else 0. Parameters of double make it `double`. Values are
/// hexadecimal and exact; loops are plain ones, which compilers make vectors of.
///
/// A network whose layers take a sequence step by step (recurrent ones with Returns::sequence, Conv1D without
/// padding at the end, WaveNet, Embedding, TimeDistributed, norms, activations; not within blocks), has two
/// functions more: `digits_begin(state)` before the first step, and `digits_step(state, input, output)` for
/// each, which gives what `predict` does. Where a Conv1D gives fewer steps than it takes, by its stride or
/// for lack of padding, `step` is an int: 1 if there is an output after this step, else 0.
///
/// Layers: all of the library's, and all activations. It compiles as C++17 too.
/// Cost: 17 bytes of source a value. PyTorch and Keras: none; TFLite Micro, emlearn.
/// Goes wrong, as FileError, with nothing written and what was there untouched: a value that is NaN or
/// infinite, by part and index; a sample of such values or with such an answer, or on a threshold, where
/// rounding decides the answer; a name that is no identifier; a file that cannot be written. Another layer,
/// or one of your own, and a sample of the wrong length are sentences.
template <class Net, class T, class X>
    requires std::is_void_v<detail::CMistake<Net, T, X>>
void save_c(const std::string& path, const Parameters<Net, T>& parameters, const X& sample,
            const CSourceOptions& options = {}) {
    detail::require_c_name(path, options.name);
    detail::require_finite_parts(path, parameters);
    const auto saved = detail::self_test_of(path, parameters, std::span<const T, Net::input_size>(sample));
    detail::CContent<T> content{.network = detail::described_network<Net>(),
                                .values = {parameters.data(), parameters.size()},
                                .input = saved.input,
                                .output = saved.output,
                                .tolerance = saved.tolerance,
                                .multiply_adds = Net::multiply_adds};
    detail::write_file(path, detail::c_text(content, options));
}

template <class Net, class T, class X>
    requires(!std::is_void_v<detail::CMistake<Net, T, X>>)
decltype(error::sentence(detail::c_mistake_of<Net, T, X>())) save_c(const std::string&,
                                                                    const Parameters<Net, T>&, const X&,
                                                                    const CSourceOptions& = {});

template <class Net, class T>
error::a_C_file_holds_a_sample_so_give_an_input_after_the_parameters_of<Net> save_c(
    const std::string&, const Parameters<Net, T>&);
template <class P, class... Rest>
    requires detail::InPlaceOfParameters<P, Rest...>
decltype(error::sentence(detail::no_parameters_mistake<P>())) save_c(const std::string&, const P&,
                                                                     const Rest&...);
template <detail::NoArgument...>
error::the_path_of_a_file_goes_before_the_parameters save_c(detail::AnyParameters, const std::string&,
                                                            detail::Anything = {},
                                                            const CSourceOptions& = {});

}  // namespace CTNN_CODE
}  // namespace ctnn
