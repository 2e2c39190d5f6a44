// 256 samples at once: nanoseconds a sample.

#include "architectures.hpp"
#include "cases.hpp"
#include "peers/eigen_mlp.hpp"
#include "peers/onednn_mlp.hpp"
#include "peers/openblas_mlp.hpp"
#include "works.hpp"

namespace bench {
namespace {

constexpr std::size_t samples = 256;

template <class M>
using Contest = Batch<M, samples>;

/// `run(x, y)` computes the whole batch.
template <class M, class Run>
Player player(const char* name, const char* variant, bool library, const Settings& settings,
              std::shared_ptr<Contest<M>> contest, Run run) {
    const auto call = [contest, run] { run(contest->x.data(), contest->y.data()); };
    return {.name = name,
            .variant = variant,
            .answer =
                [contest, call] {
                    contest->y.fill(-1);
                    call();
                    return std::vector<float>(contest->y.begin(), contest->y.end());
                },
            .measure = nanoseconds_of(
                settings,
                [contest, call](std::size_t n) {
                    for (std::size_t i = 0; i < n; ++i) {
                        call();
                        keep(contest->y);
                    }
                },
                samples),
            .from_any_compiler = library};
}

template <class M, int Order, bool Lazy = false>
Player eigen_player(const Settings& settings, std::shared_ptr<Contest<M>> contest) {
    auto net = std::make_shared<EigenBatch<M, Order, samples, Lazy>>(contest->values.model);
    return player("Eigen",
                  Lazy                       ? "lazy"
                  : Order == Eigen::RowMajor ? "rows"
                                             : "columns",
                  false, settings, contest, [net](const float* x, float* y) { (*net)(x, y); });
}

template <class M, int Order>
Player dynamic_eigen_player(const Settings& settings, std::shared_ptr<Contest<M>> contest) {
    auto net = std::make_shared<EigenDynamicBatch<Order>>(contest->values.model, samples);
    return player("Eigen", Order == Eigen::RowMajor ? "rows" : "columns", false, settings, contest,
                  [net](const float* x, float* y) { (*net)(x, y); });
}

template <class M>
std::vector<Player> players(const Settings& settings) {
    auto contest = std::make_shared<Contest<M>>();
    std::vector<Player> all;
    all.push_back(player("ctnn", "", false, settings, contest, [contest](const float*, float*) {
        nn::predict(contest->values.parameters, contest->x, contest->y);
    }));
    if constexpr (M::multiply_adds < 1000) {
        all.push_back(eigen_player<M, Eigen::RowMajor>(settings, contest));
        all.push_back(eigen_player<M, Eigen::ColMajor>(settings, contest));
        all.push_back(eigen_player<M, Eigen::ColMajor, true>(settings, contest));
    } else {  // sizes known to the compiler gain nothing here
        all.push_back(dynamic_eigen_player<M, Eigen::RowMajor>(settings, contest));
        all.push_back(dynamic_eigen_player<M, Eigen::ColMajor>(settings, contest));
    }
    auto onednn = std::make_shared<OnednnMlp>(contest->values.model, samples);
    all.push_back(player("oneDNN", "", true, settings, contest,
                         [onednn](const float* x, float* y) { (*onednn)(x, y); }));
    auto openblas = std::make_shared<OpenblasMlp>(contest->values.model, samples);
    all.push_back(player("OpenBLAS", openblas_get_corename(), true, settings, contest,
                         [openblas](const float* x, float* y) { (*openblas)(x, y); }));
    return all;
}

template <class M>
void add(Suite& suite, const std::string& name, Must must) {
    suite.add("batch of 256, a sample",
              {{.name = name,
                .unit = "ns",
                .work = work_of_samples<M>(samples),
                .must = std::move(must),
                .per_second = true}},
              {}, [&suite] { return players<M>(suite.settings); });
}

}  // namespace

void add_batch(Suite& suite) {
    add<MnistSmall>(suite, "784-16-16-10 sigmoid", {.ratio = 0.8, .against = "oneDNN"});
    add<MnistWide>(suite, "784-128-10 ReLU, softmax", {.ratio = 0.95, .peak = 0.95});
    add<MnistDeep>(suite, "784-256-128-10 ReLU, softmax", {.ratio = 0.95});
    add<Autoencoder>(suite, "784-128-32-128-784 ReLU, sigmoid", {.ratio = 0.95});
    add<Xor>(suite, "2-2-1 sigmoid", {.ratio = 0.95, .value = 1});
    add<Xor4>(suite, "2-4-1 sigmoid", {.ratio = 0.95, .value = 1});
    add<Waveshaper>(suite, "1-8-8-8-1 tanh", {.ratio = 0.95});
}

}  // namespace bench
