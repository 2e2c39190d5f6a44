#pragma once

#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <ctnn/core/code.hpp>
#include <ctnn/core/part.hpp>
#include <ctnn/core/value_range.hpp>
#include <ctnn/data/file_system.hpp>
#include <ctnn/data/write_file.hpp>
#include <ctnn/io/event_records.hpp>
#include <ctnn/io/report_pictures.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/network/parts.hpp>
#include <ctnn/train/history.hpp>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace ctnn {

inline namespace CTNN_CODE {

/// A training for TensorBoard, which shows what is in the folder with `tensorboard --logdir runs`:
///
///     TensorBoard board("runs/digits");
///     board.add(trainer.history());
///     board.add_histograms(trainer.parameters, 30);
///     board.write();
///
/// The folder is made if it is not there. `write` puts all that was added into one file of its own, whole or
/// not at all; each object has another file. PyTorch: `SummaryWriter`. Goes wrong when it cannot be written:
/// FileError. Tags may be any text; those with the same part before a `/` stand together.
class TensorBoard {
  public:
    /// `time`, in seconds since 1970, is that of all that is added; a negative one is now.
    explicit TensorBoard(std::string folder, double time = -1)
        : folder_(std::move(folder)), time_(time < 0 ? now() : time), events_(detail::first_event(time_)) {
        char name[64];
        std::snprintf(name, sizeof name, "events.out.tfevents.%010.0f.%08x", std::floor(time_),
                      static_cast<unsigned>(detail::draws_of_its_own()() >> 32));
        path_ = folder_ + '/' + name;
    }

    /// Of the file that `write` makes.
    const std::string& path() const noexcept { return path_; }

    /// A number at a step, under the curve of this tag: a float there, of what is beyond these an infinity.
    TensorBoard& add_scalar(std::string_view tag, std::size_t step, double value) {
        return add_value(step, detail::scalar_value(tag, value));
    }

    /// Scalars at each epoch, its number the step: `loss/training`, `loss/validation`, `metric/validation`,
    /// `learning_rate`, `gradient_norm/0`, ... What is unknown is left out.
    template <class Net>
    TensorBoard& add(const History<Net>& history, std::string_view metric = "metric/validation") {
        const auto known = [&](std::string_view tag, std::size_t step, double value) {
            if (detail::is_finite(value)) add_scalar(tag, step, value);
        };
        for (const Epoch<Net>& epoch : history) {
            known("loss/training", epoch.number, epoch.loss);
            known("loss/validation", epoch.number, epoch.validation_loss);
            known(metric, epoch.number, epoch.validation_metric);
            known("learning_rate", epoch.number, epoch.learning_rate);
            for (std::size_t layer = 0; layer < Net::layer_count; ++layer)
                known("gradient_norm/" + std::to_string(layer), epoch.number, epoch.gradient_norms[layer]);
        }
        return *this;
    }

    /// How often values are in which range, at a step.
    TensorBoard& add_histogram(std::string_view tag, std::size_t step, const std::vector<double>& values) {
        return add_value(step, detail::histogram_value(tag, values));
    }

    /// One of each trained part, by its path: `layers.0.weight`.
    template <class Net, class T>
    TensorBoard& add_histograms(const Parameters<Net, T>& parameters, std::size_t step) {
        for_each_part(parameters, [&](std::string_view path, const Part& part, std::span<const T> values) {
            if (!part.is_state) add_histogram(path, step, {values.begin(), values.end()});
        });
        return *this;
    }

    /// A picture at a step.
    TensorBoard& add_picture(std::string_view tag, std::size_t step, const Picture& picture) {
        return add_value(step, detail::image_value(tag, detail::pixels_of(picture)));
    }

    /// Makes the file of all that was added so far, and the folder.
    void write() const {
        std::error_code failed;  // that the file cannot be written either says it better
#ifdef _WIN32
        std::filesystem::create_directories(detail::wide_path(folder_), failed);
#else
        std::filesystem::create_directories(folder_, failed);
#endif
        detail::write_file(path_, events_);
    }

  private:
    static double now() {
        return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    }
    TensorBoard& add_value(std::size_t step, const detail::ProtobufMessage& value) {
        events_ += detail::value_event(time_, step, value);
        return *this;
    }

    std::string folder_, path_{};
    double time_;
    std::string events_;
};

}  // namespace CTNN_CODE
}  // namespace ctnn
