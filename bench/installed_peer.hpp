#pragma once

#include <memory>
#include <type_traits>

#include "architectures.hpp"
#include "measure.hpp"
#include "models.hpp"

// A peer that plays only where it is installed: it comes as a module of its own, with players for cases that
// the others define. `Make<M>::make(model, batch)` gives a shared pointer to what maps a pointer to inputs to
// one to outputs.

namespace bench {

template <class M>
struct InstalledContest {
    Values<M> values;
    Inputs<M> inputs;
};

template <class M, class Make>
void add_installed_one_sample(Suite& suite, const char* peer, const char* name) {
    suite.add("one sample", {{.name = name, .unit = "ns"}}, {}, [&suite, peer] {
        auto contest = std::make_shared<InstalledContest<M>>();
        auto net = Make::template make<M>(contest->values.model, 1);
        return std::vector<Player>{{.name = peer,
                                    .variant = "",
                                    .answer =
                                        [contest, net] {
                                            std::vector<float> all;
                                            for (const auto& x : contest->inputs.x) {
                                                const float* const y = (*net)(x.data());
                                                all.insert(all.end(), y, y + M::out);
                                            }
                                            return all;
                                        },
                                    .measure = nanoseconds_of(suite.settings,
                                                              [contest, net](std::size_t n) {
                                                                  for (std::size_t i = 0; i < n; ++i)
                                                                      keep((*net)(contest->inputs[i].data()));
                                                              }),
                                    .from_any_compiler = true}};
    });
}

template <class M, class Make>
void add_installed_batch(Suite& suite, const char* peer, const char* name) {
    constexpr std::size_t samples = 256;
    suite.add("batch of 256, a sample", {{.name = name, .unit = "ns"}}, {}, [&suite, peer] {
        auto contest = std::make_shared<InstalledContest<M>>();
        auto x = std::make_shared<std::vector<float>>(samples * M::in);
        nn::Random random{3};  // as in batch.cpp
        for (float& value : *x) value = random.uniform<float>() * 2 - 1;
        auto net = Make::template make<M>(contest->values.model, samples);
        return std::vector<Player>{{.name = peer,
                                    .variant = "",
                                    .answer =
                                        [=] {
                                            const float* const y = (*net)(x->data());
                                            return std::vector<float>(y, y + samples * M::out);
                                        },
                                    .measure = nanoseconds_of(
                                        suite.settings,
                                        [contest, net, x](std::size_t n) {
                                            for (std::size_t i = 0; i < n; ++i) keep((*net)(x->data()));
                                        },
                                        samples),
                                    .from_any_compiler = true}};
    });
}

template <class Make>
void add_installed_peer(Suite& suite, const char* peer) {
    const auto both = [&]<class M>(std::type_identity<M>, const char* name) {
        add_installed_one_sample<M, Make>(suite, peer, name);
        add_installed_batch<M, Make>(suite, peer, name);
    };
    both(std::type_identity<Xor>{}, "2-2-1 sigmoid");
    both(std::type_identity<Waveshaper>{}, "1-8-8-8-1 tanh");
    both(std::type_identity<MnistSmall>{}, "784-16-16-10 sigmoid");
    both(std::type_identity<MnistWide>{}, "784-128-10 ReLU, softmax");
    both(std::type_identity<MnistDeep>{}, "784-256-128-10 ReLU, softmax");
    both(std::type_identity<Autoencoder>{}, "784-128-32-128-784 ReLU, sigmoid");
    add_installed_one_sample<Digits, Make>(suite, peer, "64-128-10 ReLU, softmax");
}

}  // namespace bench
