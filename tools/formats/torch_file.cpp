#include "formats/torch_file.hpp"

#include <algorithm>
#include <array>
#include <ctnn/core/sizes.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/zip_file.hpp>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "formats/pickle.hpp"
#include "formats/zip_content.hpp"
#include "model/refusal.hpp"

namespace ctnn_tool {
namespace {

using Kind = PickleValue::Kind;
using ctnn::detail::in_quotes;

/// What safetensors calls the numbers of a storage.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> storages{
    {{"torch\nFloatStorage", "F32"},
     {"torch\nDoubleStorage", "F64"},
     {"torch\nHalfStorage", "F16"},
     {"torch\nBFloat16Storage", "BF16"},
     {"torch\nLongStorage", "I64"},
     {"torch\nIntStorage", "I32"},
     {"torch\nShortStorage", "I16"},
     {"torch\nCharStorage", "I8"},
     {"torch\nByteStorage", "U8"},
     {"torch\nBoolStorage", "BOOL"}}};

class TorchFile {
  public:
    explicit TorchFile(const std::string& path)
        : zip_(path),
          entries_(by_name(zip_)),
          folder_(folder_of(zip_)),
          pickle_text_(content("data.pkl")),
          pickle_(parsed(pickle_text_)) {
        if (entries_.contains(folder_ + "byteorder") && content("byteorder") != "little")
            throw Refusal("its numbers are not little-endian: not translated");
    }

    std::vector<RawTensor> tensors() {
        const PickleValue& entries = state_dict();
        std::vector<RawTensor> found;
        std::set<std::string> names;
        for (std::size_t i = 0; i + 1 < entries.items.size(); i += 2) {
            const PickleValue& name = pickle_[entries.items[i]];
            if (name.kind != Kind::text)
                throw Refusal("an entry of the state_dict has a name that is no text");
            if (!names.insert(std::string(name.text)).second)
                throw Refusal("the state_dict has " + in_quotes(name.text) + " twice");
            try {
                found.push_back(tensor(std::string(name.text), entries.items[i + 1]));
            } catch (const Refusal& refusal) {
                throw Refusal(in_quotes(name.text), refusal.what());
            }
        }
        return found;
    }

  private:
    static std::string folder_of(const ctnn::detail::ZipFile& zip) {
        for (const ctnn::detail::ZipEntry& entry : zip.entries())
            if (entry.name == "data.pkl" || entry.name.ends_with("/data.pkl"))
                return entry.name.substr(0, entry.name.size() - 8);
        throw Refusal("it is a zip file without a data.pkl, as torch.save writes one");
    }
    static std::map<std::string_view, const ctnn::detail::ZipEntry*> by_name(
        const ctnn::detail::ZipFile& zip) {
        std::map<std::string_view, const ctnn::detail::ZipEntry*> entries;
        for (const ctnn::detail::ZipEntry& entry : zip.entries()) entries.emplace(entry.name, &entry);
        return entries;
    }
    static Pickle parsed(const std::string& bytes) {
        try {
            return Pickle(bytes);
        } catch (const Refusal& refusal) {
            throw Refusal("data.pkl", refusal.what());
        }
    }

    std::string content(const std::string& name) {
        const auto found = entries_.find(folder_ + name);
        if (found == entries_.end()) throw Refusal("it has no " + in_quotes(folder_ + name));
        const ctnn::detail::ZipEntry& entry = *found->second;
        read_ += static_cast<std::size_t>(
            entry.size);  // entries of a file that is meant to harm lie on each other
        if (read_ > file_bytes()) throw Refusal("its entries are larger than the file");
        return zip_content(zip_, entry, "torch.save");
    }
    /// At most those of the file.
    std::size_t file_bytes() const {
        std::size_t end = 0;
        for (const auto& [name, entry] : entries_)
            end = std::max(end, static_cast<std::size_t>(entry->first + entry->packed));
        return end;
    }

    const PickleValue* entry(const PickleValue& dictionary, std::string_view name) const {
        for (std::size_t i = 0; i + 1 < dictionary.items.size(); i += 2)
            if (pickle_[dictionary.items[i]].kind == Kind::text && pickle_[dictionary.items[i]].text == name)
                return &pickle_[dictionary.items[i + 1]];
        return nullptr;
    }
    const PickleValue& state_dict() const {
        const PickleValue& root = pickle_.root();
        if (root.kind != Kind::dictionary)
            throw Refusal("it is no state_dict: torch.save(model.state_dict(), ...)");
        for (const std::string_view name : {"state_dict", "model_state_dict", "model"})
            if (const PickleValue* const inner = entry(root, name); inner && inner->kind == Kind::dictionary)
                return *inner;
        return root;
    }

    /// Of a call's arguments.
    const PickleValue& argument(const PickleValue& call, std::size_t index, Kind kind) const {
        const PickleValue& arguments = pickle_[call.items[1]];
        if (index >= arguments.items.size() || pickle_[arguments.items[index]].kind != kind)
            throw Refusal("it is rebuilt of other things than torch.save writes");
        return pickle_[arguments.items[index]];
    }
    std::vector<std::size_t> numbers(const PickleValue& tuple) const {
        std::vector<std::size_t> found;
        for (const PickleId id : tuple.items) {
            if (pickle_[id].kind != Kind::integer || pickle_[id].integer < 0)
                throw Refusal("an extent of it is no number");
            found.push_back(static_cast<std::size_t>(pickle_[id].integer));
        }
        return found;
    }

    RawTensor tensor(const std::string& name, PickleId id) {
        const PickleValue* value = &pickle_[id];
        if (value->kind == Kind::call && pickle_[value->items[0]].text == "torch._utils\n_rebuild_parameter")
            value = &argument(*value, 0, Kind::call);
        if (value->kind != Kind::call || pickle_[value->items[0]].text != "torch._utils\n_rebuild_tensor_v2")
            throw Refusal("it is no tensor");
        const PickleValue& storage = argument(*value, 0, Kind::storage);
        const PickleValue& offset = argument(*value, 1, Kind::integer);
        RawTensor made{name, nullptr, numbers(argument(*value, 2, Kind::tuple)), {}};
        const std::vector<std::size_t> strides = numbers(argument(*value, 3, Kind::tuple));
        const std::string& bytes = storage_bytes(storage, made.type);
        if (strides.size() != made.shape.size() || offset.integer < 0)
            throw Refusal("it is rebuilt of other things than torch.save writes");
        gather(bytes, static_cast<std::size_t>(offset.integer), strides, made);
        return made;
    }

    /// Its bytes, and what its numbers are.
    const std::string& storage_bytes(const PickleValue& storage, const ctnn::detail::StoredType*& type) {
        const PickleValue& told = pickle_[storage.items[0]];
        const auto is = [&](std::size_t index, Kind kind) {
            return index < told.items.size() && pickle_[told.items[index]].kind == kind;
        };
        if (told.kind != Kind::tuple || !is(0, Kind::text) || !is(1, Kind::global) || !is(2, Kind::text))
            throw Refusal("its storage is told in another way than torch.save does");
        for (const auto& [global, own] : storages)
            if (global == pickle_[told.items[1]].text) type = ctnn::detail::stored_type(own);
        if (!type) throw Refusal("its storage holds no numbers");
        const std::string key(pickle_[told.items[2]].text);
        const auto known = storages_.find(key);
        if (known != storages_.end()) return known->second;
        return storages_.emplace(key, content("data/" + key)).first->second;
    }

    /// The tensor's numbers out of a storage, where they need not lie row by row.
    void gather(const std::string& bytes, std::size_t offset, const std::vector<std::size_t>& strides,
                RawTensor& to) {
        const std::size_t width = to.type->bits / 8, count = size_of(to.shape), stored = bytes.size() / width;
        std::size_t last = offset;
        for (std::size_t axis = 0; axis < strides.size() && count > 0; ++axis)
            last =
                ctnn::detail::size_sum(last, ctnn::detail::size_product(strides[axis], to.shape[axis] - 1));
        if (count > stored || (count > 0 && last >= stored))
            throw Refusal(text_of(to.shape) + " do not lie within a storage of " + std::to_string(stored));
        // Tensors may share a storage, but a small file does not become a large one.
        written_ += count * width;
        if (written_ > 4 * read_) throw Refusal("its tensors are four times as large as the file");
        to.bytes.reserve(count * width);
        std::vector<std::size_t> index(strides.size(), 0);
        for (std::size_t i = 0; i < count; ++i) {
            std::size_t at = offset;
            for (std::size_t axis = 0; axis < index.size(); ++axis) at += index[axis] * strides[axis];
            to.bytes.append(bytes, at * width, width);
            for (std::size_t axis = index.size(); axis-- > 0;) {
                if (++index[axis] < to.shape[axis]) break;
                index[axis] = 0;
            }
        }
    }
    ctnn::detail::ZipFile zip_;
    std::map<std::string_view, const ctnn::detail::ZipEntry*> entries_;
    std::string folder_;
    std::size_t read_ = 0;
    std::string pickle_text_;
    Pickle pickle_;
    std::map<std::string, std::string> storages_{};
    std::size_t written_ = 0;
};

}  // namespace

std::vector<RawTensor> read_torch_file(const std::string& path) { return TorchFile(path).tensors(); }

}  // namespace ctnn_tool
