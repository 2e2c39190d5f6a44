#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <ctnn/core/code.hpp>
#include <ctnn/core/number.hpp>
#include <ctnn/io/file_map.hpp>
#include <ctnn/io/network_parts.hpp>
#include <ctnn/io/safetensors.hpp>
#include <ctnn/io/safetensors_header.hpp>
#include <ctnn/io/stored_number.hpp>
#include <ctnn/network/parameters.hpp>

namespace ctnn {

namespace detail::inline CTNN_CODE {

/// Whether the tensors of all parts follow each other in the file as the parts do in the block, as numbers
/// that are T.
template <class T>
bool lie_as_the_block(const std::vector<NetworkPart>& parts,
                      const std::vector<const StoredTensor*>& tensors) {
    if constexpr (std::endian::native != std::endian::little) return false;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (tensors[i]->type->number != own_number<T>(StoredAs::own) ||
            tensors[i]->begin - tensors[0]->begin != (parts[i].offset - parts[0].offset) * sizeof(T))
            return false;
    return !parts.empty() && parts[0].offset == 0;
}

}  // namespace detail::inline CTNN_CODE

inline namespace CTNN_CODE {

/// The parameters that `save` wrote, in the file itself: nothing is copied, pages come in as they are used,
/// and all programs that map the same file share them.
///
///     const MappedParameters<Net> net("net.safetensors");
///     predict(*net, x);
///
/// What lies in the file as in the block, aligned as Parameters are and of the same numbers, is mapped, as
/// all that `save` writes without SaveOptions::numbers; anything else that `load` reads is read into memory
/// of its own (`is_mapped`), and so is everything on Windows and under WASI. They live as long as this does.
/// A file that another `save` replaces stays as it was for whoever mapped it; one that is cut short or
/// written in place meanwhile is not to be relied on: the system ends a program that reads what is gone. Goes
/// wrong, and throws FileError, as `load` does. Python: `safetensors.safe_open`.
template <class Net, Number T = float>
    requires detail::is_network<Net>
class MappedParameters {
  public:
    /// Opens the file, which `save` wrote.
    explicit MappedParameters(const std::string& path, const LoadOptions& options = {}) {
        using namespace detail;
        const SafetensorsFile file(path);
        const std::vector<NetworkPart> parts = table_of_parts<Net>();
        const std::vector<const StoredTensor*> tensors = own_tensors<Net>(file, parts);
        require_no_more(file, tensors);
        check_origin<Net>(file, options);
        const std::uint64_t first = file.values_at() + (tensors.empty() ? 0 : tensors[0]->begin);
        if (lie_as_the_block<T>(parts, tensors) && first % alignof(Parameters<Net, T>) == 0)
            map_ = FileMap(file.bytes());
        if (map_.bytes()) {
            parameters_ = reinterpret_cast<const Parameters<Net, T>*>(map_.bytes() + first);
        } else {
            own_ = std::make_unique<Parameters<Net, T>>();
            load(path, *own_, options);
            parameters_ = own_.get();
        }
    }

    /// The parameters in it.
    const Parameters<Net, T>& operator*() const noexcept { return *parameters_; }
    const Parameters<Net, T>* operator->() const noexcept { return parameters_; }
    /// Whether they are the file's bytes, and no copy.
    bool is_mapped() const noexcept { return map_.bytes() != nullptr; }

  private:
    detail::FileMap map_{};
    std::unique_ptr<Parameters<Net, T>> own_{};
    const Parameters<Net, T>* parameters_ = nullptr;
};

}  // namespace CTNN_CODE
}  // namespace ctnn
