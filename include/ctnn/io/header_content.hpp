#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/header_text.hpp>
#include <ctnn/io/spelling.hpp>

// A header of weights as text, whoever knows the network: a program that has its type, or one that only
// knows how it is declared.

namespace ctnn {

inline namespace CTNN_CODE {

/// How a header of weights is written.
struct HeaderOptions {
    /// The namespace that it declares: a C++ identifier. One that the C library or a macro has at global
    /// scope (exp, index) will not compile.
    std::string name = "trained";
    std::string origin{};  ///< where the values come from, for the comment at the top: any text
    std::vector<std::string> includes{};  ///< headers that declare layers of your own: "a.hpp" or "<b/c.hpp>"
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// A part of the block: of "layer 0, Dense<4, Tanh>", which all parts of that layer share, the "weight",
/// "8 x 4".
struct HeaderShare {
    std::shared_ptr<const std::string> layer{};
    std::string part{}, extents{};
    std::size_t first = 0, count = 0;
};

template <class T>
struct HeaderContent {
    std::string network{};
    std::size_t layers = 0, multiply_adds = 0;
    std::vector<HeaderShare> shares{};
    std::span<const T> values{}, input{}, output{};
    T tolerance{};
    std::uint64_t checksum = 0;
    std::string writer = "ctnn's save_header";
};

inline void require_namespace(const std::string& path, const std::string& name) {
    const bool identifier = !name.empty() && starts_name(name[0]) && name[0] != '_' &&
                            std::all_of(name.begin(), name.end(), continues_name) &&
                            name.find("__") == name.npos && !is_keyword(name);
    if (!identifier || name == "ctnn" || name == "std" || name == "main" || name == "NULL")
        throw FileError(path, "name", "a C++ identifier that a namespace can have", '"' + name + '"');
}

inline void require_includes(const std::string& path, const std::vector<std::string>& includes) {
    for (const std::string& include : includes) {
        const bool angled = include.starts_with('<') && include.ends_with('>');
        const std::string name = angled ? include.substr(1, include.size() - 2) : include;
        if (name.empty() || name.find_first_of("\"\\<>") != name.npos ||
            std::any_of(name.begin(), name.end(), is_control))
            throw FileError(path, "includes", "the name of a header, as a.hpp or <b/c.hpp>",
                            '\'' + include + '\'');
    }
}

template <class T>
std::string header_top(const HeaderContent<T>& content, const HeaderOptions& options) {
    std::string text = "// A trained network as source, written by " + content.writer +
                       ". Every number is checked as this is compiled.\n//\n";
    if (!options.origin.empty()) text += as_comment(options.origin) + "//\n";
    text += "// " + counted(content.layers, "layer") + ", " + grouped(content.values.size()) + " values in " +
            grouped(content.values.size_bytes()) + " bytes; " + grouped(content.multiply_adds) +
            " multiply-adds for one sample.\n// clang-format off\n#pragma once\n\n#include <ctnn/ctnn.hpp>\n";
    for (const std::string& include : options.includes)
        text += "#include " + (include.starts_with('<') ? include : '"' + include + '"') + '\n';
    text += "\nnamespace " + options.name + " {\n\nusing Network =";
    append_declaration(text, content.network);
    return text + '\n';
}

template <class T>
std::string header_text(const HeaderContent<T>& content, const HeaderOptions& options) {
    const std::string type = std::is_same_v<T, float> ? "float" : "double";
    const std::string arguments = type == "float" ? "<Network>" : "<Network, double>";
    const std::string four(4, ' '), eight(8, ' ');

    std::string text = header_top(content, options);
    text += "\ninline constexpr " + type + " values[] = {\n";
    const std::string comment = four + "// ";
    const std::string* layer = nullptr;
    for (const HeaderShare& share : content.shares) {
        if (layer != share.layer.get()) {
            layer = share.layer.get();
            text += comment;
            append_wrapped(text, *layer, comment);
            text += '\n';
        }
        text += comment + share.part + ": " + share.extents + '\n';
        append_values(text, content.values.data() + share.first, share.count, four);
    }
    if (content.values.empty()) text += "    0  // the network has none\n";
    text +=
        "};\n\n// A sample, the network's answer, how far rounding may take another machine's from it, and "
        "a checksum of all.\ninline constexpr ctnn::SelfTest" +
        arguments + " saved{\n    .input = {\n";
    append_values(text, content.input.data(), content.input.size(), eight);
    text += "    },\n    .output = {\n";
    append_values(text, content.output.data(), content.output.size(), eight);
    text += "    },\n    .tolerance = " + exact_literal(content.tolerance) +
            ",\n    .checksum = " + checksum_literal(content.checksum) + ",\n};\n\n";
    text +=
        "/// To predict with. What is damaged above does not compile.\ninline constexpr ctnn::Parameters" +
        arguments + " parameters = ctnn::baked<Network, values, saved>();\n\n";
    text +=
        "/// Whether they, or a copy of them, are as they were saved and give the answer that they gave.\n"
        "template <class Net = Network, class Values = ctnn::Parameters" +
        arguments +
        ">\nconstexpr bool self_test(const Values& of = parameters) noexcept {\n"
        "    return ctnn::self_test<Net>(of, saved);\n}\n\n";
    return text + "}  // namespace " + options.name + '\n';
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
