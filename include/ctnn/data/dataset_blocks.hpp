#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/error/data.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/core/readable.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/distant_rows.hpp>
#include <ctnn/data/target_values.hpp>
#include <ctnn/engine/placing.hpp>
#include <ctnn/network/network.hpp>
#include <initializer_list>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

// The blocks of a data set, and which of a program's own containers become such blocks: `Dataset` says which.

namespace ctnn {

inline namespace CTNN_CODE {

template <class Net>
class Dataset;

/// All samples' inputs in one block, sample after sample: numbers, or bytes that stand for 0/255 to 255/255.
/// Or what is not held, but read or made as it is taken (io/map_npy.hpp, data/generated.hpp).
using DatasetInputs = std::variant<std::vector<float>, std::vector<std::uint8_t>, detail::DistantRows>;

/// Each sample is its own target, as for an autoencoder: `Dataset<Net>(std::move(images),
/// InputsAsTargets{})`. They take no memory of their own; where inputs are scaled, so are they.
struct InputsAsTargets {
    explicit InputsAsTargets() = default;  // so that {} is no targets, and not these
};

/// What the network should answer: for each sample its class, or all its output values, sample after sample;
/// or the sample itself; or what is not held.
using DatasetTargets =
    std::variant<std::vector<std::uint32_t>, std::vector<float>, InputsAsTargets, detail::DistantRows>;

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

template <class X>
concept Text = std::convertible_to<const X&, std::string_view>;
template <class X>
concept ARange =
    std::ranges::input_range<const X&> && !Text<X> && !std::same_as<std::ranges::range_value_t<const X&>, X>;

/// What the values of a range of ranges are.
template <class X>
struct LeafOf : std::type_identity<X> {};
template <ARange X>
struct LeafOf<X> : LeafOf<std::remove_cv_t<std::ranges::range_value_t<const X&>>> {};
template <class X>
using Leaf = typename LeafOf<X>::type;

/// A row for each sample.
template <class X>
concept InRows = ARange<X> && ARange<std::ranges::range_value_t<const X&>>;

/// How many values each row holds, 0 where that is not known to the compiler.
template <class Row>
consteval std::size_t width_of() {
    if constexpr (!ARange<Row>)
        return 1;
    else if constexpr (Extent<Row>::known)
        return Extent<Row>::value * width_of<std::remove_cv_t<std::ranges::range_value_t<const Row&>>>();
    else
        return 0;
}
template <class X>
consteval std::size_t row_width() {
    if constexpr (InRows<X>)
        return width_of<std::ranges::range_value_t<const X&>>();
    else
        return 0;
}

template <class L>
concept Character = std::same_as<L, char> || std::same_as<L, wchar_t> || std::same_as<L, char8_t> ||
                    std::same_as<L, char16_t> || std::same_as<L, char32_t>;
template <class L>
concept AClass = (std::integral<L> && !Character<L>) || std::is_enum_v<L>;

template <class X>
concept AsInputs = std::same_as<X, DatasetInputs> ||
                   (ARange<X> && (std::floating_point<Leaf<X>> || std::same_as<Leaf<X>, std::uint8_t>));
/// Bytes in rows could be values as they are, or such as stand for b / 255.
template <class X>
concept AsTargets = std::same_as<X, DatasetTargets> ||
                    (ARange<X> && (std::floating_point<Leaf<X>> ||
                                   (AClass<Leaf<X>> && !(InRows<X> && std::same_as<Leaf<X>, std::uint8_t>))));

/// void when a data set of the network can be made of what X and Y hold, else the sentence.
template <class Net, class X, class Y>
consteval auto dataset_mistake() {
    constexpr std::size_t in = Net::input_size, out = Net::output_size, places = places_of<Net>();
    if constexpr (requires { requires Broken<typename Net::body>; })
        return std::type_identity<void>{};  // the network has said it
    else if constexpr (!AsInputs<X>)
        return std::type_identity<error::the_inputs_of_a_Dataset_are_float_double_or_uint8_t_not<Leaf<X>>>{};
    else if constexpr (row_width<X>() != 0 && row_width<X>() != in)
        return std::type_identity<
            typename error::the_network_takes<in>::template inputs_but_a_sample_holds<row_width<X>()>>{};
    else if constexpr (!AsTargets<Y>)
        return std::type_identity<
            error::the_targets_of_a_Dataset_are_classes_as_integers_or_rows_of_float_or_double_not<
                Leaf<Y>>>{};
    else if constexpr (row_width<Y>() != 0 && row_width<Y>() != out &&
                       !(AClass<Leaf<Y>> && places > 1 && row_width<Y>() == places))
        return std::type_identity<
            typename error::the_network_gives<out>::template outputs_but_a_target_holds<row_width<Y>()>>{};
    else
        return std::type_identity<void>{};
}
template <class Net, class X, class Y>
using DatasetMistake =
    typename decltype(dataset_mistake<Net, std::remove_cvref_t<X>, std::remove_cvref_t<Y>>())::type;

template <class To, class X>
void append(std::vector<To>& values, const X& x) {
    if constexpr (ARange<X>)
        for (const auto& part : x) append(values, part);
    else
        values.push_back(static_cast<To>(x));
}

/// All values, one after the other; where there are rows, each of `width`.
template <class To, class X>
std::vector<To> flattened(const X& x, std::size_t width, const char* noun) {
    std::vector<To> values;
    if constexpr (std::ranges::sized_range<const X&>)
        values.reserve(std::size_t(std::ranges::size(x)) * (InRows<X> ? width : 1));
    if constexpr (InRows<X>) {
        std::size_t sample = 0;
        for (const auto& row : x) {
            const std::size_t before = values.size();
            append(values, row);
            if (const std::size_t given = values.size() - before; given != width)
                throw DataError("sample " + std::to_string(sample), counted(width, noun),
                                std::to_string(given));
            ++sample;
        }
    } else {
        append(values, x);
    }
    return values;
}

/// A class of whatever type; none that 32 bits do not hold.
template <class Label>
std::uint32_t class_from(Label label, std::size_t sample, std::size_t count) {
    if constexpr (std::is_enum_v<Label>) {
        return class_from(static_cast<std::underlying_type_t<Label>>(label), sample, count);
    } else {
        if (std::in_range<std::uint32_t>(label)) return static_cast<std::uint32_t>(label);
        throw DataError("sample " + std::to_string(sample), "a class of 0 to " + std::to_string(count - 1),
                        std::to_string(label));
    }
}
template <>
inline std::uint32_t class_from(bool label, std::size_t, std::size_t) {
    return label ? 1 : 0;
}

template <class Net, class X>
DatasetInputs dataset_inputs(X&& x) {
    using Given = std::remove_cvref_t<X>;
    if constexpr (std::is_constructible_v<DatasetInputs, X&&>)
        return DatasetInputs(std::forward<X>(x));
    else if constexpr (std::floating_point<Leaf<Given>>)
        return flattened<float>(x, Net::input_size, "input");
    else
        return flattened<std::uint8_t>(x, Net::input_size, "input");
}

/// Puts the classes of x behind the others, whatever rows they stand in.
template <class X>
void append_classes(std::vector<std::uint32_t>& classes, const X& x, std::size_t count, std::size_t places) {
    if constexpr (ARange<X>)
        for (const std::remove_cv_t<std::ranges::range_value_t<const X&>>& part : x)
            append_classes(classes, part, count, places);
    else
        classes.push_back(class_from(x, classes.size() / places, count));
}

template <class Net, class X>
std::vector<std::uint32_t> classes_in(const X& given) {
    constexpr std::size_t places = places_of<Net>(), width = Net::output_size / places;
    std::vector<std::uint32_t> classes;
    append_classes(classes, given, width == 1 ? 2 : width, places);
    return classes;
}

/// How many values the first row holds.
template <class X>
std::size_t first_row(const X& rows) {
    std::size_t values = 0;
    if (std::ranges::begin(rows) != std::ranges::end(rows)) {
        std::vector<double> row;
        append(row, *std::ranges::begin(rows));
        values = row.size();
    }
    return values;
}

template <class Net, class Y>
DatasetTargets dataset_targets(Y&& y) {
    using Given = std::remove_cvref_t<Y>;
    [[maybe_unused]] constexpr std::size_t out = Net::output_size, places = places_of<Net>();
    if constexpr (std::is_constructible_v<DatasetTargets, Y&&>) {
        return DatasetTargets(std::forward<Y>(y));
    } else if constexpr (!InRows<Given> && !std::floating_point<Leaf<Given>>) {
        return classes_in<Net>(y);
    } else {
        if constexpr (AClass<Leaf<Given>> && places > 1)  // a row of a sample's classes
            if (first_row(y) == places) return classes_in<Net>(y);
        return flattened<float>(y, out, "target value");
    }
}

template <std::size_t Inputs, std::size_t Outputs>
consteval auto own_targets_mistake() {
    if constexpr (Inputs == Outputs)
        return std::type_identity<void>{};
    else
        return std::type_identity<
            typename error::the_targets_are_the<Inputs>::template inputs_but_the_network_gives<Outputs>>{};
}

/// Numbers in braces, where it is for the program to know how many.
struct FewNumbers {
    std::vector<float> values;
    FewNumbers(std::initializer_list<float> numbers) : values(numbers) {}
};

/// Whether X is a Dataset, or derived from one.
template <class X>
concept is_dataset = requires(const X& given) { []<class Net>(const Dataset<Net>&) {}(given); };

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

template <class Net>
    requires(!requires { Net::input_size + Net::output_size; })
class Dataset<Net> : detail::OfNetwork<Net> {
  public:
    explicit Dataset(const auto&...) {}
};

/// So that `Dataset data(inputs, targets);` is the sentence of what is no network.
template <class... Xs>
    requires(!detail::is_dataset<Xs> && ...)
Dataset(const Xs&...) -> Dataset<error::one_was_left_out_as_in_Parameters_of_Network>;

}  // namespace CTNN_CODE
}  // namespace ctnn
