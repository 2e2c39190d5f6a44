// LibTorch's players, where it is installed.

#include "peers/torch_mlp.hpp"

#include "epochs.hpp"
#include "images.hpp"
#include "installed_peer.hpp"
#include "peers/torch_networks.hpp"
#include "peers/torch_recurrence.hpp"
#include "sequences.hpp"

struct MakeTorch {
    template <class M>
    static auto make(const bench::Model& model, std::size_t batch) {
        return std::make_shared<bench::TorchMlp>(model, batch);
    }
};

namespace bench {
namespace {

constexpr const char* who = "LibTorch";

std::vector<Player> from_any_compiler(Player player) {
    player.from_any_compiler = true;
    return {std::move(player)};
}

template <class M>
void add_cell(Suite& suite) {
    suite.add(one_step, {sequence_row<M>({})}, {}, [&suite] {
        const auto sequence = std::make_shared<Sequence<M>>();
        return from_any_compiler(sequence_player<M, 1>(
            who, "", suite.settings, sequence, std::make_shared<TorchCell<M>>(sequence->weights.data())));
    });
}

template <template <std::size_t, std::size_t> class Cell>
void add_cells(Suite& suite) {
    add_cell<Cell<1, 8>>(suite);
    add_cell<Cell<16, 16>>(suite);
    add_cell<Cell<32, 32>>(suite);
    add_cell<Cell<64, 64>>(suite);
}

template <class M, std::size_t Count>
void add_images(Suite& suite) {
    suite.add(group_of_images<Count>, {images_row<M, Count>({})}, {}, [&suite] {
        const auto images = std::make_shared<Images<M>>();
        const auto net = std::make_shared<TorchPredictor<M>>(images->weights.data(), Count);
        return from_any_compiler(images_player<M, Count>(who, "", suite.settings, images,
                                                         [net](const float* x, float* y) { (*net)(x, y); }));
    });
}

template <class M>
void add_training(Suite& suite) {
    suite.add(training_group, {training_row<M>(suite.settings, {})}, {}, [&suite] {
        const auto make = [] { return std::make_shared<TorchTrainer<M>>(M::weights().data()); };
        return from_any_compiler(
            peer_training(who, "", training_data<MnistWide::Network>(suite.settings), make));
    });
}

void add_all(Suite& suite) {
    add_cells<Lstm>(suite);
    add_cells<Gru>(suite);
    add_images<Lenet, 1>(suite);
    add_images<Lenet, 64>(suite);
    add_images<DigitRows, 1>(suite);
    add_images<DigitRows, 64>(suite);
    add_training<Lenet>(suite);
    add_training<DigitRows>(suite);
    add_training<DigitTransformer>(suite);
    add_training<Autoencoder>(suite);
}

}  // namespace
}  // namespace bench

extern "C" [[gnu::visibility("default")]] const char* bench_compiler() { return ""; }
extern "C" [[gnu::visibility("default")]] void bench_add_cases(bench::Suite& suite) {
    bench::add_installed_peer<MakeTorch>(suite, bench::who);
    bench::add_all(suite);
}
