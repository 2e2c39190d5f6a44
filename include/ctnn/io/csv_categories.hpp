#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <functional>
#include <map>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/csv_columns.hpp>
#include <ctnn/io/csv_options.hpp>
#include <ctnn/io/csv_rows.hpp>

namespace ctnn {

inline namespace CTNN_CODE {

inline void CsvCategory::write(std::string_view word, std::span<float> inputs) const {
    const auto known = std::find(words.begin(), words.end(), word);
    if (inputs.size() != words.size())
        throw DataError("the inputs of " + detail::shown(column), std::to_string(words.size()),
                        std::to_string(inputs.size()));
    if (known == words.end() && !zeros_if_unknown)
        throw DataError("a word of " + detail::shown(column), "one of " + detail::listed(words),
                        detail::shown(word));
    std::fill(inputs.begin(), inputs.end(), 0.0f);
    if (known != words.end()) inputs[static_cast<std::size_t>(known - words.begin())] = 1;
}

}  // namespace CTNN_CODE

namespace detail::inline CTNN_CODE {

/// The words of one column, each with its place; those that it learns in order of appearance, until they are
/// sorted.
class CsvWords {
  public:
    CsvWords(const CsvRows& rows, const CsvCategory& category)
        : category_(category), learns_(category.words.empty()) {
        for (std::string& word : category_.words) places_.emplace(word, places_.size());
        if (places_.size() != category_.words.size())
            throw FileError(rows.path(), "CsvOptions::categories",
                            "words of " + shown(category_.column) + ", all different",
                            listed(category_.words));
    }

    static constexpr std::size_t none = std::size_t{0} - 1;  // all zeros

    /// The place of the word in this column of the row, where at most so many are wanted.
    std::size_t place(const CsvRows& rows, std::size_t column, std::size_t most) {
        const std::string_view word = rows.columns()[column];
        if (rows.missing(column)) return none;
        if (const auto known = places_.find(word); known != places_.end()) return known->second;
        if (!learns_ && category_.zeros_if_unknown) return none;
        if (!learns_)
            rows.fail_at(column,
                         "one of " + counted(places_.size(), "word") + " (" + listed(category_.words) + ')',
                         shown(word));
        if (word.empty()) rows.fail_at(column, "a word", shown(word));
        if (places_.size() == most)
            rows.fail_at(column,
                         "no more than " + counted(most, "word") + ", as the network takes that many inputs",
                         shown(word));
        places_.emplace(word, category_.words.size());
        category_.words.emplace_back(word);
        return category_.words.size() - 1;
    }

    /// Sorts what was learnt; returns the places that the words have then.
    std::vector<std::size_t> sorted() {
        std::vector<std::size_t> places(category_.words.size());
        std::iota(places.begin(), places.end(), std::size_t{0});
        if (!learns_) return places;
        category_.words.clear();
        for (auto& [word, place] : places_) {
            places[place] = category_.words.size();
            category_.words.push_back(word);
        }
        return places;
    }

    const CsvCategory& category() const noexcept { return category_; }

  private:
    CsvCategory category_;
    bool learns_;
    std::map<std::string, std::size_t, std::less<>> places_{};
};

/// The inputs of a file's rows, of which some columns are words.
class CsvInputs {
  public:
    /// Of so many inputs. The rows stand on their header, or the first of them.
    CsvInputs(const CsvRows& rows, const CsvOptions& options, const CsvColumns& chosen, std::size_t inputs)
        : options_(options),
          columns_(chosen.inputs),
          words_at_(columns_.size(), CsvWords::none),
          inputs_(inputs) {
        if (!options.categories) return;
        for (const CsvCategory& category : *options.categories) {
            const auto found = std::find(columns_.begin(), columns_.end(), column_of(rows, category));
            const auto at = static_cast<std::size_t>(found - columns_.begin());
            if (found == columns_.end() || words_at_[at] != CsvWords::none)
                throw FileError(rows.path(), "CsvOptions::categories", "columns of inputs, each once",
                                shown(category.column));
            words_at_[at] = words_.size();
            words_.emplace_back(rows, category);
        }
    }

    /// Takes those of the row.
    void add(CsvRows& rows) {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const std::size_t k = columns_[i];
            if (words_at_[i] != CsvWords::none)
                places_.push_back(words_[words_at_[i]].place(rows, k, inputs_));
            else
                numbers_.push_back(rows.missing(k) ? options_.fill : rows.number(k));
        }
    }

    /// All inputs, row after row, words as one-hot values.
    std::vector<float> take(const CsvRows& rows) {
        if (words_.empty()) return std::move(numbers_);
        std::vector<std::vector<std::size_t>> sorted;
        for (CsvWords& words : words_) sorted.push_back(words.sorted());
        require_width(rows);
        std::vector<float> inputs;
        const std::size_t samples = places_.size() / words_.size();
        inputs.reserve(samples * inputs_);
        auto number = numbers_.begin();
        auto place = places_.begin();
        for (std::size_t sample = 0; sample < samples; ++sample)
            for (const std::size_t which : words_at_) {
                if (which == CsvWords::none) {
                    inputs.push_back(*number++);
                    continue;
                }
                const std::size_t start = inputs.size();
                inputs.resize(start + sorted[which].size());
                if (*place != CsvWords::none) inputs[start + sorted[which][*place]] = 1;
                ++place;
            }
        return inputs;
    }

    /// The categories with their words, once all is taken.
    std::vector<CsvCategory> categories() const {
        std::vector<CsvCategory> all;
        for (const CsvWords& words : words_) all.push_back(words.category());
        return all;
    }

  private:
    /// By its name, or its number from 1 on, where there are no names.
    static std::size_t column_of(const CsvRows& rows, const CsvCategory& category) {
        if (rows.has_header()) return places_of({category.column}, rows)[0];
        const std::string& text = category.column;
        std::size_t number = 0;
        const auto end = text.data() + text.size();
        if (const auto read = std::from_chars(text.data(), end, number); read.ptr == end && number > 0)
            return number - 1;
        throw FileError(rows.path(), "CsvOptions::categories",
                        "the number of a column, from 1 on, as the file does not name them", shown(text));
    }

    void require_width(const CsvRows& rows) const {
        const std::size_t numbers = columns_.size() - words_.size();
        std::size_t width = numbers;
        std::string parts = counted(numbers, "number");
        for (const CsvWords& words : words_) {
            const CsvCategory& category = words.category();
            width += category.words.size();
            parts += ", " + counted(category.words.size(), "word") + " of " + shown(category.column);
        }
        if (width != inputs_)
            throw FileError(rows.path(), "CsvOptions::categories",
                            counted(inputs_, "input") + ", as the network takes",
                            std::to_string(width) + ": " + parts);
    }

    const CsvOptions& options_;
    std::vector<std::size_t> columns_, words_at_;  // of each column which words, or none: numbers
    std::size_t inputs_;
    std::vector<CsvWords> words_{};
    std::vector<float> numbers_{};
    std::vector<std::size_t> places_{};
};

/// How many columns the inputs take, where some are words, of rows that stand on their header, or the first.
inline std::size_t input_columns(const CsvRows& rows, const CsvOptions& options, std::size_t targets) {
    if (!options.inputs.empty()) return options.inputs.size();
    if (rows.columns().empty()) rows.fail_empty("a row");
    const std::size_t others = options.skip_columns + targets;
    if (rows.columns().size() <= others)
        rows.fail("at least " + counted(others + 1, "column"), std::to_string(rows.columns().size()));
    return rows.columns().size() - others;
}

}  // namespace detail::inline CTNN_CODE
}  // namespace ctnn
