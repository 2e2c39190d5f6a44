#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/io/csv_options.hpp>
#include <ctnn/io/csv_rows.hpp>

namespace ctnn::detail::inline CTNN_CODE {

// Names for a message, not more than a few.
template <class Names>
[[gnu::cold]] std::string listed(const Names& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < 20; ++i)
        text += (i == 0 ? "" : ", ") + harmless(names[i]);
    return names.empty() ? "no names" : text + (names.size() > 20 ? ", ..." : "");
}

// Which columns of a file are inputs, and which targets.
struct CsvColumns {
    std::vector<std::size_t> inputs, targets;
    std::size_t count = 0;  // that each row must have
};

// The places of these names in the header that the rows stand on.
inline std::vector<std::size_t> places_of(const std::vector<std::string>& names, const CsvRows& rows) {
    const auto& header = rows.columns();
    std::vector<std::size_t> places;
    for (const std::string& name : names) {
        const auto found = std::find(header.begin(), header.end(), name);
        if (found == header.end()) rows.fail("a column named \"" + name + '"', listed(header));
        if (std::count(found, header.end(), name) > 1)
            rows.fail("one column named \"" + name + '"', "several");
        places.push_back(static_cast<std::size_t>(found - header.begin()));
    }
    return places;
}

inline void require_names(const CsvRows& rows, const char* option, std::size_t wanted, const char* noun,
                          std::size_t given) {
    if (given != wanted)
        throw FileError(rows.path(), std::string("CsvOptions::") + option,
                        counted(wanted, "name") + ", one for each " + noun, std::to_string(given));
}

inline CsvColumns columns_by_name(const CsvRows& rows, const CsvOptions& options, std::size_t inputs,
                                  std::size_t targets) {
    require_names(rows, "targets", targets, "target column", options.targets.size());
    CsvColumns chosen{places_of(options.inputs, rows), places_of(options.targets, rows),
                      rows.columns().size()};
    if (!options.inputs.empty()) {
        require_names(rows, "inputs", inputs, "input", options.inputs.size());
        return chosen;
    }
    for (std::size_t k = options.skip_columns; k < chosen.count; ++k)
        if (std::find(chosen.targets.begin(), chosen.targets.end(), k) == chosen.targets.end())
            chosen.inputs.push_back(k);
    if (chosen.inputs.size() != inputs)
        rows.fail(counted(inputs, "column") + " beside the targets", std::to_string(chosen.inputs.size()));
    return chosen;
}

// The columns of so many inputs and targets. Of rows that stand on their header, if they have one.
inline CsvColumns choose_columns(const CsvRows& rows, const CsvOptions& options, std::size_t inputs,
                                 std::size_t targets) {
    if (!options.inputs.empty() || !options.targets.empty())
        return columns_by_name(rows, options, inputs, targets);
    CsvColumns chosen;
    for (std::size_t k = 0; k < inputs + targets; ++k) {
        const bool target = options.target_first ? k < targets : k >= inputs;
        (target ? chosen.targets : chosen.inputs).push_back(options.skip_columns + k);
    }
    chosen.count = options.skip_columns + inputs + targets;
    return chosen;
}

}  // namespace ctnn::detail::inline CTNN_CODE
