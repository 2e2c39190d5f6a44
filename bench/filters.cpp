// MLPerf Tiny's networks of convolutions, one image at a time.

#include "filters.hpp"

#include "cases.hpp"
#include "images.hpp"
#include "peers/eigen_filters.hpp"
#include "peers/plain_filters.hpp"

namespace bench {
namespace {

template <class M>
std::vector<Player> players(const Settings& settings) {
    const auto images = std::make_shared<Images<M>>();
    const auto eigen = std::make_shared<EigenFilterNet>(M::net(), images->weights.data());
    return {plain_images_player(images), ctnn_images_player<M, 1>(settings, images),
            images_player<M, 1>("Eigen", "", settings, images,
                                [eigen](const float* x, float* y) { (*eigen)(x, y); })};
}

template <class M>
void add(Suite& suite, double ratio) {
    suite.add(group_of_images<1>, {images_row<M, 1>({.ratio = ratio, .against = "Eigen"})}, {},
              [&suite] { return players<M>(suite.settings); });
}

}  // namespace

void add_filters(Suite& suite) {
    add<KeywordSpotting>(suite, 0.9);
    add<ResNet8>(suite, 0.9);
    add<WakeWords>(suite, 0.9);
}

}  // namespace bench
