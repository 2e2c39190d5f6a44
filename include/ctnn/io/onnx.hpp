#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/write_file.hpp>
#include <ctnn/engine/lifting.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/io/onnx_attention.hpp>
#include <ctnn/io/onnx_axes.hpp>
#include <ctnn/io/onnx_borders.hpp>
#include <ctnn/io/onnx_compositions.hpp>
#include <ctnn/io/onnx_convolutions.hpp>
#include <ctnn/io/onnx_dense.hpp>
#include <ctnn/io/onnx_graph.hpp>
#include <ctnn/io/onnx_layer.hpp>
#include <ctnn/io/onnx_norms.hpp>
#include <ctnn/io/onnx_pools.hpp>
#include <ctnn/io/onnx_recurrences.hpp>
#include <ctnn/io/onnx_values.hpp>
#include <ctnn/io/onnx_wave_net.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/parameters.hpp>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// A layer of one sample as its author calls it.
template <class L>
struct AsWritten : std::type_identity<L> {};
template <class L, class Step>
struct AsWritten<Lifted<L, Step>> : std::type_identity<L> {};

/// What says which of a network's layers has no operator, from the one of this number on, or void.
template <class Net, std::size_t I = 0>
consteval auto onnx_mistake() {
    if constexpr (Broken<typename Net::body>) {
        return std::type_identity<void>{};
    } else if constexpr (TakesLengths<Net>) {
        return std::type_identity<typename error::save_onnx_knows_no_operator_for<
            typename FirstOf<Net>::type>::template of_the_layer<typename LayerAt<Net, 0>::type>>{};
    } else if constexpr (I == Net::layer_count) {
        return std::type_identity<void>{};
    } else {
        using unknown = typename OnnxLayer<typename Net::body::template layer<I>>::unknown;
        if constexpr (std::is_void_v<unknown>)
            return onnx_mistake<Net, I + 1>();
        else
            return std::type_identity<typename error::save_onnx_knows_no_operator_for<
                typename AsWritten<unknown>::type>::template of_the_layer<typename LayerAt<Net, I>::type>>{};
    }
}
template <class Net>
using OnnxMistake = typename decltype(onnx_mistake<Net>())::type;

/// The file of a network with these values.
template <class Net, class T>
std::string onnx_text(const T* parameters) {
    // In double, which holds them all, so that what follows is compiled once.
    const std::vector<double> values(parameters, parameters + Parameters<Net, T>::size());
    OnnxGraph graph(own_number<T>(StoredAs::own));
    const OnnxValue input{"input", onnx_extents<typename Net::input>()};
    const OnnxPlace at{"layers", values.data(), values.data() + Net::parameter_count};
    const OnnxValue last = OnnxLayer<typename Net::body>::write(graph, at, input);
    return graph.model(input, channels_last(graph, "output", last));
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Writes a network and its parameters as a model of ONNX, opset 17, which onnxruntime and others compute
/// without this library. It predicts: Dropout and noise are gone, BatchNorm uses what it has gathered.
///
/// The model takes `input`, (batch, ...) with the network's input shape behind the batch, and gives `output`
/// likewise, both in the order of `predict`: images are height x width x channels, sequences steps x
/// features. Inside, where ONNX has the channels first, it transposes. Constants are named as for_each_part
/// names parts (`layers.0.weight`; both ways of a Bidirectional are one) and laid out as ONNX has them.
/// Numbers are FLOAT, or DOUBLE of parameters in double, for which not every runtime has all operators.
/// `Fast<Tanh>` is written as Tanh. PyTorch: `torch.onnx.export(model, input, path)`, whose images have the
/// channels first.
/// The file is there whole or not at all. Goes wrong, and throws FileError, when it cannot be written, or
/// would have 2 GiB, which no such file has. A layer or activation of your own is a sentence, and so is, in a
/// recurrent layer, an activation that ONNX has no name for there: GELU, SELU.
template <class Net, Number T>
    requires std::is_void_v<detail::OnnxMistake<Net>>
[[gnu::cold]] void save_onnx(const std::string& path, const Parameters<Net, T>& parameters) {
    const std::string text = detail::onnx_text<Net>(parameters.data());
    if (text.size() > 0x7FFFFFFF)
        throw FileError(path, "the model has " + std::to_string(text.size()) +
                                  " bytes, and ONNX's files have less than 2 GiB: nothing was written");
    detail::write_file(path, text);
}

template <class Net, Number T>
    requires(!std::is_void_v<detail::OnnxMistake<Net>>)
decltype(error::sentence(detail::onnx_mistake<Net>())) save_onnx(const std::string&,
                                                                 const Parameters<Net, T>&);
template <class P>
    requires detail::InPlaceOfParameters<P>
decltype(error::sentence(detail::no_parameters_mistake<P>())) save_onnx(const std::string&, const P&);
template <detail::NoArgument...>
error::the_path_of_a_file_goes_before_the_parameters save_onnx(detail::AnyParameters, const std::string&);

}  // namespace CTNN_CODE
}  // namespace ctnn
