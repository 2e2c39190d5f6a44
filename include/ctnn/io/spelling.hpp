#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

#include <ctnn/layers/dense.hpp>
#include <ctnn/network/summary.hpp>

// The declaration of a type as source, from the compiler's own name for it.

namespace ctnn::detail {

template <class X>
struct Spelling {
    static std::string text() { return std::string(pretty_type<X>()); }
};

template <class X>
std::string spelling() {
    return Spelling<X>::text();
}

// Piece by piece, because g++ writes "> >", and so that default arguments can be left out within.
template <template <class...> class Template, class... Arguments>
struct Spelling<Template<Arguments...>> {
    static std::string text() {
        const std::string_view whole = pretty_type<Template<Arguments...>>();
        std::string arguments;
        ((arguments += (arguments.empty() ? "" : ", ") + spelling<Arguments>()), ...);
        return std::string(whole.substr(0, whole.find('<'))) + '<' + arguments + '>';
    }
};

template <std::size_t Units, class Act, class Init>
struct Spelling<Dense<Units, Act, Init>> {
    static std::string text() {
        const bool other_init = !std::same_as<Init, typename DefaultInitializer<Act>::type>;
        std::string text = "ctnn::Dense<" + std::to_string(Units);
        if (other_init || !std::same_as<Act, Linear>) text += ", " + spelling<Act>();
        if (other_init) text += ", " + spelling<Init>();
        return text + '>';
    }
};

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

// What cannot be named from another file: types without a name, in an unnamed namespace, or in a function;
// and values of a class whose name clang leaves out.
inline bool has_unnameable(std::string_view text) {
    constexpr auto signs = std::to_array<std::string_view>({"(anonymous", "<unnamed", "(unnamed", "<lambda",
                                                            "(lambda", "{anonymous", "{unnamed", "{lambda",
                                                            "<{", ", {", "{{", ")::"});  // of both compilers
    return std::any_of(signs.begin(), signs.end(),
                       [&](std::string_view sign) { return text.find(sign) != text.npos; });
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

}  // namespace ctnn::detail
