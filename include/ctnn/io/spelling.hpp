#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <ctnn/core/code.hpp>
#include <ctnn/io/header_text.hpp>
#include <ctnn/network/speller.hpp>

// The declaration of a type as source: as it says itself, or from the compiler's own name for it.

namespace ctnn::detail::inline CTNN_CODE {

/// Source of any length, with floating-point numbers exactly as they are.
struct SpeltText {
    std::string all{};

    void put(std::string_view more) { all += more; }
    template <std::floating_point X>
    void put_real(X value) {
        all += exact_literal(value);
    }
    std::size_t size() const { return all.size(); }
    void cut(std::size_t length) { all.resize(length); }
    std::string_view text() const { return all; }
};

template <class X>
std::string spelling() {
    SpeltText to;
    Speller<SpeltText>(to).text(std::type_identity<X>{});
    return std::move(to.all);
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
