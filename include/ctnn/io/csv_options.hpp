#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ctnn {

inline namespace CTNN_CODE {

/// What the target columns of a CSV file hold.
enum class CsvTarget {
    classes,  ///< One column: the class, as CsvLabels says.
    values    ///< `Net::output_size` columns: what the outputs should be.
};

/// How a class is written, where it is no word.
enum class CsvLabels {
    from_0,  ///< 0 is the first class.
    from_1,  ///< 1 is the first class.
    signs    ///< -1 and +1, of a network of two classes.
};

/// What becomes of a row of which a value that is asked for is missing.
enum class CsvMissing {
    refused,  ///< The file is in error.
    dropped,  ///< The row is left out.
    filled    ///< A missing input becomes `fill`; a missing target is refused.
};

/// A column of words among the inputs, as `CsvOptions::categories` names them: it becomes an input for each
/// word, 1 for the row's own and 0 for the others.
struct CsvCategory {
    /// By the name that the first line gives it; in a file without names its number, "1" for the first.
    std::string column;
    /// The words, the first for its first input. Of an empty list it becomes all words, sorted, so that the
    /// next file is read, and samples are predicted, with the same ones.
    std::vector<std::string> words{};
    /// A word that is not in the list is no error, but 0 for all (handle_unknown="ignore").
    bool zeros_if_unknown = false;

    /// Writes the inputs of a word, as many as there are words: for a sample to predict. A word that is not
    /// in the list and should be, or another number of inputs: DataError.
    void write(std::string_view word, std::span<float> inputs) const;
};

/// How a CSV file is written, and what of it is wanted. pandas: `read_csv`, its arguments in brackets.
///
///     read_csv<Iris>("iris.csv", {.targets = {"species"}, .class_names = &species});
struct CsvOptions {
    bool header = false;                    ///< The first line names the columns (header).
    char separator = ',';                   ///< What stands between two columns (sep).
    CsvTarget target = CsvTarget::classes;  ///< What the target columns hold.
    bool target_first = false;              ///< The target columns come before the inputs, not after them.

    bool blank_separated = false;  ///< Runs of blanks and tabs stand between two columns (sep=r"\s+").
    char decimal = '.';            ///< The decimal sign, ',' in much of Europe (decimal).
    char comment = '\0';           ///< Lines that start with it are left out (comment); none by default.
    std::size_t skip_columns = 0;  ///< So many columns on the left are no samples': an index (index_col).

    CsvMissing missing = CsvMissing::refused;  ///< What becomes of missing values (dropna, fillna).
    float fill = 0;                            ///< What they are filled with.
    /// How a missing value is written (na_values).
    std::vector<std::string> missing_marks{"", "NA", "N/A", "NaN", "nan", "null", "?"};

    CsvLabels labels = CsvLabels::from_0;  ///< How a class is written.
    /// The classes are words, and this their list, the first for class 0. Of an empty list it becomes all
    /// words in order of appearance, so that the next file is read with the same classes (factorize).
    std::vector<std::string>* class_names = nullptr;

    /// The inputs and the targets by the names that the first line gives them, in this order (usecols); other
    /// columns are not looked at. Where only targets are named, all others are inputs.
    std::vector<std::string> inputs{};
    std::vector<std::string> targets{};

    /// The inputs that are words. scikit-learn: `OneHotEncoder`; pandas: `get_dummies`.
    std::vector<CsvCategory>* categories = nullptr;

    /// Limits, so that a damaged file is an error before it takes all memory: the columns of a line and its
    /// bytes. A network that takes more lifts them.
    std::size_t most_columns = std::size_t{1} << 18;
    std::size_t longest_line = std::size_t{1} << 22;
};

}  // namespace CTNN_CODE
}  // namespace ctnn
