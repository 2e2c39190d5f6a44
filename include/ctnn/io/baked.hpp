#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include <ctnn/core/code.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/engine/parts.hpp>
#include <ctnn/io/embedded_header.hpp>
#include <ctnn/io/stored_number.hpp>
#include <ctnn/network/network.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/parts.hpp>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// A part of a network, with its path, at most that long.
template <std::size_t Longest>
struct BakedPart {
    std::array<char, Longest> text{};
    std::size_t length = 0;
    PartShape shape{};
    std::size_t size = 0, offset = 0;  // in the block
    std::size_t layer = 0, part = 0;   // of the layer

    constexpr std::string_view path() const noexcept { return {text.data(), length}; }
};

template <class Net>
consteval std::size_t count_parts() {
    std::size_t count = 0;
    for_each_part<Net>([&](std::string_view, const Part&, std::size_t) { ++count; });
    return count;
}

template <class Net>
consteval auto make_baked_parts() {
    std::array<BakedPart<longest_path<Net>()>, count_parts<Net>()> parts{};
    std::size_t next = 0;
    each_layer_of<Net>([&]<class L>(std::type_identity<L>, const LayerPlace& at) {
        std::size_t number = 0;
        each_part_of<Net, L>(at, [&](const LayerPlace& place, const Part& part, std::size_t offset) {
            auto& made = parts[next++];
            made.length = path_length(place.path, part.name);
            write_path(place.path, part.name, made.text.data() + made.length);
            made.shape = shape_of(part);
            made.size = part.size();
            made.offset = offset;
            made.layer = layer_on(place.path);
            made.part = number++;
        });
    });
    return parts;
}
template <class Net>
inline constexpr auto baked_parts = make_baked_parts<Net>();

// The mistakes that a file can make of a part. Layer and part are arguments of templates, since g++ prints
// those alone, and the rest arguments of calls, which clang prints. None is a call where all is right.
template <std::size_t Layer, std::size_t Part>
constexpr void lacks(bool is_right) {
    if (!is_right) error::the_file_has_of_layer_and_part<Layer, Part>::nothing();
}
template <std::size_t Layer, std::size_t Part>
constexpr void has_twice(bool is_right) {
    if (!is_right) error::the_file_has_of_layer_and_part<Layer, Part>::two_tensors();
}
template <std::size_t Layer, std::size_t Part>
constexpr void has_other_numbers(bool is_right) {
    if (!is_right)
        error::the_file_has_of_layer_and_part<Layer,
                                              Part>::numbers_of_another_type_than_F64_F32_F16_or_BF16();
}
template <std::size_t Layer, std::size_t Part, std::size_t... Extents>
constexpr void has_another_shape(bool is_right) {
    if (!is_right)
        error::the_file_has_of_layer_and_part<Layer, Part>::template another_shape_than<Extents...>();
}
constexpr void has_a_part_at_byte(bool is_right, std::size_t) {
    if (!is_right) error::this_file_holds_what_is_no_part_of_the_network();
}

using Say = void (*)(bool is_right);
struct SayOfPart {
    Say lacks, has_twice, has_other_numbers, has_another_shape;
};
template <class Net, std::size_t I>
inline constexpr SayOfPart say_of_part = []<std::size_t... A>(std::index_sequence<A...>) {
    constexpr auto& part = baked_parts<Net>[I];
    return SayOfPart{lacks<part.layer, part.part>, has_twice<part.layer, part.part>,
                     has_other_numbers<part.layer, part.part>,
                     has_another_shape<part.layer, part.part, part.shape.extents[A]...>};
}(std::make_index_sequence<baked_parts<Net>[I].shape.rank>{});
template <class Net>
inline constexpr auto say_of_parts = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<SayOfPart, sizeof...(I) + 1>{say_of_part<Net, I>..., {}};
}(std::make_index_sequence<count_parts<Net>()>{});

constexpr void extent_of_layer_part_axis_found_wanted(std::size_t, std::size_t, std::size_t,
                                                      std::uint64_t found, std::size_t wanted, Say say) {
    if (found != wanted) say(false);
}
constexpr void rank_of_layer_part_found_wanted(std::size_t, std::size_t, std::size_t found,
                                               std::size_t wanted, Say say) {
    if (found != wanted) say(false);
}

/// The number whose bytes these are.
template <class T, class Byte>
constexpr T baked_number(const Byte* bytes, StoredAs number, std::size_t width) {
    std::uint64_t bits = 0;
    for (std::size_t i = width; i-- > 0;) bits = bits << 8 | static_cast<unsigned char>(bytes[i]);
    if (number == StoredAs::f16) bits = widened<10>(static_cast<std::uint16_t>(bits));
    if (number == StoredAs::bf16) bits = widened<7>(static_cast<std::uint16_t>(bits));
    return static_cast<T>(__builtin_bit_cast(double, bits));
}

/// Numbers one after the other. Of float in few steps: clang counts them.
template <class T, class Byte>
constexpr void bake_piece(T* to, const Byte* bytes, std::size_t count, const EmbeddedTensor& as) {
    using Char = unsigned char;
    using Bits = std::uint32_t;
    if (as.number != StoredAs::f32) {
        for (std::size_t i = 0; i < count; ++i)
            to[i] = baked_number<T>(bytes + i * as.width, as.number, as.width);
        return;
    }
    for (std::size_t i = 0; i < count; ++i, bytes += 4)
        to[i] = static_cast<T>(__builtin_bit_cast(float, Bits{Char(bytes[0])} | Bits{Char(bytes[1])} << 8 |
                                                             Bits{Char(bytes[2])} << 16 |
                                                             Bits{Char(bytes[3])} << 24));
}

/// A part's values, in pieces: g++ counts the rounds of a loop.
template <class T, class Byte>
constexpr void bake(T* to, const Byte* bytes, std::size_t count, const EmbeddedTensor& as) {
    constexpr std::size_t piece = 1 << 16;
    for (std::size_t i = 0; i < count; i += piece)
        bake_piece(to + i, bytes + i * as.width, count - i < piece ? count - i : piece, as);
}

template <class P>
constexpr void require_shape(const EmbeddedTensor& found, const P& part, Say say) {
    rank_of_layer_part_found_wanted(part.layer, part.part, found.rank, part.shape.rank, say);
    for (std::size_t i = 0; i < part.shape.rank; ++i)
        extent_of_layer_part_axis_found_wanted(part.layer, part.part, i, found.extents[i],
                                               part.shape.extents[i], say);
}

/// Every part from its tensor: all there, each once and as the part is, and nothing else.
template <class Net, class T, class Byte>
constexpr void bake_all(Parameters<Net, T>& parameters, const Byte* bytes, std::size_t size) {
    constexpr auto& parts = baked_parts<Net>;
    constexpr auto& say = say_of_parts<Net>;
    std::array<EmbeddedTensor, parts.size() + 1> found{};
    std::array<bool, parts.size() + 1> is_there{};
    EmbeddedHeader<Byte> header(bytes, size);
    const std::size_t count = header.read(found);
    for (std::size_t t = 0; t < count && t < found.size(); ++t) {
        const EmbeddedTensor& tensor = found[t];
        std::size_t p = 0;
        while (p < parts.size() && !header.is(tensor, parts[p].path())) ++p;
        has_a_part_at_byte(p < parts.size(), tensor.name);
        if (is_there[p]) say[p].has_twice(false);
        is_there[p] = true;
        require_shape(tensor, parts[p], say[p].has_another_shape);
        if (tensor.number == StoredAs::own) say[p].has_other_numbers(false);
        if (tensor.end < tensor.begin || tensor.end > size - header.values() ||
            tensor.end - tensor.begin != parts[p].size * tensor.width)
            error::these_bytes_end_before_the_values_of_the_file();
        bake(parameters.data() + parts[p].offset, bytes + header.values() + tensor.begin, parts[p].size,
             tensor);
    }
    for (std::size_t p = 0; p < parts.size(); ++p)
        if (!is_there[p]) say[p].lacks(false);
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The parameters in a safetensors file that `save` wrote, read by the compiler: constants, without a file, a
/// heap or code that reads at run time. `bytes` is an array of the whole file, of char, unsigned char or
/// std::byte:
///
///     static constexpr char file[] = {
///     #embed "digits.safetensors"
///     };
///     static constexpr Parameters<Digits> parameters = baked<Digits>(file);
///
/// `#embed` is C23's, which clang knows from version 19 on (there of char alone); for all compilers CMake's
/// `ctnn_embed(target file)` writes such an array. Of other libraries' files, `read_safetensors` and `save`
/// make one. Numbers may be F64, F32, F16 or BF16.
///
/// Cost: within their limits clang bakes a million floats, g++ half a million, in some seconds each; more
/// with -fconstexpr-steps, -fconstexpr-ops-limit. What goes wrong: a part of another shape, one that is
/// missing, twice or no part of the network is an error that names the mistake and, by numbers, layer, part,
/// axis, the extent in the file and the one that the layer takes.
template <class Net, Number T = float, class Byte, std::size_t Size>
    requires detail::is_network<Net> && (sizeof(Byte) == 1)
consteval Parameters<Net, T> baked(const Byte (&bytes)[Size]) {
    Parameters<Net, T> parameters{};
    detail::bake_all(parameters, bytes, Size);
    return parameters;
}
template <class Net, Number T = float, class Byte, std::size_t Size>
    requires detail::is_network<Net> && (sizeof(Byte) == 1)
consteval Parameters<Net, T> baked(const std::array<Byte, Size>& bytes) {
    Parameters<Net, T> parameters{};
    detail::bake_all(parameters, bytes.data(), Size);
    return parameters;
}

}  // namespace CTNN_CODE
}  // namespace ctnn
