// LibTorch's players, where it is installed.

#include "peers/torch_mlp.hpp"

#include "installed_peer.hpp"

struct MakeTorch {
    template <class M>
    static auto make(const bench::Model& model, std::size_t batch) {
        return std::make_shared<bench::TorchMlp>(model, batch);
    }
};

extern "C" [[gnu::visibility("default")]] const char* bench_compiler() { return ""; }
extern "C" [[gnu::visibility("default")]] void bench_add_cases(bench::Suite& suite) {
    bench::add_installed_peer<MakeTorch>(suite, "LibTorch");
}
