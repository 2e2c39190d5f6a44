#pragma once

#include <array>
#include <cstddef>
#include <cstdio>
#include <ctnn/train/training_error.hpp>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

namespace ctnn {

/// What one epoch of training came to.
template <class Net>
struct Epoch {
    static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

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
    std::vector<Epoch<Net>> epochs;
    std::size_t best_epoch = 0;  ///< the number of the epoch whose parameters were kept
    bool stopped_early = false;

    std::size_t size() const noexcept { return epochs.size(); }
    bool empty() const noexcept { return epochs.empty(); }
    const Epoch<Net>& operator[](std::size_t i) const noexcept { return epochs[i]; }
    const Epoch<Net>& back() const noexcept { return epochs.back(); }
    auto begin() const noexcept { return epochs.begin(); }
    auto end() const noexcept { return epochs.end(); }

    /// A table of comma-separated values with a header, one row an epoch; what is unknown stays empty.
    std::string csv() const {
        std::ostringstream out;
        out.imbue(std::locale::classic());
        out.precision(9);
        out << "epoch,loss,validation_loss,validation_metric,learning_rate,seconds";
        for (std::size_t layer = 0; layer < Net::layer_count; ++layer) out << ",gradient_norm_" << layer;
        out << '\n';
        for (const Epoch<Net>& epoch : epochs) {
            out << epoch.number;
            for (const double value : {epoch.loss, epoch.validation_loss, epoch.validation_metric,
                                       epoch.learning_rate, epoch.seconds})
                put(out << ',', value);
            for (const double norm : epoch.gradient_norms) put(out << ',', norm);
            out << '\n';
        }
        return out.str();
    }

    /// Writes `csv()` to a file: beside it first, then renamed, so that it is there whole or not at all.
    /// Throws TrainingError when it cannot.
    void write_csv(const std::filesystem::path& path) const {
        const std::filesystem::path draft = path.string() + ".part";
        std::ofstream file(draft, std::ios::binary);
        file << csv();
        file.close();
        std::error_code failed;
        if (file) std::filesystem::rename(draft, path, failed);
        if (!file || failed) {
            std::error_code ignored;
            std::filesystem::remove(draft, ignored);
            throw TrainingError(path.string() + ": the history cannot be written");
        }
    }

  private:
    static void put(std::ostream& out, double value) {
        if (value == value) out << value;
    }
};

}  // namespace ctnn
