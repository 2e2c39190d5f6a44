#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/c_functions.hpp>
#include <ctnn/io/c_steps.hpp>
#include <ctnn/io/c_text.hpp>
#include <ctnn/io/header_text.hpp>
#include <ctnn/io/layer_nodes.hpp>
#include <ctnn/io/spelling.hpp>

// A file of C as text.

namespace ctnn {

inline namespace CTNN_CODE {

/// How a network is written in C.
struct CSourceOptions {
    /// What the names in the file begin with: a C identifier, as `digits` of `digits_predict`.
    std::string name = "trained";
    std::string origin{};  ///< where the values come from, for the comment at the top: any text
};

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

template <class T>
struct CContent {
    LayerNode network{};
    std::span<const T> values{}, input{}, output{};
    T tolerance{};
    std::size_t multiply_adds = 0;
};

inline void require_c_name(const std::string& path, const std::string& name) {
    const bool is_identifier = !name.empty() && starts_name(name[0]) && name[0] != '_' &&
                               std::all_of(name.begin(), name.end(), continues_name) &&
                               name.find("__") == name.npos && !name.ends_with('_');
    if (!is_identifier)
        throw FileError(path, "name", "a C identifier that names can begin with", '"' + name + '"');
}

inline constexpr std::string_view c_declarations = R"(
#ifdef __cplusplus
extern "C" {
#endif
/* Values of an input, of an output, and that @_predict_in needs room for. */
enum { @_inputs = $n, @_outputs = $m, @_workspace = $work };

/* The output for an input, neither of which may lie in the other; what is between layers is on the stack. */
void @_predict(const $T *input, $T *output);
/* The same, with that in @_workspace values of the caller's. */
void @_predict_in(const $T *input, $T *output, $T *workspace);
/* 1 if a sample still gets the answer that it got when this was written, to within rounding; else 0. */
int @_self_test(void);
$steps#ifdef __cplusplus
}
#endif

)";

inline constexpr std::string_view c_predict = R"(void @_predict(const $T *input, $T *output) {
    $T workspace[@_workspace];
    @_predict_in(input, output, workspace);
}

)";

inline constexpr std::string_view c_self_test = R"(int @_self_test(void) {
    $T output[@_outputs];
    @_predict(@_sample, output);
    for (long i = 0; i < @_outputs; ++i) {
        const $T off = output[i] - @_answer[i];
        if (!((off < 0 ? -off : off) <= $tolerance)) return 0; /* NaN too */
    }
    return 1;
}
)";

template <class T>
void write_c_values(CWriter& to, std::string_view name, std::span<const T> values) {
    to.write("static const $T @_$name[$count] = {\n",
             {{"name", std::string(name)}, {"count", values.size()}});
    append_values(to.text(), values.data(), values.size(), std::string(4, ' '));
    to.write("};\n");
}

template <class T>
std::string c_top(const CWriter& to, const CContent<T>& content, const std::string& origin) {
    std::string text = "// A trained network as C99, written by ctnn's save_c.\n//\n";
    if (!origin.empty()) text += as_comment(origin) + "//\n";
    return text + "// " + grouped(content.values.size()) + " values in " +
           grouped(content.values.size_bytes()) + " bytes; " + grouped(content.multiply_adds) +
           " multiply-adds for one sample.\n// clang-format off\n" +
           (to.needs_math() ? "\n#include <math.h>\n" : "");
}

/// The whole file.
template <class T>
std::string c_text(const CContent<T>& content, const CSourceOptions& options) {
    const LayerNode& network = content.network;
    CWriter to(options.name, std::is_same_v<T, double>);
    write_c_layer(to, network, "layer", content.values.data(), {});
    write_c_steps(to, network);
    to.write("void @_predict_in(const $T *input, $T *output, $T *workspace) {\n");
    const std::size_t work = c_work(network);
    if (work == 0) to.write("    (void)workspace;\n");
    to.write("    " + c_call(network, "layer", "input", "output", "workspace") + "}\n\n");
    to.write(c_predict);
    write_c_values(to, "sample", content.input);
    write_c_values(to, "answer", content.output);
    to.write(c_self_test, {{"tolerance", c_number(to, content.tolerance)}});

    return c_top(to, content, options.origin) +
           to.filled(c_declarations, {{"steps", c_declared_steps(to, network)},
                                      {"n", content.input.size()},
                                      {"m", content.output.size()},
                                      {"work", std::max<std::size_t>(work, 1)}}) +
           to.helpers() + to.text();
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
