#pragma once

#include <cstddef>
#include <ctnn/core/code.hpp>
#include <ctnn/core/error/data.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/data/confusion_matrix.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/data/write_file.hpp>
#include <ctnn/io/html_text.hpp>
#include <ctnn/io/plot.hpp>
#include <ctnn/io/report_answers.hpp>
#include <ctnn/io/report_history.hpp>
#include <ctnn/io/report_matrix.hpp>
#include <ctnn/io/report_network.hpp>
#include <ctnn/io/report_page.hpp>
#include <ctnn/io/report_pictures.hpp>
#include <ctnn/io/report_sound.hpp>
#include <ctnn/io/report_sweep.hpp>
#include <ctnn/io/report_values.hpp>
#include <ctnn/network/parameters.hpp>
#include <ctnn/train/history.hpp>
#include <ctnn/train/sweep_result.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ctnn {

inline namespace CTNN_CODE {

struct ReportOptions {
    std::string title{};                 ///< none: the file's name
    std::vector<std::string> classes{};  ///< their names; those without one are numbers
    std::string gnuplot = "gnuplot";     ///< the program that draws curves
};

/// What a training came to, as one page of HTML that opens anywhere and asks no network:
///
///     Report report("digits.html");
///     report.add(trainer.fit(train, {.epochs = 30, .validation = &test}), "accuracy");
///     report.add(confusion_matrix(trainer.parameters, test));
///     report.add_weights(trainer.parameters).add_misread(trainer.parameters, test).write();
///
/// It holds copies of what it was given; `write` puts the file there whole or not at all. gnuplot draws the
/// curves (Debian: gnuplot-nox); where it is not, tables stand in their place and a line says so. Of more
/// than 2,000 points of a curve those are drawn that stick out.
/// Cost: nothing for a program that does not include it; a page of ten figures takes some 50 ms.
/// TensorBoard: a run's scalars, histograms and images. Goes wrong: what fits no figure is a DataError, a
/// path that cannot be written a FileError; values that are no numbers are gaps.
class Report {
  public:
    /// To be written to this path; nothing is before `write`.
    explicit Report(std::string path, ReportOptions options = {})
        : path_(std::move(path)), options_(std::move(options)) {
        if (!options_.title.empty()) return;
        const std::size_t folder = path_.find_last_of(detail::separators);
        options_.title = path_.substr(folder == path_.npos ? 0 : folder + 1);
        if (options_.title.ends_with(".html")) options_.title.resize(options_.title.size() - 5);
    }

    /// Where it goes to.
    const std::string& path() const noexcept { return path_; }

    /// A heading for what is added next.
    Report& section(std::string_view heading) { return add_html("<h2>" + detail::html(heading) + "</h2>\n"); }

    /// A paragraph.
    Report& text(std::string_view words) { return add_html("<p>" + detail::html(words) + "</p>\n"); }

    /// Curves over the epochs: loss, metric, learning rate, each layer's gradient. `metric` names what
    /// `validation_metric` is.
    template <class Net>
    Report& add(const History<Net>& history, std::string_view metric = "validation metric") {
        detail::add_history(blocks_, detail::columns_of(history), metric);
        return *this;
    }

    /// A heat map; of more than 30 classes, those that were confused most often.
    template <std::size_t Classes>
    Report& add(const ConfusionMatrix<Classes>& matrix) {
        return add_html(detail::matrix_html(detail::rows_of(matrix), options_.classes));
    }

    /// The candidates of a sweep, the best first, and how the best learnt.
    template <class Net, class T>
    Report& add(const Sweep<Net, T>& sweep) {
        add_html(detail::sweep_html(sweep.columns, sweep.trials));
        return add_drawing({.plot = detail::sweep_plot(sweep.columns, sweep.trials)});
    }

    /// Curves of one's own.
    Report& add(Plot plot) {
        for (Curve& curve : plot.curves) detail::give_places(curve);
        return add_drawing({.plot = std::move(plot)});
    }

    /// Pictures of one's own, side by side.
    Report& add(const std::vector<Picture>& pictures) { return add_html(detail::pictures_html(pictures)); }

    /// All that another report holds.
    Report& add(const Report& other) {
        const std::vector<detail::Block> copies = other.blocks_;  // of its own, if it is this one
        blocks_.insert(blocks_.end(), copies.begin(), copies.end());
        return *this;
    }

    /// The network as a diagram, with shapes and costs: `report.add_network<Digits>()`.
    template <class Net, class T = float>
    Report& add_network() {
        return add_html(detail::network_html<Net, T>());
    }

    /// The weights of the first layer as pictures, where it looks at pictures: an input of rank 2 or 3, a
    /// square number of inputs, `.height` and `.width`, or the kernels of a convolution.
    template <class Net, class T>
    Report& add_weights(const Parameters<Net, T>& parameters, const PictureOptions& options = {}) {
        return add_html(detail::weights_html(detail::picture_weights(parameters, options), options.most));
    }

    /// Samples that are taken for what they are not, and what the network thought.
    template <class Net, class T>
    Report& add_misread(const Parameters<Net, T>& parameters, const Dataset<Net>& data,
                        const PictureOptions& options = {}) {
        return add_html(detail::misread_html(parameters, data, options, options_.classes));
    }

    /// Of a network of two inputs: the samples in their plane, and what it says around them.
    template <class Net, class T>
        requires(Net::input_size == 2)
    Report& add_boundary(const Parameters<Net, T>& parameters, const Dataset<Net>& data,
                         std::string title = "Decision boundary") {
        return add_drawing(detail::boundary(parameters, data, options_.classes, std::move(title)));
    }
    template <class Net, class T>
        requires(Net::input_size != 2)
    auto add_boundary(const Parameters<Net, T>&, const Dataset<Net>&, std::string = "") ->
        typename error::a_boundary_lies_in_the_plane_of_2_inputs_but_the_network_takes<Net::input_size>;

    /// What it predicts against what is true.
    template <class Net, class T>
    Report& add_predictions(const Parameters<Net, T>& parameters, const Dataset<Net>& data) {
        return add_plots(detail::prediction_plots(parameters, data));
    }

    /// How the weights of each layer are spread.
    template <class Net, class T>
    Report& add_weight_histograms(const Parameters<Net, T>& parameters) {
        return add_plots(detail::weight_histograms(parameters));
    }

    /// How what each layer gives is spread, for samples of a data set.
    template <class Net, class T>
    Report& add_activation_histograms(const Parameters<Net, T>& parameters, const Dataset<Net>& data) {
        return add_plots(detail::activation_histograms(parameters, data));
    }

    /// Waves and spectra: `report.add_sound({{"dry", input}, {"wet", output}}, 48000)`.
    Report& add_sound(const std::vector<Sound>& sounds, double samples_a_second) {
        return add_plots(detail::sound_plots(sounds, samples_a_second));
    }

    /// The page as it would be written.
    std::string html() const {
        return detail::page({.title = options_.title}, blocks_, options_.gnuplot.c_str());
    }

    /// Writes the file.
    void write() const { detail::write_file(path_, html()); }

    /// A callback that rewrites the file while a training runs, after every so many epochs, with the curves
    /// so far; the page loads itself again every 2 seconds:
    ///
    ///     trainer.fit(train, {.epochs = 100, .on_epoch = report.live(trainer, 5)});
    ///
    /// `write` afterwards puts the finished page in its place. Both must live as long as the callback.
    template <class Trainer>
    auto live(const Trainer& trainer, std::size_t every = 1, std::string metric = "validation metric") const {
        return [this, &trainer, every, metric](const auto& epoch) {
            if (every != 0 && epoch.number % every != 0) return;
            std::vector<detail::Block> blocks = blocks_;
            detail::add_history(blocks, detail::columns_of(trainer.history()), metric);
            const detail::PageOptions options{.title = options_.title, .refresh_seconds = 2};
            detail::write_file(path_, detail::page(options, blocks, options_.gnuplot.c_str()));
        };
    }

  private:
    Report& add_html(std::string html) {
        blocks_.push_back({.html = std::move(html)});
        return *this;
    }
    Report& add_drawing(detail::Drawing drawing) {
        blocks_.push_back({.html = {}, .drawing = std::move(drawing)});
        return *this;
    }
    Report& add_plots(std::vector<Plot> plots) {
        for (Plot& plot : plots) add_drawing({.plot = std::move(plot)});
        return *this;
    }

    std::string path_;
    ReportOptions options_;
    std::vector<detail::Block> blocks_{};
};

}  // namespace CTNN_CODE
}  // namespace ctnn
