#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/csv_columns.hpp>
#include <ctnn/io/csv_options.hpp>
#include <ctnn/io/csv_rows.hpp>

namespace ctnn::detail::inline CTNN_CODE {

// The classes that labels stand for, of which there are `count`.
class CsvClasses {
  public:
    CsvClasses(const CsvRows& rows, const CsvOptions& options, std::size_t count)
        : labels_(options.labels), count_(count), words_(options.class_names != nullptr) {
        if (words_) {
            learns_ = options.class_names->empty();
            for (const std::string& name : *options.class_names) add(name);
            if (classes_.size() > count || classes_.size() != options.class_names->size())
                throw FileError(rows.path(), "CsvOptions::class_names",
                                "at most " + counted(count, "name") + ", all different",
                                listed(*options.class_names));
        } else if (labels_ == CsvLabels::signs && count != 2) {
            throw FileError(rows.path(), "CsvOptions::labels",
                            "a network of 2 classes for labels of -1 and 1", std::to_string(count));
        }
    }

    std::uint32_t of(CsvRows& rows, std::size_t column) {
        return words_ ? of_word(rows, column) : of_number(rows, column);
    }

    // The words, the first for class 0.
    const std::vector<std::string>& names() const noexcept { return names_; }

  private:
    void add(const std::string& name) {
        classes_.emplace(name, static_cast<std::uint32_t>(names_.size()));
        names_.push_back(name);
    }

    std::uint32_t of_word(const CsvRows& rows, std::size_t column) {
        const std::string_view word = rows.columns()[column];
        const auto known = classes_.find(word);
        if (known != classes_.end()) return known->second;
        if (word.empty() || rows.missing(column)) rows.fail_at(column, "the name of a class", shown(word));
        if (!learns_ || names_.size() == count_)
            rows.fail_at(column, "one of " + counted(names_.size(), "class") + " (" + listed(names_) + ')',
                         shown(word));
        add(std::string(word));
        return static_cast<std::uint32_t>(names_.size() - 1);
    }

    std::uint32_t of_number(CsvRows& rows, std::size_t column) const {
        const double label = double(rows.number(column)), most = static_cast<double>(count_ - 1);
        if (labels_ == CsvLabels::signs) {
            if (rows.whole(column) && (label == 1 || label == -1)) return label == 1;
            rows.fail_at(column, "a class of -1 or 1", shown(rows.columns()[column]));
        }
        const std::size_t first = labels_ == CsvLabels::from_1;
        const double of_all = label - static_cast<double>(first);
        if (rows.whole(column) && of_all >= 0 && of_all <= most) return static_cast<std::uint32_t>(of_all);
        rows.fail_at(column,
                     "a class of " + std::to_string(first) + " to " + std::to_string(first + count_ - 1),
                     shown(rows.columns()[column]));
    }

    CsvLabels labels_;
    std::size_t count_;
    bool words_, learns_ = false;
    std::vector<std::string> names_;
    std::map<std::string, std::uint32_t, std::less<>> classes_;
};

}  // namespace ctnn::detail::inline CTNN_CODE
