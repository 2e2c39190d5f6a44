#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ctnn/network/parts.hpp>
#include <string_view>

namespace playground {

/// What a network's parameters are made of, as text that ends in a zero: a line for each part, its path,
/// where it begins, its rows and its columns.
struct PartsText {
    std::array<char, 2048> text{};
    std::size_t length = 0;

    constexpr void write(std::string_view word) {
        for (const char letter : word) text[length++] = letter;
    }
    constexpr void write(std::size_t number) {
        if (number >= 10) write(number / 10);
        text[length++] = static_cast<char>('0' + number % 10);
    }
};

template <class Net>
constexpr PartsText parts_text() {
    PartsText all;
    ctnn::for_each_part<Net>([&all](std::string_view path, const ctnn::Part& part, std::size_t offset) {
        const std::size_t rows = part.rank > 1 ? part.axes[0].extent : 1;
        all.write(path);
        for (const std::size_t number : {offset, rows, part.size() / rows}) {
            all.write(" ");
            all.write(number);
        }
        all.write("\n");
    });
    return all;
}

}  // namespace playground
