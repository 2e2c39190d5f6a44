#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/predict.hpp>
#include <type_traits>
#include <utility>

// Trained weights as a part of the program: what the headers that save_header (io/header.hpp) writes are made
// of, and how the compiler checks them.

namespace ctnn {

inline namespace CTNN_CODE {

/// What a header keeps beside the values, to check them by: one sample with the network's answer, and a
/// checksum of all the numbers. Products are summed in other orders on other processors, so that answers
/// differ a little: `tolerance` bounds by how much.
template <class Net, class T = float>
struct SelfTest {
    using network = Net;   ///< whose answer it is
    using value_type = T;  ///< float or double

    T input[Net::input_size];    ///< the sample
    T output[Net::output_size];  ///< what the network gave
    T tolerance;             ///< the most that an output may be off
    std::uint64_t checksum;  ///< of the parameters, then of the three above
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

template <class T>
using BitsOf = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;

// Checksums are of words of 64 bits: one double, or two floats, of which the first is the lower half.
template <class T>
inline constexpr std::size_t per_word = 8 / sizeof(T);

/// `sum` after one more word, multiplied in as by FNV. Each step is reversible, so that one changed value
/// always changes the sum; the shift brings what changes in the upper half down, or two signs could cancel.
constexpr std::uint64_t mixed(std::uint64_t sum, std::uint64_t word) noexcept {
    return (sum ^ sum >> 29 ^ word) * 0x9E37'79B9'7F4A'7C15u;
}

constexpr std::uint64_t checksum(std::uint64_t sum, const std::uint64_t* words, std::size_t count) noexcept {
    for (; count >= 4; count -= 4, words += 4) {  // the same as below, for the compilers' interpreters
        sum = (sum ^ sum >> 29 ^ words[0]) * 0x9E37'79B9'7F4A'7C15u;
        sum = (sum ^ sum >> 29 ^ words[1]) * 0x9E37'79B9'7F4A'7C15u;
        sum = (sum ^ sum >> 29 ^ words[2]) * 0x9E37'79B9'7F4A'7C15u;
        sum = (sum ^ sum >> 29 ^ words[3]) * 0x9E37'79B9'7F4A'7C15u;
    }
    for (; count > 0; --count, ++words) sum = mixed(sum, *words);
    return sum;
}

template <std::floating_point T>
constexpr std::uint64_t checksum(std::uint64_t sum, const T* values, std::size_t count) noexcept {
    for (std::size_t i = 0; i < count; i += per_word<T>) {
        std::uint64_t word = __builtin_bit_cast(BitsOf<T>, values[i]);
        if (sizeof(T) == 4 && i + 1 < count)
            word |= std::uint64_t{__builtin_bit_cast(BitsOf<T>, values[i + 1])} << 32;
        sum = mixed(sum, word);
    }
    return sum;
}

/// The parameters are summed in runs of so many words, each from zero: one constant expression each, which
/// the compilers' default limits leave room for.
inline constexpr std::size_t checksum_run = 16'384;

/// The sum of the runs' sums, and after them the sample's numbers.
template <class T>
constexpr std::uint64_t with_sample(std::uint64_t sum, const T* input, std::size_t inputs, const T* output,
                                    std::size_t outputs, T tolerance) noexcept {
    sum = checksum(sum, input, inputs);
    sum = checksum(sum, output, outputs);
    return checksum(sum, &tolerance, 1);
}

/// Of the values of a block, of which there is at least one, and a sample.
template <class T>
constexpr std::uint64_t whole_checksum(const T* values, std::size_t count, const T* input, std::size_t inputs,
                                       const T* output, std::size_t outputs, T tolerance) noexcept {
    constexpr std::size_t length = checksum_run * per_word<T>;
    std::uint64_t sum = 0;
    for (std::size_t first = 0; first < count; first += length)
        sum = mixed(sum, checksum(0, values + first, count - first < length ? count - first : length));
    return with_sample(sum, input, inputs, output, outputs, tolerance);
}

/// How many values a header holds; one, without a meaning, when the network has none.
template <class Net>
inline constexpr std::size_t baked_count =
    Net::parameter_count + Net::state_count == 0 ? 1 : Net::parameter_count + Net::state_count;

template <class Net, class T>
inline constexpr std::size_t checksum_words = (baked_count<Net> + per_word<T> - 1) / per_word<T>;

template <class Net, class T>
inline constexpr std::size_t checksum_runs = (checksum_words<Net, T> + checksum_run - 1) / checksum_run;

template <class Net, class T>
constexpr std::uint64_t checksum_of(const Parameters<Net, T>& parameters,
                                    const SelfTest<Net, T>& saved) noexcept {
    const T none[1]{};  // what stands in the block of a network without parameters has no meaning
    return whole_checksum(parameters.size() == 0 ? none : parameters.data(), baked_count<Net>, saved.input,
                          Net::input_size, saved.output, Net::output_size, saved.tolerance);
}

/// Whether the network gives for the sample what it gave, but for rounding.
template <class Net, class T>
constexpr bool gives_saved_output(const Parameters<Net, T>& parameters,
                                  const SelfTest<Net, T>& saved) noexcept {
    const auto found = predict(parameters, saved.input);
    for (std::size_t i = 0; i < Net::output_size; ++i) {
        const T off = found[i] - saved.output[i];
        if (!(off <= saved.tolerance && -off <= saved.tolerance)) return false;  // NaN is off
    }
    return true;
}

// While compiling. The values are copied by bit casts, one step each of them for the compiler's interpreter:
// a loop over them would take it longer than all else.

template <class T, std::size_t N>
struct Run {
    T values[N];
};

/// With the padding at the end that Parameters have.
template <class T, std::size_t N, std::size_t Alignment>
struct alignas(Alignment) AlignedRun {
    Run<T, N> values;
};

template <class Net, const auto& Values, class T = std::remove_cvref_t<decltype(Values[0])>>
inline constexpr auto block =
    __builtin_bit_cast(Parameters<Net, T>, AlignedRun<T, baked_count<Net>, alignof(Parameters<Net, T>)>{
                                               __builtin_bit_cast(Run<T, baked_count<Net>>, Values)});

/// With a zero at the end, so that pairs of floats make words of an odd number of them too.
template <class T, std::size_t N>
struct EvenRun {
    Run<T, N> values;
    T zero;
};

template <class T, std::size_t N, std::size_t Words>
consteval auto words_by_hand(const T (&values)[N]) {
    Run<std::uint64_t, Words> made;
    if constexpr (N % per_word<T> == 0)
        made = __builtin_bit_cast(Run<std::uint64_t, Words>, values);
    else
        made = __builtin_bit_cast(Run<std::uint64_t, Words>,
                                  EvenRun<T, N>{__builtin_bit_cast(Run<T, N>, values), T(0)});
    if constexpr (per_word<T> == 2 && std::endian::native == std::endian::big)
        for (std::uint64_t& word : made.values) word = std::rotl(word, 32);
    return made;
}

/// The values as words; most often at one go, three times as fast.
template <const auto& Values, class T, std::size_t N, std::size_t Words,
          bool AsTheyLie =
              N % per_word<T> == 0 && (per_word<T> == 1 || std::endian::native == std::endian::little)>
inline constexpr auto words = words_by_hand<T, N, Words>(Values);

template <const auto& Values, class T, std::size_t N, std::size_t Words>
inline constexpr auto words<Values, T, N, Words, true> =
    __builtin_bit_cast(Run<std::uint64_t, Words>, Values);

template <class Net, const auto& Values, class T, std::size_t I>
inline constexpr std::uint64_t run_checksum =
    checksum(0, words<Values, T, baked_count<Net>, checksum_words<Net, T>>.values + I * checksum_run,
             I + 1 < checksum_runs<Net, T> ? checksum_run : checksum_words<Net, T> - I * checksum_run);

template <class Net, const auto& Values, const auto& Saved>
consteval bool is_whole() {
    using T = std::remove_cvref_t<decltype(Values[0])>;
    return []<std::size_t... I>(std::index_sequence<I...>) {
        const std::uint64_t runs[] = {run_checksum<Net, Values, T, I>...};
        return with_sample(checksum(0, runs, sizeof...(I)), Saved.input, Net::input_size, Saved.output,
                           Net::output_size, Saved.tolerance) == Saved.checksum;
    }(std::make_index_sequence<checksum_runs<Net, T>>{});
}

/// The compiler predicts the sample of networks up to this size; it takes g++ most of a second for 100,000.
inline constexpr std::size_t most_multiply_adds_while_compiling = 16'384;

/// Whether the compiler finds the saved output; true where it cannot predict, as with a layer of the user's
/// that is no constexpr.
template <class Net, const auto& Values, const auto& Saved,
          bool Found = gives_saved_output(block<Net, Values>, Saved)>
consteval bool finds_saved_output(int) {
    return Found;
}
template <class Net, const auto& Values, const auto& Saved>
consteval bool finds_saved_output(...) {
    return true;
}

template <class Net, const auto& Values, const auto& Saved>
consteval auto baked_mistake() {
    using Test = std::remove_cvref_t<decltype(Saved)>;
    constexpr std::size_t held = std::extent_v<std::remove_reference_t<decltype(Values)>>;
    if constexpr (Broken<typename Net::body>)
        return std::type_identity<void>{};  // the network has said it
    else if constexpr (!std::same_as<Net, typename Test::network>)
        return std::type_identity<error::these_parameters_belong_to<typename Test::network>>{};
    else if constexpr (held != baked_count<Net>)
        return std::type_identity<typename error::the_header_holds<held>::template values_but_the_network_has<
            Net::parameter_count + Net::state_count>>{};
    else if constexpr (!is_whole<Net, Values, Saved>())
        return std::type_identity<error::the_values_in_the_header_are_not_those_that_were_saved_for<Net>>{};
    else if constexpr (Net::multiply_adds > most_multiply_adds_while_compiling)
        return std::type_identity<void>{};
    else if constexpr (!finds_saved_output<Net, Values, Saved>(0))
        return std::type_identity<error::the_output_in_the_header_is_not_that_of<Net>>{};
    else
        return std::type_identity<void>{};
}

template <class Net, const auto& Values, const auto& Saved>
using BakedMistake = typename decltype(baked_mistake<Net, Values, Saved>())::type;

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// Whether the parameters, or a copy of them, are as they were saved, bit for bit, and the network gives for
/// the saved sample what it gave. True in a constant expression too.
///
/// A program may call it as it starts: it then vouches for the memory, the processor and the compiler. Goes
/// wrong with another network's parameters: a sentence; `self_test<Net>` says which network is meant.
template <class Net, class T>
constexpr bool self_test(const Parameters<Net, T>& parameters, const SelfTest<Net, T>& saved) noexcept {
    return detail::checksum_of(parameters, saved) == saved.checksum &&
           detail::gives_saved_output(parameters, saved);
}

template <class Net = void, class Of, class Saved, class T>
    requires(!std::same_as<Of, Saved> || !(std::is_void_v<Net> || std::same_as<Net, Of>))
decltype(error::sentence(std::type_identity<error::these_parameters_belong_to<Of>>{})) self_test(
    const Parameters<Of, T>&, const SelfTest<Saved, T>&);

/// The parameters that a header holds in the array `Values`, checked by `Saved`, a SelfTest. Networks of up
/// to 16,384 multiply-adds are also made to predict the saved sample; greater ones, and those with a layer of
/// your own that is no constexpr, by self_test, at run time.
///
/// Cost: for 101,770 values half a second of the compiler's time; nothing at run time.
/// Goes wrong when the values are too few, too many, damaged or another network's: a sentence.
template <class Net, const auto& Values, const auto& Saved>
    requires std::is_void_v<detail::BakedMistake<Net, Values, Saved>>
consteval const auto& baked() {
    return detail::block<Net, Values>;
}

template <class Net, const auto& Values, const auto& Saved>
    requires(!std::is_void_v<detail::BakedMistake<Net, Values, Saved>>)
decltype(error::sentence(detail::baked_mistake<Net, Values, Saved>())) baked();

}  // namespace CTNN_CODE
}  // namespace ctnn
