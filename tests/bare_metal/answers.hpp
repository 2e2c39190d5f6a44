#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <ctnn/ctnn.hpp>
#include <span>
#include <type_traits>

#include "board.hpp"

/// What the programs have to say, in the same words on every machine; run.sh compares and reads them.
namespace answers {

inline void print(std::size_t number) {
    std::array<char, 24> digits{};
    char* at = &digits.back();
    do *--at = static_cast<char>('0' + number % 10);
    while ((number /= 10) > 0);
    board::print(at);
}

inline void print(const char* name, std::size_t number) {
    board::print(name);
    board::print(" ");
    print(number);
    board::print("\n");
}

/// Its bits, in hexadecimal digits.
inline void print(float value) {
    std::array<char, 9> digits{};
    for (unsigned i = 0; i < 8; ++i)
        digits[i] = "0123456789abcdef"[(std::bit_cast<std::uint32_t>(value) >> (28 - 4 * i)) & 15];
    board::print(digits.data());
}

template <const auto& parameters>
using NetworkOf = typename std::remove_cvref_t<decltype(parameters)>::network;

/// predict with nothing around it: what stack_of measures.
template <const auto& parameters>
void predict(const float* x, float* y) {
    constexpr std::size_t size = NetworkOf<parameters>::input_size;
    const auto answer = ctnn::predict(parameters, std::span<const float, size>(x, size));
    std::copy(answer.begin(), answer.end(), y);
}

/// For each sample its class and the bits of all outputs; then what ctnn::cost says of the network, and how
/// much stack `predict` took at most.
template <const auto& parameters, std::size_t Inputs, std::size_t Count>
void print(const std::array<std::array<float, Inputs>, Count>& samples) {
    using Net = NetworkOf<parameters>;
    std::size_t stack = 0;
    for (const auto& x : samples) {
        std::array<float, Net::output_size> y{};
        stack = std::max(stack, board::stack_of(predict<parameters>, x.data(), y.data()));
        board::print("class ");
        print(ctnn::classify(parameters, x));
        for (const float value : y) {
            board::print(" ");
            print(value);
        }
        board::print("\n");
    }
    print("cost.bytes", ctnn::cost<Net>.bytes);
    print("cost.workspace", ctnn::cost<Net>.workspace);
    print("cost.stack", ctnn::cost<Net>.stack);
    print("stack", stack);
}

}  // namespace answers
