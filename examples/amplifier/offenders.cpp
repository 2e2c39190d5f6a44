// Plugins that do in run() what none may: the check must catch each of them.

#include <lv2/core/lv2.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <mutex>
#include <vector>

namespace {

struct Offender {
    std::mutex mutex;
    std::size_t done = 0;
};

Offender& of(LV2_Handle handle) { return *static_cast<Offender*>(handle); }

void ask_for_memory(LV2_Handle handle, std::uint32_t count) {
    const std::vector<float> copy(count);
    of(handle).done += copy.size();
}

void take_a_lock(LV2_Handle handle, std::uint32_t count) {
    const std::lock_guard lock(of(handle).mutex);
    of(handle).done += count;
}

void open_a_file(LV2_Handle handle, std::uint32_t) {
    if (std::FILE* const file = std::fopen("weights.safetensors", "rb")) std::fclose(file);
    ++of(handle).done;
}

constexpr LV2_Descriptor descriptor(const char* uri, void (*run)(LV2_Handle, std::uint32_t)) {
    return {uri,
            [](const LV2_Descriptor*, double, const char*, const LV2_Feature* const*) -> LV2_Handle {
                return new Offender;
            },
            [](LV2_Handle, std::uint32_t, void*) {},
            nullptr,
            run,
            nullptr,
            [](LV2_Handle handle) { delete &of(handle); },
            [](const char*) -> const void* { return nullptr; }};
}

constexpr std::array descriptors{descriptor("urn:ctnn:offender:memory", ask_for_memory),
                                 descriptor("urn:ctnn:offender:lock", take_a_lock),
                                 descriptor("urn:ctnn:offender:file", open_a_file)};

}  // namespace

LV2_SYMBOL_EXPORT const LV2_Descriptor* lv2_descriptor(std::uint32_t index) {
    return index < descriptors.size() ? &descriptors[index] : nullptr;
}
