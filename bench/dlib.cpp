// dlib's players, where it is installed.

#include "installed_peer.hpp"
#include "peers/dlib_mlp.hpp"

struct MakeDlib {
    template <class M>
    static auto make(const bench::Model& model, std::size_t batch) {
        return std::make_shared<bench::DlibMlp<M>>(model, batch);
    }
};

extern "C" [[gnu::visibility("default")]] const char* bench_compiler() { return ""; }
extern "C" [[gnu::visibility("default")]] void bench_add_cases(bench::Suite& suite) {
    bench::add_installed_peer<MakeDlib>(suite, "dlib");
}
