#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <ratio>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/spelling.hpp>
#include <ctnn/io/header_text.hpp>
#include <ctnn/network/summary.hpp>

// The declaration of a type as source: as it says itself, or from the compiler's own name for it.

namespace ctnn::detail::inline CTNN_CODE {

/// What stands where a value does not say how it is spelt.
inline constexpr std::string_view unspelt = "{?}";

class Speller;

/// Whether X says itself how it is spelt: core/spelling.hpp.
template <class X>
concept SpellsItself = requires(Speller& out) { X::spell(std::type_identity<X>{}, out); };

template <class X>
std::string spelling();

/// What stands before the arguments of a template.
inline std::string_view name_of(std::string_view whole) {
    if (!whole.ends_with('>')) return whole;
    std::size_t depth = 0;
    for (std::size_t i = whole.size(); i-- > 0;) {
        if (whole[i] == '>') ++depth;
        if (whole[i] == '<' && --depth == 0) return whole.substr(0, i);
    }
    return whole;
}

/// What types and values write themselves to, piece by piece.
class Speller {
  public:
    const std::string& source() const { return source_; }

    /// X of these arguments; what is as by default at their end is left out.
    template <class X, class... Arguments>
    void operator()(std::type_identity<X>, const Arguments&... arguments) {
        constexpr std::string_view whole = pretty_type<X>();
        source_ += name_of(whole);
        if (whole.ends_with('>')) source_ += '<' + list(arguments...) + '>';
    }

    template <class... Arguments>
    void call(std::string_view name, const Arguments&... arguments) {
        source_ += std::string(name) + '(' + list(arguments...) + ')';
    }
    template <class... Arguments>
    void braces(std::string_view name, const Arguments&... arguments) {
        source_ += std::string(name) + '{' + list(arguments...) + '}';
    }
    template <class X>
    void text(const X& x) {
        put(x);
    }

  private:
    template <class X>
    static std::string of(const X& x) {
        Speller own;
        own.put(x);
        return own.source_;
    }

    template <class... Arguments>
    static std::string list(const Arguments&... arguments) {
        std::string all;
        std::size_t end = 0;
        const auto add = [&](const auto& argument) {
            all += (all.empty() ? "" : ", ") + of(argument);
            if (!is_as_by_default(argument)) end = all.size();
        };
        (add(arguments), ...);
        return all.substr(0, end);
    }

    template <class X>
    static bool is_as_by_default(const X&) {
        return false;
    }
    template <class Given, class Default>
    static bool is_as_by_default(const OrDefault<Given, Default>& argument) {
        return of(argument.given) == of(argument.by_default);
    }

    void put(const char* text) { source_ += text; }
    void put(bool value) { source_ += value ? "true" : "false"; }
    template <class X>
    void put(const std::type_identity<X>&) {
        source_ += spelling<X>();
    }
    template <class Given, class Default>
    void put(const OrDefault<Given, Default>& argument) {
        put(argument.given);
    }
    template <std::integral X>
    void put(const X& value) {
        source_ += std::to_string(value);
    }
    template <std::floating_point X>
    void put(const X& value) {
        source_ += exact_literal(value);
    }
    template <class X>
        requires std::is_enum_v<X>
    void put(const X& value) {
        source_ += spelling<X>() + '(' + std::to_string(static_cast<std::underlying_type_t<X>>(value)) + ')';
    }
    template <class X>
        requires requires(const X& x, Speller& out) { x.spell(out); }
    void put(const X& x) {
        x.spell(*this);
    }

    /// The members that are not as by default.
    template <class X>
        requires requires(const X& x) { x.each_member([](std::string_view, const auto&) {}); }
    void put(const X& x) {
        std::vector<std::string> by_default;
        if constexpr (std::default_initializable<X>)
            X{}.each_member([&](std::string_view, const auto& value) { by_default.push_back(of(value)); });
        std::string members;
        std::size_t i = 0;
        x.each_member([&](std::string_view name, const auto& value) {
            const std::string told = of(value);
            if (by_default.empty() || told != by_default[i++])
                members += (members.empty() ? "." : ", .") + std::string(name) + " = " + told;
        });
        source_ += spelling<X>() + '{' + members + '}';
    }

    /// A value of a class that says nothing, which save_header then tells.
    template <class X>
    void put(const X&) {
        source_ += spelling<X>() + std::string(unspelt);
    }

    std::string source_;
};

/// As the compiler has it.
template <class X>
struct NameOf {
    static std::string text() { return std::string(pretty_type<X>()); }
};

// Piece by piece, because g++ writes "> >", and so that default arguments can be left out within.
template <template <class...> class Template, class... Arguments>
struct NameOf<Template<Arguments...>> {
    static std::string text() {
        std::string arguments;
        ((arguments += (arguments.empty() ? "" : ", ") + spelling<Arguments>()), ...);
        return std::string(name_of(pretty_type<Template<Arguments...>>())) + '<' + arguments + '>';
    }
};

// Of which g++ leaves out a denominator of 1, and clang does not.
template <std::intmax_t N, std::intmax_t D>
struct NameOf<std::ratio<N, D>> {
    static std::string text() {
        return "std::ratio<" + std::to_string(N) + (D == 1 ? "" : ", " + std::to_string(D)) + '>';
    }
};

template <class X>
std::string spelling() {
    if constexpr (SpellsItself<X>) {
        Speller out;
        X::spell(std::type_identity<X>{}, out);
        return out.source();
    } else {
        return NameOf<X>::text();
    }
}

/// As the library's users write it.
template <class X>
std::string short_spelling() {
    std::string name = spelling<X>();
    for (std::size_t at; (at = name.find("ctnn::")) != name.npos;) name.erase(at, 6);
    return name;
}

inline bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
inline bool continues_name(char c) { return starts_name(c) || (c >= '0' && c <= '9'); }

inline bool is_keyword(std::string_view word) {
    constexpr auto keywords =
        std::to_array<std::string_view>({"alignas",       "alignof",     "and",
                                         "and_eq",        "asm",         "auto",
                                         "bitand",        "bitor",       "bool",
                                         "break",         "case",        "catch",
                                         "char",          "char16_t",    "char32_t",
                                         "char8_t",       "class",       "co_await",
                                         "co_return",     "co_yield",    "compl",
                                         "concept",       "const",       "const_cast",
                                         "consteval",     "constexpr",   "constinit",
                                         "continue",      "decltype",    "default",
                                         "delete",        "do",          "double",
                                         "dynamic_cast",  "else",        "enum",
                                         "explicit",      "export",      "extern",
                                         "false",         "float",       "for",
                                         "friend",        "goto",        "if",
                                         "inline",        "int",         "long",
                                         "mutable",       "namespace",   "new",
                                         "noexcept",      "not",         "not_eq",
                                         "nullptr",       "operator",    "or",
                                         "or_eq",         "private",     "protected",
                                         "public",        "register",    "reinterpret_cast",
                                         "requires",      "return",      "short",
                                         "signed",        "sizeof",      "static",
                                         "static_assert", "static_cast", "struct",
                                         "switch",        "template",    "this",
                                         "thread_local",  "throw",       "true",
                                         "try",           "typedef",     "typeid",
                                         "typename",      "union",       "unsigned",
                                         "using",         "virtual",     "void",
                                         "volatile",      "wchar_t",     "while",
                                         "xor",           "xor_eq"});
    return std::find(keywords.begin(), keywords.end(), word) != keywords.end();
}

inline bool has_any(std::string_view text, std::initializer_list<std::string_view> signs) {
    return std::any_of(signs.begin(), signs.end(),
                       [&](std::string_view sign) { return text.find(sign) != text.npos; });
}

// Values of a class whose name clang leaves out.
inline bool has_nameless_value(std::string_view text) { return has_any(text, {"<{", ", {", "{{"}); }

// Types without a name, in an unnamed namespace, or in a function, by the signs of both compilers.
inline bool has_nameless_type(std::string_view text) {
    return has_any(text, {"(anonymous", "<unnamed", "(unnamed", "<lambda", "(lambda", "{anonymous",
                          "{unnamed", "{lambda", ")::"});
}

// What cannot be named from another file.
inline bool has_unnameable(std::string_view text) {
    return has_nameless_type(text) || has_nameless_value(text);
}

// The first name that is neither the library's nor std's, with its namespaces, nor that of a member; empty if
// there is none.
inline std::string_view first_foreign_name(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t start = i;
        while (i < text.size() && (continues_name(text[i]) || text[i] == ':')) ++i;
        const std::string_view name = text.substr(start, i - start);
        if (name.empty() || (start > 0 && text[start - 1] == '.'))
            i = std::max(i, start + 1);
        else if (starts_name(name[0]) && !is_keyword(name) && !name.starts_with("ctnn::") &&
                 !name.starts_with("std::"))
            return name;
    }
    return {};
}

}  // namespace ctnn::detail::inline CTNN_CODE
