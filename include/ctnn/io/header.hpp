#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <ctnn/core/anything.hpp>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/files.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctnn/core/part.hpp>
#include <ctnn/core/random.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/data/write_file.hpp>
#include <ctnn/io/axes.hpp>
#include <ctnn/io/header_content.hpp>
#include <ctnn/io/header_text.hpp>
#include <ctnn/io/index_inputs.hpp>
#include <ctnn/io/spelling.hpp>
#include <ctnn/network/network_cost.hpp>
#include <ctnn/network/parts.hpp>
#include <ctnn/network/self_test.hpp>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// A network's parts, as they follow each other in the block.
template <class Net>
std::vector<HeaderShare> shares_of() {
    std::array<std::shared_ptr<const std::string>, Net::layer_count> layers;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((layers[I] = std::make_shared<const std::string>("layer " + std::to_string(I) + ", " +
                                                          short_spelling<typename LayerAt<Net, I>::type>())),
         ...);
    }(std::make_index_sequence<Net::layer_count>{});
    std::vector<HeaderShare> shares;
    for_each_part<Net>([&](std::string_view path, const Part& part, std::size_t offset) {
        path.remove_prefix(std::string_view("layers.").size());
        const std::size_t end = path.find('.');
        const PartShape shape = shape_of(part);
        if (part.size() > 0)
            shares.push_back({.layer = layers[std::stoul(std::string(path.substr(0, end)))],
                              .part = std::string(path.substr(end + 1)),
                              .extents = extents_text(std::span(shape.extents).first(shape.rank)),
                              .first = offset,
                              .count = part.size()});
    });
    std::sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return shares;
}

/// Throws where a value is NaN or infinite.
template <class T>
void require_finite(const std::string& path, const std::string& where, const T* values, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        if (!is_finite(values[i]))
            throw FileError(path, where + ", value " + std::to_string(i) + " of " + std::to_string(count),
                            "a finite number", number_text(values[i]));
}

template <class Net, class T>
void require_finite_parts(const std::string& path, const Parameters<Net, T>& parameters) {
    for (const HeaderShare& share : shares_of<Net>())
        require_finite(path, *share.layer + ", " + share.part, parameters.data() + share.first, share.count);
}

inline void require_nameable(const std::string& path, const std::string& network, bool includes) {
    if (has_nameless_type(network))
        throw FileError(path, "network", "types that another file can name", network);
    if (has_nameless_value(network))
        throw FileError(path, "network",
                        "a member spell, as core/spelling.hpp has it, of what is a template of {...}",
                        network);
    if (const std::size_t end = network.find(unspelt); end != network.npos) {
        const std::size_t before = network.find_last_of(" <{", end - 1);
        throw FileError(path, "network",
                        "a member each_member or spell, as core/spelling.hpp has it, in " +
                            network.substr(before + 1, end - before - 1),
                        "none");
    }
    if (const std::string foreign(first_foreign_name(network)); !includes && !foreign.empty())
        throw FileError(path, "network",
                        "HeaderOptions::includes to name the header that declares " + foreign, "none");
}

/// The most that an output moves when all is moved by what rounding on another machine may do. A sum of n
/// products in any order, fused or not, is the exact sum of products each off by less than n epsilon (Higham,
/// Accuracy and Stability of Numerical Algorithms, 3.1). So the parameters and the sample are moved by n + 16
/// epsilon, up or down at random, a few times. But what an input chooses, it chooses on all machines: indices
/// stay.
template <class Net, class T>
T moved_by_rounding(const Parameters<Net, T>& parameters, const SelfTest<Net, T>& saved) {
    std::size_t widest = Net::input_size;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        ((widest = std::max(widest, Net::body::template layer<I>::input::size)), ...);
    }(std::make_index_sequence<Net::layer_count>{});
    constexpr T epsilon = std::numeric_limits<T>::epsilon();
    const T step = static_cast<T>(widest + 16) * epsilon;

    T moved = 0;
    const auto other = std::make_unique<Parameters<Net, T>>();
    const auto input = std::make_unique<T[]>(Net::input_size);
    const std::vector<bool> is_index = index_inputs<Net>();
    Random random{1};
    const auto nearby = [&](T value) {
        const T moved_value = value * (random() >> 63 == 0 ? 1 - step : 1 + step);
        return is_finite(moved_value) ? moved_value : value;
    };
    for (int trial = 0; trial < 8; ++trial) {
        std::transform(parameters.values, parameters.values + parameters.size(), other->values, nearby);
        for (std::size_t i = 0; i < Net::input_size; ++i)
            input[i] = is_index[i] ? saved.input[i] : nearby(saved.input[i]);
        const auto y = predict(*other, std::span<const T, Net::input_size>(input.get(), Net::input_size));
        for (std::size_t i = 0; i < Net::output_size; ++i)
            moved = std::max(moved, std::abs(y[i] - saved.output[i]));
    }
    return moved;
}

/// How far an output may be from that of another machine: four times what rounding moved it in the trials,
/// and 32 epsilon for the activations. Throws where it jumps, and any answer would do.
template <class Net, class T>
T rounding_tolerance(const std::string& path, const Parameters<Net, T>& parameters,
                     const SelfTest<Net, T>& saved) {
    const T moved = moved_by_rounding(parameters, saved);
    if constexpr (requires { Net::body::activation::greatest; }) {
        using Last = typename Net::body::activation;
        if (moved > (Last::greatest - Last::least) / 4)
            throw FileError(path, "sample", "one whose output rounding leaves as it is (choose another)",
                            "an output that it moves by " + number_text(moved));
    }
    T greatest = 0;
    for (const T y : saved.output) greatest = std::max(greatest, std::abs(y));
    return 4 * moved + 32 * std::numeric_limits<T>::epsilon() * greatest + std::numeric_limits<T>::min();
}

template <class Net, class T>
SelfTest<Net, T> self_test_of(const std::string& path, const Parameters<Net, T>& parameters,
                              std::span<const T, Net::input_size> input) {
    SelfTest<Net, T> saved{};
    require_finite(path, "sample input", input.data(), input.size());
    std::copy(input.begin(), input.end(), saved.input);
    const auto output = predict(parameters, input);
    require_finite(path, "output for the sample", output.data(), output.size());
    std::copy(output.begin(), output.end(), saved.output);
    saved.tolerance = rounding_tolerance(path, parameters, saved);
    require_finite(path, "rounding of the output for the sample", &saved.tolerance, 1);
    saved.checksum = checksum_of(parameters, saved);
    return saved;
}

template <class Net, class T>
HeaderContent<T> header_content(const std::string& network, const Parameters<Net, T>& parameters,
                                const SelfTest<Net, T>& saved) {
    constexpr const auto& whole = cost<Net, T>;
    return {.network = network,
            .layers = Net::layer_count,
            .multiply_adds = whole.multiply_adds,
            .shares = shares_of<Net>(),
            .values = {parameters.data(), parameters.size()},
            .input = saved.input,
            .output = saved.output,
            .tolerance = saved.tolerance,
            .checksum = saved.checksum};
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Writes trained parameters as a C++ header, which needs only `<ctnn/ctnn.hpp>` and no files at run time:
///
///     save_header("digits_weights.hpp", trainer.parameters, image, {.name = "digits", .origin = "..."});
///
///     #include "digits_weights.hpp"                                   // in a program, or in firmware
///     const std::size_t digit = ctnn::classify(digits::parameters, image);
///
/// The header declares, in the namespace `name`, the type `Network`, `parameters`, and `self_test()`, which a
/// program may call as it starts. Values are hexadecimal and exact. The sample, an input like those that the
/// network will see, is stored with the network's answer. The compiler checks every number by a checksum
/// and, up to 16,384 multiply-adds, predicts the sample: a damaged header does not compile.
///
/// Cost: 17 bytes of source a value; 101,770 values compile in half a second beyond that of the library.
/// Goes wrong, as FileError, with nothing written and what was there untouched: a value that is NaN or
/// infinite, by part and index; a sample of such values or with such an answer, or on a threshold, where
/// rounding decides the answer; a name that is no identifier; a network with types that no other file can
/// name (local, unnamed, in an unnamed namespace) or with layers of your own and no `includes`, or of which
/// one does not say how it is spelt where the compiler does not know (core/spelling.hpp); a file that cannot
/// be written. A sample of the wrong length is a sentence.
template <class Net, class T, class X>
    requires std::is_void_v<detail::InputMistake<Net, T, X>>
void save_header(const std::string& path, const Parameters<Net, T>& parameters, const X& sample,
                 const HeaderOptions& options = {}) {
    const std::string network = detail::spelling<Net>();
    detail::require_namespace(path, options.name);
    detail::require_includes(path, options.includes);
    detail::require_nameable(path, network, !options.includes.empty());
    detail::require_finite_parts(path, parameters);
    const auto saved = detail::self_test_of(path, parameters, std::span<const T, Net::input_size>(sample));
    detail::write_file(path,
                       detail::header_text(detail::header_content(network, parameters, saved), options));
}

template <class Net, class T, class X>
    requires(!std::is_void_v<detail::InputMistake<Net, T, X>>)
decltype(error::sentence(detail::input_mistake_of<Net, T, X>())) save_header(const std::string&,
                                                                             const Parameters<Net, T>&,
                                                                             const X&,
                                                                             const HeaderOptions& = {});

template <class Net, class T>
error::a_header_holds_a_sample_so_give_an_input_after_the_parameters_of<Net> save_header(
    const std::string&, const Parameters<Net, T>&);
template <class P, class... Rest>
    requires detail::InPlaceOfParameters<P, Rest...>
decltype(error::sentence(detail::no_parameters_mistake<P>())) save_header(const std::string&, const P&,
                                                                          const Rest&...);
template <detail::NoArgument...>
error::the_path_of_a_file_goes_before_the_parameters save_header(detail::AnyParameters, const std::string&,
                                                                 detail::Anything = {},
                                                                 const HeaderOptions& = {});

}  // namespace CTNN_CODE
}  // namespace ctnn
