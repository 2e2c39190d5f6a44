#pragma once

#include <concepts>
#include <cstddef>
#include <string>

#include <ctnn/io/spelling.hpp>
#include <ctnn/layers/avg_pool1d.hpp>
#include <ctnn/layers/avg_pool2d.hpp>
#include <ctnn/layers/conv1d.hpp>
#include <ctnn/layers/conv2d.hpp>
#include <ctnn/layers/conv2d_transpose.hpp>
#include <ctnn/layers/max_pool1d.hpp>
#include <ctnn/layers/max_pool2d.hpp>
#include <ctnn/layers/upsample2d.hpp>
#include <ctnn/layers/zero_pad2d.hpp>

// The declarations of layers whose arguments are values of a class: clang leaves out the names of these, and
// what it says then is no source.

namespace ctnn::detail {

inline std::string spelled(std::size_t number) { return std::to_string(number); }
inline std::string spelled(bool value) { return value ? "true" : "false"; }

inline std::string spelled(Size2D size) {
    if (size.height == size.width) return spelled(size.height);
    return "ctnn::Size2D{" + spelled(size.height) + ", " + spelled(size.width) + '}';
}

inline std::string spelled(const Padding& p) {
    if (p == valid) return "ctnn::valid";
    if (p.kind == Padding::Kind::same) return "ctnn::same";
    if (p.kind == Padding::Kind::causal) return "ctnn::causal";
    return "ctnn::pad(" + spelled(p.top) + ", " + spelled(p.bottom) + ", " + spelled(p.left) + ", " +
           spelled(p.right) + ')';
}

/// The members of options that are not as they are by default.
struct OptionsText {
    std::string members;

    template <class Value>
    void add(const char* name, const Value& value, const Value& by_default) {
        if (value == by_default) return;
        members += (members.empty() ? "." : ", .") + std::string(name) + " = " + spelled(value);
    }
};

template <class Options>
OptionsText members_of(const Options& options) {
    const Options by_default;
    OptionsText text;
    text.add("stride", options.stride, by_default.stride);
    text.add("padding", options.padding, by_default.padding);
    if constexpr (requires { options.output_padding; })
        text.add("output_padding", options.output_padding, by_default.output_padding);
    if constexpr (requires { options.dilation; }) text.add("dilation", options.dilation, by_default.dilation);
    if constexpr (requires { options.groups; }) text.add("groups", options.groups, by_default.groups);
    if constexpr (requires { options.count_padding; })
        text.add("count_padding", options.count_padding, by_default.count_padding);
    return text;
}

/// Empty if all is as by default.
template <class Options>
std::string spelled_options(const Options& options) {
    const std::string members = members_of(options).members;
    return members.empty() ? members : spelling<Options>() + '{' + members + '}';
}

/// `Name<filters, kernel, ...>`, without the default arguments at its end.
template <class Act, class Init, class Kernel, class Options>
std::string convolution_text(const char* name, std::size_t filters, Kernel kernel, const Options& options) {
    const bool other_init = !std::same_as<Init, typename DefaultInitializer<Act>::type>;
    std::string told = spelled_options(options);
    if (other_init && told.empty()) told = spelling<Options>() + "{}";
    std::string text = "ctnn::" + std::string(name) + '<' + spelled(filters) + ", " + spelled(kernel);
    if (!told.empty() || !std::same_as<Act, Linear>) text += ", " + spelling<Act>();
    if (!told.empty()) text += ", " + told;
    if (other_init) text += ", " + spelling<Init>();
    return text + '>';
}

template <class Window, class Options>
std::string pool_text(const char* name, Window window, const Options& options) {
    const std::string told = spelled_options(options);
    return "ctnn::" + std::string(name) + '<' + spelled(window) + (told.empty() ? "" : ", " + told) + '>';
}

template <std::size_t Filters, std::size_t Kernel, class Act, auto O, class Init>
struct Spelling<Conv1D<Filters, Kernel, Act, O, Init>> {
    static std::string text() { return convolution_text<Act, Init>("Conv1D", Filters, Kernel, O); }
};
template <std::size_t Filters, Size2D Kernel, class Act, auto O, class Init>
struct Spelling<Conv2D<Filters, Kernel, Act, O, Init>> {
    static std::string text() { return convolution_text<Act, Init>("Conv2D", Filters, Kernel, O); }
};
template <std::size_t Filters, Size2D Kernel, class Act, auto O, class Init>
struct Spelling<Conv2DTranspose<Filters, Kernel, Act, O, Init>> {
    static std::string text() { return convolution_text<Act, Init>("Conv2DTranspose", Filters, Kernel, O); }
};
template <std::size_t Window, auto O>
struct Spelling<MaxPool1D<Window, O>> {
    static std::string text() { return pool_text("MaxPool1D", Window, O); }
};
template <std::size_t Window, auto O>
struct Spelling<AvgPool1D<Window, O>> {
    static std::string text() { return pool_text("AvgPool1D", Window, O); }
};
template <Size2D Window, auto O>
struct Spelling<MaxPool2D<Window, O>> {
    static std::string text() { return pool_text("MaxPool2D", Window, O); }
};
template <Size2D Window, auto O>
struct Spelling<AvgPool2D<Window, O>> {
    static std::string text() { return pool_text("AvgPool2D", Window, O); }
};
template <Size2D Factor>
struct Spelling<Upsample2D<Factor>> {
    static std::string text() { return "ctnn::Upsample2D<" + spelled(Factor) + '>'; }
};
template <Padding Zeros>
struct Spelling<ZeroPad2D<Zeros>> {
    static std::string text() { return "ctnn::ZeroPad2D<" + spelled(Zeros) + '>'; }
};

}  // namespace ctnn::detail
