#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/data.hpp>
#include <ctnn/core/error/sentence.hpp>
#include <ctnn/core/error/values.hpp>
#include <ctnn/data/target_values.hpp>
#include <ctnn/network/network.hpp>
#include <initializer_list>
#include <type_traits>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// Fits when I inputs of `Wide` values and O targets of `Deep` are N samples of the network, else the
/// sentence.
template <class Net, std::size_t N, std::size_t I, std::size_t Wide, std::size_t O, std::size_t Deep>
consteval auto samples_mistake() {
    if constexpr (requires { requires Broken<typename Net::body>; })
        return std::type_identity<Fits>{};  // the network has said it
    else if constexpr (I != N)
        return std::type_identity<typename error::there_are<N>::template samples_but_inputs_of<I>>{};
    else if constexpr (O != N)
        return std::type_identity<typename error::there_are<N>::template samples_but_targets_of<O>>{};
    else if constexpr (Wide != Net::input_size)
        return std::type_identity<
            typename error::the_network_takes<Net::input_size>::template inputs_but_a_sample_holds<Wide>>{};
    else if constexpr (Deep != Net::output_size)
        return std::type_identity<
            typename error::the_network_gives<Net::output_size>::template outputs_but_a_target_holds<Deep>>{};
    else
        return std::type_identity<Fits>{};
}

/// The type of one more, defaulted parameter: only of the constructor that is called it must be complete.
template <class Net, std::size_t N, std::size_t I, std::size_t Wide, std::size_t O, std::size_t Deep>
struct SamplesOf : decltype(error::sentence(samples_mistake<Net, N, I, Wide, O, Deep>())) {};

/// One number for each sample: the value of a network's only output, or a class.
template <class Label, class Net>
concept ALabelOf = std::integral<Label> || (std::floating_point<Label> && Net::output_size == 1);

/// Rows of any lengths, where arrays of one length were wanted.
struct Ragged {
    constexpr Ragged(std::initializer_list<std::initializer_list<float>>) noexcept {}
};
template <class Samples>
struct RaggedSamples : error::the_rows_differ_in_length_in<Samples> {};

}  // namespace detail::inline CTNN_CODE

/// N samples of a network, all in one value: constants for the compiler to train with
/// (`trained_at_compile_time`), or a test's. `Dataset` is for what is read from files and shuffled.
///
///     constexpr Samples<Xor, 4> truth{{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, {{0}, {1}, {1}, {0}}};
///     constexpr Samples<Digits, 2> two{images, {7, 3}};  // const float images[2][64]; classes
///
/// Shapes: N rows of Net::input_size values, and N targets: rows of Net::output_size values, or one number
/// each, which is the value where the network has one output, else a class.
/// Cost: N * (inputs + outputs) floats; no allocation. Goes wrong when rows of another number or another
/// length are given: a sentence. A class that the network does not have gives a target of NaN, and so a
/// loss of NaN.
template <class Net, std::size_t N>
struct Samples {
    using network = Net;  ///< whose samples they are

    float inputs[N == 0 ? 1 : N][Net::input_size]{};    ///< a row for each sample
    float targets[N == 0 ? 1 : N][Net::output_size]{};  ///< a row for each sample

    /// How many samples there are.
    CTNN_MEMBER static constexpr std::size_t size() noexcept { return N; }

    /// All zero, to be filled in.
    constexpr Samples() noexcept = default;

    /// A row of inputs and a row of targets for each sample.
    template <std::size_t I, std::size_t Wide, std::size_t O, std::size_t Deep>
    CTNN_MEMBER constexpr Samples(const float (&x)[I][Wide], const float (&y)[O][Deep],
                                  detail::SamplesOf<Net, N, I, Wide, O, Deep> = {}) noexcept {
        for (std::size_t s = 0; s < std::min({N, I, O}); ++s) {
            take(x[s], inputs[s]);
            take(y[s], targets[s]);
        }
    }

    /// The same with a number for each.
    template <std::size_t I, std::size_t Wide, std::size_t O, detail::ALabelOf<Net> Label>
    CTNN_MEMBER constexpr Samples(const float (&x)[I][Wide], const Label (&labels)[O],
                                  detail::SamplesOf<Net, N, I, Wide, O, Net::output_size> = {}) noexcept {
        for (std::size_t s = 0; s < std::min({N, I, O}); ++s) {
            take(x[s], inputs[s]);
            if constexpr (Net::output_size == 1)
                targets[s][0] = static_cast<float>(labels[s]);
            else
                for (std::size_t o = 0;
                     const float value : detail::target_values<Net::output_size, float>(labels[s]))
                    targets[s][o++] = value;
        }
    }

    /// Chosen when rows of one kind differ in length.
    CTNN_MEMBER constexpr Samples(detail::Ragged, detail::Ragged,
                                  detail::RaggedSamples<Samples> = {}) noexcept {}
    template <std::size_t O, detail::ALabelOf<Net> Label>
    CTNN_MEMBER constexpr Samples(detail::Ragged, const Label (&)[O],
                                  detail::RaggedSamples<Samples> = {}) noexcept {}

  private:
    template <std::size_t From, std::size_t To>
    CTNN_MEMBER static constexpr void take(const float (&from)[From], float (&to)[To]) noexcept {
        for (std::size_t i = 0; i < std::min(From, To); ++i) to[i] = from[i];
    }
};
}  // namespace ctnn
