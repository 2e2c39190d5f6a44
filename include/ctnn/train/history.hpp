#pragma once

#include <array>
#include <cstddef>
#include <ctnn/core/config.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/data/write_file.hpp>
#include <ctnn/train/training_error.hpp>
#include <string>
#include <vector>

namespace ctnn {
namespace detail::inline CTNN_CODE {

/// A comma and the value as every locale writes it, nothing for what is none.
CTNN_COLD inline void put_value(std::string& text, double value) {
    text += ',';
    if (is_finite(value)) text += number_text(value, NumberForm::general, 9);
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// What one epoch of training came to.
template <class Net>
struct Epoch {
    /// What was not measured: NaN.
    static constexpr double unknown = detail::not_a_number<double>;

    std::size_t number = 0;  ///< 1 for the first
    double loss = unknown;   ///< mean over the epoch's samples, each before the step that it took part in
    double validation_loss = unknown;  ///< mean, without dropout; NaN without a validation set
    double validation_metric =
        unknown;                     ///< accuracy where the targets are classes, else the mean squared error
    double learning_rate = unknown;  ///< of the epoch's last step
    double seconds = unknown;        ///< training and validation
    std::array<double, Net::layer_count>
        gradient_norms{};  ///< Euclidean, layer by layer, of the epoch's last step
};

/// What `fit` returns: an Epoch for each epoch.
template <class Net>
struct History {
    std::vector<Epoch<Net>> epochs;  ///< in their order
    std::size_t best_epoch = 0;      ///< the number of the epoch whose parameters were kept
    bool stopped_early = false;      ///< before all epochs were trained

    /// The epochs as a container's elements.
    std::size_t size() const noexcept { return epochs.size(); }
    bool empty() const noexcept { return epochs.empty(); }
    const Epoch<Net>& operator[](std::size_t i) const noexcept { return epochs[i]; }
    const Epoch<Net>& back() const noexcept { return epochs.back(); }
    auto begin() const noexcept { return epochs.begin(); }
    auto end() const noexcept { return epochs.end(); }

    /// A table of comma-separated values with a header, one row an epoch; what is unknown stays empty.
    CTNN_COLD std::string csv() const {
        std::string text = "epoch,loss,validation_loss,validation_metric,learning_rate,seconds";
        for (std::size_t layer = 0; layer < Net::layer_count; ++layer)
            text += ",gradient_norm_" + std::to_string(layer);
        for (const Epoch<Net>& epoch : epochs) {
            text += '\n' + std::to_string(epoch.number);
            for (const double value : {epoch.loss, epoch.validation_loss, epoch.validation_metric,
                                       epoch.learning_rate, epoch.seconds})
                detail::put_value(text, value);
            for (const double norm : epoch.gradient_norms) detail::put_value(text, norm);
        }
        return text + '\n';
    }

    /// Writes `csv()` to a file: beside it first, then renamed, so that it is there whole or not at all.
    /// Throws TrainingError, with the reason, when it cannot, and never replaces a device, a folder or a file
    /// that the program may not write to.
    CTNN_COLD void write_csv(const std::string& path) const {
        try {
            detail::write_file(path, csv());
        } catch (const FileError& error) {
            throw TrainingError(std::string("the history cannot be written: ") + error.what());
        }
    }
};

}  // namespace CTNN_CODE
}  // namespace ctnn
