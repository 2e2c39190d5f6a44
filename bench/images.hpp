#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "architectures.hpp"
#include "measure.hpp"
#include "peers/plain.hpp"
#include "works.hpp"

// Networks on images: one at a time in turn, or 64 at once.

namespace bench {

/// Fewer of large ones, that what is measured is no reading of images from far away.
template <class M>
inline constexpr std::size_t images_in_turn = M::in > 1000 ? 8 : 64;

/// A network, as Lenet, and what it is given; room for the answers.
template <class M>
struct Images {
    std::vector<float> weights = M::weights(), x = std::vector<float>(images_in_turn<M> * M::in),
                       y = std::vector<float>(images_in_turn<M> * M::out);

    Images() {
        nn::Random random{3};
        for (float& pixel : x) pixel = random.uniform<float>();
    }
};

template <class M>
using SharedImages = std::shared_ptr<Images<M>>;

/// `run(x, y)` computes the outputs of `Count` images.
template <class M, std::size_t Count, class Run>
Player images_player(const char* name, const char* variant, const Settings& settings, SharedImages<M> images,
                     Run run) {
    const auto call = [images, run](std::size_t i) {
        const std::size_t first = i * Count % images_in_turn<M>;
        run(images->x.data() + first * M::in, images->y.data() + first * M::out);
    };
    const auto answer = [images, call] {
        std::fill(images->y.begin(), images->y.end(), -1.0f);
        for (std::size_t i = 0; i < images_in_turn<M> / Count; ++i) call(i);
        return images->y;
    };
    const auto work = [images, call](std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) {
            call(i);
            keep(*images->y.data());
        }
    };
    return {.name = name,
            .variant = variant,
            .answer = answer,
            .measure = nanoseconds_of(settings, work, double(Count))};
}

template <class M, std::size_t Count>
Player ctnn_images_player(const Settings& settings, SharedImages<M> images) {
    return images_player<M, Count>(
        "ctnn", "", settings, images,
        [parameters = parameters_of<M>(images->weights)](const float* x, float* y) {
            if constexpr (Count == 1) {
                const auto output = nn::predict(*parameters, std::span<const float, M::in>(x, M::in));
                std::copy(output.begin(), output.end(), y);
            } else {
                nn::predict(*parameters, std::span(x, Count * M::in), std::span(y, Count * M::out));
            }
        });
}

/// What all others must agree with.
template <class M>
Player plain_images_player(SharedImages<M> images) {
    return {.name = "plain loop",
            .variant = "",
            .answer =
                [images] {
                    std::vector<float> all;
                    for (std::size_t at = 0; at < images->x.size(); at += M::in)
                        for (const double y : plain_predict<M>(images->weights.data(), images->x.data() + at))
                            all.push_back(static_cast<float>(y));
                    return all;
                },
            .measure = {},
            .from_any_compiler = true};
}

template <std::size_t Count>
inline constexpr const char* group_of_images = Count == 1 ? "one sample" : "batch of 64, a sample";

template <class M, std::size_t Count>
Row images_row(Must must) {
    return {.name = M::name(),
            .unit = "ns",
            .work = work_of_samples<M>(Count),
            .must = std::move(must),
            .per_second = Count > 1};
}

}  // namespace bench
