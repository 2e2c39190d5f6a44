// LeNet-5, and an LSTM that reads digits row by row: one image at a time, and 64 at once.

#include "images.hpp"

#include "cases.hpp"
#include "peers/eigen_digit_rows.hpp"
#include "peers/eigen_lenet.hpp"
#include "peers/onednn_lenet.hpp"
#include "peers/onednn_recurrence.hpp"

namespace bench {
namespace {

/// A peer made from the weights, `(*net)(x, y)`.
template <class M, std::size_t Count, class Net>
Player player(const char* name, const char* variant, const Settings& settings, SharedImages<M> images,
              std::shared_ptr<Net> net) {
    return images_player<M, Count>(name, variant, settings, images,
                                   [net](const float* x, float* y) { (*net)(x, y); });
}

template <std::size_t Count>
auto eigen(Lenet, const float* weights) {
    return std::make_shared<EigenLenet<Count, Count == 1 ? 1 : 4>>(weights);
}
template <std::size_t Count>
auto eigen(DigitRows, const float* weights) {
    return std::make_shared<EigenDigitRows<Count>>(weights);
}
auto onednn(Lenet, const float* weights, std::size_t count) {
    return std::make_shared<OnednnLenet>(weights, count);
}
auto onednn(DigitRows, const float* weights, std::size_t count) {
    return std::make_shared<OnednnDigitRows>(weights, count);
}

template <class M, std::size_t Count>
std::vector<Player> players(const Settings& settings) {
    const auto images = std::make_shared<Images<M>>();
    const float* const weights = images->weights.data();
    std::vector<Player> all{plain_images_player(images), ctnn_images_player<M, Count>(settings, images),
                            player<M, Count>("Eigen", "", settings, images, eigen<Count>(M{}, weights)),
                            player<M, Count>("oneDNN", "", settings, images, onednn(M{}, weights, Count))};
    all.back().from_any_compiler = true;
    return all;
}

template <class M, std::size_t Count>
void add(Suite& suite, Must must) {
    suite.add(group_of_images<Count>, {images_row<M, Count>(std::move(must))}, {},
              [&suite] { return players<M, Count>(suite.settings); });
}

}  // namespace

void add_images(Suite& suite) {
    add<Lenet, 1>(suite, {.ratio = 0.7, .against = "Eigen"});
    add<Lenet, 64>(suite, {.ratio = 0.7, .against = "oneDNN"});
    add<DigitRows, 1>(suite, {.ratio = 0.7, .against = "Eigen"});
    add<DigitRows, 64>(suite, {});
}

}  // namespace bench
