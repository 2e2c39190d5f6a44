#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/config.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/network/summary_line.hpp>
#include <ratio>
#include <string_view>
#include <type_traits>

// The declaration of a type as source: as it says itself, or from the compiler's own name for it.

namespace ctnn::detail::inline CTNN_CODE {

/// What stands where a value does not say how it is spelt.
inline constexpr std::string_view unspelt = "{?}";

/// What stands before the arguments of a template.
constexpr std::string_view name_of(std::string_view whole) noexcept {
    if (!whole.ends_with('>')) return whole;
    std::size_t depth = 0;
    for (std::size_t i = whole.size(); i-- > 0;) {
        if (whole[i] == '>') ++depth;
        if (whole[i] == '<' && --depth == 0) return whole.substr(0, i);
    }
    return whole;
}

template <class X>
struct NameOf;

// Out here, because clang 14 breaks down over them within a template.
struct AnyMember {
    constexpr void operator()(std::string_view, const auto&) const noexcept {}
};
template <class X>
concept NamesMembers = requires(const X& x) { x.each_member(AnyMember{}); };
template <class X, class Out>
concept SpellsItsValue = requires(const X& x, Out& out) { x.spell(out); };

/// What types and values write themselves to, piece by piece. Text has `put(text)`, `put_real(number)`,
/// `size()`, `cut(length)` and `text()`, and is empty by default.
template <class Text>
class Speller {
  public:
    constexpr explicit Speller(Text& to) noexcept : to_(to) {}

    /// X of these arguments; what is as by default at their end is left out.
    template <class X, class... Arguments>
    CTNN_COLD constexpr void operator()(std::type_identity<X>, const Arguments&... arguments) {
        constexpr std::string_view whole = pretty_type<X>();
        to_.put(name_of(whole));
        if (whole.ends_with('>')) put_list('<', '>', arguments...);
    }

    template <class... Arguments>
    CTNN_COLD constexpr void call(std::string_view name, const Arguments&... arguments) {
        to_.put(name);
        put_list('(', ')', arguments...);
    }
    template <class... Arguments>
    CTNN_COLD constexpr void braces(std::string_view name, const Arguments&... arguments) {
        to_.put(name);
        put_list('{', '}', arguments...);
    }
    template <class X>
    CTNN_COLD constexpr void text(const X& x) {
        put(x);
    }
    /// Types, with commas between.
    template <class... Types>
    CTNN_COLD constexpr void list(std::type_identity<Types>... types) {
        put_list('<', '>', types...);
    }

  private:
    template <class... Arguments>
    constexpr void put_list(char open, char close, const Arguments&... arguments) {
        to_.put({&open, 1});
        const std::size_t start = to_.size();
        std::size_t end = start;
        const auto add = [&](const auto& argument) {
            if (to_.size() > start) to_.put(", ");
            put(argument);
            if (!is_as_by_default(argument)) end = to_.size();
        };
        (add(arguments), ...);
        to_.cut(end);
        to_.put({&close, 1});
    }

    template <class X, class Y>
    static constexpr bool are_spelt_alike(const X& x, const Y& y) {
        Text one, other;
        Speller(one).put(x);
        Speller(other).put(y);
        return one.text() == other.text();
    }
    template <class X>
    static constexpr bool is_as_by_default(const X&) {
        return false;
    }
    template <class Given, class Default>
    static constexpr bool is_as_by_default(const OrDefault<Given, Default>& argument) {
        return are_spelt_alike(argument.given, argument.by_default);
    }

    constexpr void put(const char* text) { to_.put(text); }
    constexpr void put(bool value) { to_.put(value ? "true" : "false"); }
    template <class X>
    constexpr void put(const std::type_identity<X>&);
    template <class Given, class Default>
    constexpr void put(const OrDefault<Given, Default>& argument) {
        put(argument.given);
    }
    template <std::integral X>
    constexpr void put(const X& value) {
        char digits[24];
        std::size_t first = sizeof digits;
        bool is_negative = false;
        if constexpr (std::is_signed_v<X>) is_negative = value < 0;
        for (X rest = value; first == sizeof digits || rest != 0; rest = static_cast<X>(rest / 10)) {
            const int digit = static_cast<int>(rest % 10);
            digits[--first] = static_cast<char>('0' + (digit < 0 ? -digit : digit));
        }
        if (is_negative) digits[--first] = '-';
        to_.put({digits + first, sizeof digits - first});
    }
    template <std::floating_point X>
    constexpr void put(const X& value) {
        to_.put_real(value);
    }
    template <class X>
        requires std::is_enum_v<X>
    constexpr void put(const X& value) {
        put(std::type_identity<X>{});
        to_.put("(");
        put(static_cast<std::underlying_type_t<X>>(value));
        to_.put(")");
    }
    template <class X>
        requires SpellsItsValue<X, Speller>
    constexpr void put(const X& x) {
        x.spell(*this);
    }

    /// The members that are not as by default.
    template <NamesMembers X>
    constexpr void put(const X& x) {
        put(std::type_identity<X>{});
        to_.put("{");
        const std::size_t start = to_.size();
        std::size_t i = 0;
        x.each_member([&](std::string_view name, const auto& value) {
            if (is_member_as_by_default<X>(i++, value)) return;
            to_.put(to_.size() == start ? "." : ", .");
            to_.put(name);
            to_.put(" = ");
            put(value);
        });
        to_.put("}");
    }
    template <class X>
    static constexpr bool is_member_as_by_default(std::size_t index, const auto& value) {
        bool same = false;
        if constexpr (std::default_initializable<X>) {
            std::size_t i = 0;
            X{}.each_member([&](std::string_view, const auto& other) {
                if (i++ == index) same = are_spelt_alike(value, other);
            });
        }
        return same;
    }

    /// A value of a class that says nothing, which save_header then tells.
    template <class X>
    constexpr void put(const X&) {
        put(std::type_identity<X>{});
        to_.put(unspelt);
    }

    Text& to_;
};

/// As the compiler has it.
template <class X>
struct NameOf {
    CTNN_COLD static constexpr void put(auto& to, auto&) { to.put(pretty_type<X>()); }
};

// Piece by piece, because g++ writes "> >", and so that default arguments can be left out within.
template <template <class...> class Template, class... Arguments>
struct NameOf<Template<Arguments...>> {
    CTNN_COLD static constexpr void put(auto& to, auto& out) {
        to.put(name_of(pretty_type<Template<Arguments...>>()));
        out.list(std::type_identity<Arguments>{}...);
    }
};

// Of which g++ leaves out a denominator of 1, and clang does not.
template <std::intmax_t N, std::intmax_t D>
struct NameOf<std::ratio<N, D>> {
    CTNN_COLD static constexpr void put(auto& to, auto& out) {
        to.put("std::ratio<");
        out.text(N);
        if (D != 1) {
            to.put(", ");
            out.text(D);
        }
        to.put(">");
    }
};

/// A type says itself how it is spelt, or the compiler does: core/spelling.hpp.
template <class Text>
template <class X>
constexpr void Speller<Text>::put(const std::type_identity<X>& x) {
    if constexpr (requires { X::spell(x, *this); })
        X::spell(x, *this);
    else
        NameOf<X>::put(to_, *this);
}

template <class X>
consteval Line spelt_line() {
    Line line;
    Speller<Line>(line).text(std::type_identity<X>{});
    return line;
}

/// The same as the compiler puts it together, so that programs hold the text alone; of what is longer than a
/// line, its beginning.
template <class X>
inline constexpr auto spelt_characters = [] {
    constexpr Line line = spelt_line<X>();
    std::array<char, line.size()> characters{};
    for (std::size_t i = 0; i < line.size(); ++i) characters[i] = line.text()[i];
    return characters;
}();
template <class X>
inline constexpr std::string_view spelt{spelt_characters<X>.data(), spelt_characters<X>.size()};

}  // namespace ctnn::detail::inline CTNN_CODE
