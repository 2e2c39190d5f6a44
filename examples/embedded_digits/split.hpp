#pragma once

#include <ctnn/data/dataset.hpp>
#include <ctnn/data/split.hpp>
#include <ctnn/io/csv.hpp>

/// The digits in two: four fifths to learn from, and those held out, the same in every program.
template <class Net>
ctnn::Split<Net> split_digits() {
    return ctnn::split(ctnn::read_csv<Net>(CTNN_DIGITS_CSV), 0.2, /*seed*/ 1);
}
