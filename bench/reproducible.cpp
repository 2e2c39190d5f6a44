// What one answer everywhere costs: the same cases with ctnn::reproducible, in a module of their own, and
// without.

#include "cases.hpp"
#include "works.hpp"

namespace bench {
namespace {

constexpr const char* who = nn::reproducible ? "reproducible" : "ctnn";

template <class M, std::size_t Samples>
struct Contest : Batch<M, Samples> {
    void operator()() {
        if constexpr (Samples == 1)
            this->y = nn::predict(this->values.parameters, this->x);
        else
            nn::predict(this->values.parameters, this->x, this->y);
        keep(this->y);
    }
};

template <class M, std::size_t Samples>
void add(Suite& suite, const std::string& name) {
    const std::string title =
        (Samples == 1 ? "one sample, " : "batch of " + std::to_string(Samples) + ", a sample, ") + name;
    suite.add("one answer everywhere", {{.name = title, .unit = "ns", .work = work_of_samples<M>(Samples)}},
              {}, [&suite] {
                  auto contest = std::make_shared<Contest<M, Samples>>();
                  return std::vector<Player>{{.name = who,
                                              .variant = "",
                                              .answer =
                                                  [contest] {
                                                      (*contest)();
                                                      return std::vector<float>(contest->y.begin(),
                                                                                contest->y.end());
                                                  },
                                              .measure = nanoseconds_of(
                                                  suite.settings,
                                                  [contest](std::size_t n) {
                                                      for (std::size_t i = 0; i < n; ++i) (*contest)();
                                                  },
                                                  Samples)}};
              });
}

}  // namespace

void add_reproducible(Suite& suite) {
    add<Xor, 1>(suite, "2-2-1 sigmoid");
    add<Digits, 1>(suite, "64-128-10 ReLU, softmax");
    add<MnistWide, 1>(suite, "784-128-10 ReLU, softmax");
    add<Digits, 256>(suite, "64-128-10 ReLU, softmax");
    add<MnistWide, 256>(suite, "784-128-10 ReLU, softmax");
}

}  // namespace bench
