#include "formats/read_model.hpp"

#include <ctnn/data/file_error.hpp>

#include "formats/file_text.hpp"
#include "formats/json.hpp"
#include "formats/keras.hpp"
#include "formats/nam.hpp"
#include "formats/onnx.hpp"
#include "formats/rtneural.hpp"
#include "formats/tensor_file.hpp"
#include "formats/tflite.hpp"
#include "formats/tflite_file.hpp"
#include "formats/torch_json.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

Model model_of(const std::string& text, const ImportOptions& options) {
    if (text.find_first_not_of(" \t\r\n") == text.npos) throw Refusal("the file is empty");
    if (TfliteFile::is_one(text)) return read_tflite(text, options);
    if (text[0] == '\x08') return read_onnx(text, options);
    if (text[0] == '\x80')
        throw Refusal("it is a pickle and no zip file, as PyTorch before 1.6 wrote: torch.save it again");
    if (text[text.find_first_not_of(" \t\r\n")] != '{') throw Refusal("its format is not known");
    const Json json = parsed_json(text);
    if (is_rtneural(json)) return read_rtneural(json, options);
    if (is_nam(json)) return read_nam(json, options);
    if (is_torch_json(json)) return read_torch_json(json, options);
    throw Refusal(
        "it is JSON, but of no kind that is known: RTNeural's has \"in_shape\" and \"layers\", NAM's "
        "\"architecture\", PyTorch's tensors");
}

}  // namespace

Model read_model(const std::string& path, const ImportOptions& options) {
    try {
        if (is_keras(path)) return read_keras(path, options);
        if (const auto tensors = read_tensors(path))
            return chain_of(modules_of(named_tensors(*tensors)), options);
        return model_of(file_text(path), options);
    } catch (const Refusal& refusal) {
        throw ctnn::FileError(path, refusal.what());
    }
}

}  // namespace ctnn_tool
