#include <ctnn/io/tensor_modules.hpp>

#include <data/scratch_file.hpp>
#include <string>
#include <testing.hpp>
#include <vector>

using namespace ctnn;

namespace {

static_assert(detail::naturally_before("layers.2", "layers.10") &&
              !detail::naturally_before("layers.10", "layers.2"));
static_assert(detail::naturally_before("a", "a.b") && !detail::naturally_before("a", "a"));
static_assert(detail::naturally_before("", "a") && detail::naturally_before("x9y", "x10"));
static_assert(detail::naturally_before("01", "1") && !detail::naturally_before("1", "01"));
static_assert(detail::naturally_before("a99999999999999999999998", "a99999999999999999999999"));
static_assert(detail::naturally_before("a", "\xC3\xA9"));

/// The modules of a file whose tensors have these names, each with the names of its own.
std::string modules(const std::vector<std::string>& names, const std::string& prefix, TensorLayout layout) {
    std::string header = "{";
    for (const std::string& name : names)
        header += (header.size() > 1 ? ",\"" : "\"") + name +
                  R"(":{"dtype":"F32","shape":[0],"data_offsets":[0,0]})";
    header += '}';
    std::string size(8, '\0');
    detail::put_little_endian(std::uint64_t{header.size()}, size.data());
    const ScratchFile content(size + header, ".safetensors");
    const detail::SafetensorsFile file(content.path());
    std::string all;
    for (const detail::TensorModule& module : detail::modules_of(file, prefix, layout)) {
        all += module.whole_name() + (module.is_reverse ? "<" : "") + ":";
        for (const detail::ModuleTensor& tensor : module.tensors) all += ' ' + std::string(tensor.name);
        all += "; ";
    }
    return all;
}

}  // namespace

TEST_CASE("tensor_modules: tensors by module, in their natural order", "[io]") {
    REQUIRE(modules({"net.10.bias", "net.10.weight", "net.2.weight", "weight", "net.2.num_batches_tracked"},
                    "", from_pytorch) == ": weight; net.2: weight; net.10: bias weight; ");
    REQUIRE(modules({"net.10.bias", "other.weight", "net.2.weight"}, "net.", from_pytorch) ==
            "2: weight; 10: bias; ");
    REQUIRE(modules({"a"}, "b", from_pytorch).empty());
}

TEST_CASE("tensor_modules: levels and ways of recurrent modules", "[io]") {
    REQUIRE(modules({"r.weight_ih_l0", "r.weight_hh_l0", "r.bias_ih_l0_reverse", "r.weight_ih_l10",
                     "r.weight_ih_l2", "c.weight_ih", "c.weight_l"},
                    "", from_pytorch) ==
            "c: weight_ih weight_l; r_l0: weight_hh weight_ih; r_l0<: bias_ih; r_l2: weight_ih; r_l10: "
            "weight_ih; ");
    REQUIRE(modules({"b/forward_lstm/cell/kernel", "b/backward_lstm/cell/kernel"}, "", from_keras) ==
            "b/backward_lstm/cell<: kernel; b/forward_lstm/cell: kernel; ");
}

TEST_CASE("tensor_modules: the projection within PyTorch's attention is a part of it", "[io]") {
    REQUIRE(
        modules({"a.in_proj_bias", "a.in_proj_weight", "a.out_proj.bias", "a.out_proj.weight",
                 "b.out_proj.weight", "b.weight", "in_proj_weight", "out_proj.weight", "c-d.in_proj_weight",
                 "c.in_proj_weight", "c.out_proj.weight", "c.out_project.weight", "c.my_out_proj.weight"},
                "", from_pytorch) ==
        ": in_proj_weight out_proj.weight; a: in_proj_bias in_proj_weight out_proj.bias out_proj.weight; "
        "b: weight; b.out_proj: weight; c: in_proj_weight out_proj.weight; c-d: in_proj_weight; "
        "c.my_out_proj: weight; c.out_project: weight; ");
    REQUIRE(modules({"a.in_proj_weight", "a.out_proj.weight"}, "", from_keras) ==
            "a: in_proj_weight; a.out_proj: weight; ");
}

TEST_CASE("tensor_modules: what a user calls one", "[io]") {
    const detail::TensorModule first{"rnn", "_l0"}, second{"rnn", "_l1"}, plain{"fc"};
    REQUIRE((first.is_called("rnn") && first.is_called("rnn_l0") && !first.is_called("rnn_l1")));
    REQUIRE((second.is_called("rnn_l1") && !second.is_called("rnn")));
    REQUIRE((plain.is_called("fc") && !plain.is_called("")));
}
