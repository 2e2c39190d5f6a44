// What a network of the playground comes to on this machine, on each data set in turn: a fingerprint of
// points, weights and answers. It is Net, as in module.cpp.

#include <array>
#include <cstdint>
#include <cstdio>

#include "../playground.hpp"
#include "fingerprint.hpp"

static playground::Playground<Net> game;

int main() {
    Fingerprint all;
    for (std::uint32_t i = 0; i < playground::data_set_count; ++i) {
        game.points.draw(static_cast<playground::DataSet>(i), 0.1f, i + 1);
        game.start(i + 1, 0.01f);
        const float loss = game.train(40);
        const auto [held_out_loss, accuracy] = game.standing();
        all.add(game.points.inputs);
        all.add(game.points.targets);
        all.add(std::array{loss, held_out_loss, accuracy});
        all.add(game.parameters().values);
        all.add(game.field());
    }
    std::printf("%u\n", all.value);
}
