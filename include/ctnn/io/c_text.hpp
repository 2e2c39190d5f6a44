#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/io/layer_nodes.hpp>

// The text of a C file as it grows: pieces of C with gaps, and the functions that are written once.

namespace ctnn::detail::inline CTNN_CODE {

/// What stands in a gap: a name, and a number or text.
struct CGap {
    std::string_view name;
    std::string text;

    CGap(std::string_view gap, std::string what) : name(gap), text(std::move(what)) {}
    CGap(std::string_view gap, const char* what) : name(gap), text(what) {}
    CGap(std::string_view gap, std::size_t number) : name(gap), text(std::to_string(number)) {}
};

/// So many values behind a pointer.
inline std::string c_at(const std::string& pointer, std::size_t offset) {
    return offset == 0 ? pointer : pointer + " + " + std::to_string(offset);
}

class CWriter {
  public:
    CWriter(std::string name, bool is_double) : name_(std::move(name)), is_double_(is_double) {}

    const std::string& name() const { return name_; }
    std::string type() const { return is_double_ ? "double" : "float"; }
    bool is_double() const { return is_double_; }

    /// The piece with the gaps filled: `$T` is the type of numbers, `$f` the suffix of its constants and of
    /// math.h's functions, `@` the name that all others begin with.
    std::string filled(std::string_view piece, const std::vector<CGap>& gaps = {}) const {
        std::string text;
        for (std::size_t i = 0; i < piece.size();) {
            if (piece[i] == '@') {
                text += name_;
                ++i;
            } else if (piece[i] == '$') {
                std::size_t end = i + 1;
                while (end < piece.size() && (is_letter(piece[end]) || piece[end] == '_')) ++end;
                text += gap(piece.substr(i + 1, end - i - 1), gaps);
                i = end;
            } else {
                text += piece[i++];
            }
        }
        return text;
    }

    /// Writes a function of use to many layers, once.
    void help(std::string_view key, std::string_view piece, const std::vector<CGap>& gaps = {}) {
        for (const std::string& helper : helped_)
            if (helper == key) return;
        helped_.emplace_back(key);
        helpers_ += filled(piece, gaps) + '\n';
    }
    /// How many functions are written whose keys begin so, before the one by that key.
    std::size_t number_of(std::string_view key, std::string_view beginning) const {
        std::size_t number = 0;
        for (const std::string& helper : helped_) {
            if (helper == key) break;
            number += helper.starts_with(beginning);
        }
        return number;
    }
    void need_math() { needs_math_ = true; }
    bool needs_math() const { return needs_math_; }
    const std::string& helpers() const { return helpers_; }

    void write(std::string_view piece, const std::vector<CGap>& gaps = {}) { text_ += filled(piece, gaps); }
    /// Text in which nothing is a gap.
    void write_plain(std::string_view text) { text_ += text; }
    std::string& text() { return text_; }
    const std::string& text() const { return text_; }

  private:
    static bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

    std::string gap(std::string_view wanted, const std::vector<CGap>& gaps) const {
        if (wanted == "T") return type();
        if (wanted == "f") return is_double_ ? "" : "f";
        for (const CGap& candidate : gaps)
            if (candidate.name == wanted) return filled(candidate.text, gaps);
        return "$" + std::string(wanted);
    }

    std::string name_, helpers_{}, text_{};
    std::vector<std::string> helped_{};
    bool is_double_, needs_math_ = false;
};

}  // namespace ctnn::detail::inline CTNN_CODE
