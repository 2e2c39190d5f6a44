// The amplifier as an LV2 plugin: what lies between a host and the player. Weights are read from files where
// a host allows that, when it makes the plugin, restores its state, or on its worker's thread; run() plays
// and no more.

#include <lv2/atom/atom.h>
#include <lv2/atom/util.h>
#include <lv2/core/lv2.h>
#include <lv2/core/lv2_util.h>
#include <lv2/patch/patch.h>
#include <lv2/state/state.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctnn/io/safetensors.hpp>
#include <ctnn/simd/flush_denormals.hpp>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "amplifier.hpp"
#include "player.hpp"

namespace {

constexpr const char* weights_uri = "urn:ctnn:amplifier:own#weights";

/// Says on the host's error output why weights could not be had. Not in run().
bool load(const std::string& path, Weights& weights) noexcept try {
    ctnn::load(path, weights);
    return true;
} catch (const std::exception& error) {
    std::fprintf(stderr, "amplifier: %s\n", error.what());
    return false;
}

/// The numbers by which a host calls what is said in messages and in saved states.
struct Names {
    LV2_URID object, path, urid, set, property, value, weights;

    explicit Names(LV2_URID_Map* map)
        : object(of(map, LV2_ATOM__Object)),
          path(of(map, LV2_ATOM__Path)),
          urid(of(map, LV2_ATOM__URID)),
          set(of(map, LV2_PATCH__Set)),
          property(of(map, LV2_PATCH__property)),
          value(of(map, LV2_PATCH__value)),
          weights(of(map, weights_uri)) {}

  private:
    static LV2_URID of(LV2_URID_Map* map, const char* uri) { return map ? map->map(map->handle, uri) : 0; }
};

class Plugin {
  public:
    enum Port : std::uint32_t { in, out, amplifier, latency, messages, ports };

    Plugin(const std::string& bundle, const LV2_Feature* const* features)
        : names_(static_cast<LV2_URID_Map*>(lv2_features_data(features, LV2_URID__map))),
          worker_(static_cast<LV2_Worker_Schedule*>(lv2_features_data(features, LV2_WORKER__schedule))) {
        for (std::size_t i = 0; i < amplifier_files.size(); ++i)
            is_whole_ = load(bundle + amplifier_files[i], amplifiers_[i]) && is_whole_;
        amplifiers_[own_file] = amplifiers_[own_file - 1];
    }

    /// Whether it found what belongs to it.
    bool is_whole() const { return is_whole_; }

    void connect(std::uint32_t port, void* to) noexcept {
        if (port < ports) ports_[port] = to;
    }

    void activate() noexcept { is_playing_ = false; }

    void run(std::uint32_t count) noexcept {
        const ctnn::FlushDenormals guard;
        read_messages();
        choose();
        player_.play(static_cast<const float*>(ports_[in]), static_cast<float*>(ports_[out]), count);
        if (ports_[latency]) *static_cast<float*>(ports_[latency]) = ctnn::Stream<Amplifier>::delay;
    }

    // On the worker's thread.

    LV2_Worker_Status work(LV2_Worker_Respond_Function respond, LV2_Worker_Respond_Handle handle,
                           std::string_view path) noexcept {
        const bool loaded = load(std::string(path), arrived_);
        if (loaded) keep_path(std::string(path));
        return respond(handle, sizeof loaded, &loaded);
    }

    // Back on the audio's thread.

    void work_response(bool loaded) noexcept {
        is_loading_ = false;
        if (loaded) take_own(arrived_);
    }

    // Where the host saves and restores, and the audio waits.

    LV2_State_Status save(LV2_State_Store_Function store, LV2_State_Handle handle,
                          const LV2_Feature* const* features) {
        const auto* const map =
            static_cast<const LV2_State_Map_Path*>(lv2_features_data(features, LV2_STATE__mapPath));
        const std::string path = own_path();
        if (path.empty()) return LV2_STATE_SUCCESS;
        if (!map || !names_.path) return LV2_STATE_ERR_NO_FEATURE;
        char* const kept = map->abstract_path(map->handle, path.c_str());
        const LV2_State_Status status = store(handle, names_.weights, kept, std::strlen(kept) + 1,
                                              names_.path, LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE);
        std::free(kept);
        return status;
    }

    LV2_State_Status restore(LV2_State_Retrieve_Function retrieve, LV2_State_Handle handle,
                             const LV2_Feature* const* features) {
        std::size_t size = 0;
        std::uint32_t type = 0, flags = 0;
        const void* const kept = retrieve(handle, names_.weights, &size, &type, &flags);
        if (!kept) return LV2_STATE_SUCCESS;
        if (type != names_.path) return LV2_STATE_ERR_BAD_TYPE;
        const auto* const map =
            static_cast<const LV2_State_Map_Path*>(lv2_features_data(features, LV2_STATE__mapPath));
        if (!map) return LV2_STATE_ERR_NO_FEATURE;
        char* const absolute = map->absolute_path(map->handle, static_cast<const char*>(kept));
        const std::string path = absolute;
        std::free(absolute);
        Weights weights;
        if (!load(path, weights)) return LV2_STATE_ERR_UNKNOWN;
        take_own(weights);
        keep_path(path);
        return LV2_STATE_SUCCESS;
    }

  private:
    /// A message that sets the file of weights. Of several the last one counts: it waits here until the
    /// worker has done the one before, since there is one place for what a worker has read.
    void read_messages() noexcept {
        if (const auto* const sequence = static_cast<const LV2_Atom_Sequence*>(ports_[messages]))
            LV2_ATOM_SEQUENCE_FOREACH(sequence, event)
        read_message(event->body);
        if (asked_size_ == 0 || is_loading_ || !worker_) return;
        is_loading_ = worker_->schedule_work(worker_->handle, static_cast<std::uint32_t>(asked_size_),
                                             asked_.data()) == LV2_WORKER_SUCCESS;
        if (is_loading_) asked_size_ = 0;
    }

    void read_message(const LV2_Atom& message) noexcept {
        if (message.type != names_.object || message.type == 0) return;
        const auto& object = reinterpret_cast<const LV2_Atom_Object&>(message);
        if (object.body.otype != names_.set) return;
        const LV2_Atom *property = nullptr, *value = nullptr;
        lv2_atom_object_get(&object, names_.property, &property, names_.value, &value, 0);
        if (!property || property->type != names_.urid || !value || value->type != names_.path) return;
        if (reinterpret_cast<const LV2_Atom_URID*>(property)->body != names_.weights) return;
        const char* const path = static_cast<const char*>(LV2_ATOM_BODY_CONST(value));
        const std::size_t size = static_cast<std::size_t>(std::find(path, path + value->size, '\0') - path);
        if (size > asked_.size()) return;
        std::copy_n(path, size, asked_.data());
        asked_size_ = size;
    }

    void choose() noexcept {
        const float* const port = static_cast<const float*>(ports_[amplifier]);
        const float number = port && *port >= 0 ? std::min(*port + 0.5f, float(own_file)) : 0;
        const std::size_t wanted = static_cast<std::size_t>(number);
        if (!is_playing_)
            player_.start(amplifiers_[wanted]);
        else if (player_.is_changing() || (wanted == heard_ && !(wanted == own_file && is_own_new_)))
            return;
        else
            player_.change_to(amplifiers_[wanted]);
        is_playing_ = true;
        heard_ = wanted;
        if (wanted == own_file) is_own_new_ = false;
    }

    void take_own(const Weights& weights) noexcept {
        amplifiers_[own_file] = weights;
        is_own_new_ = true;
    }

    // The path is of the threads that may wait for each other.
    void keep_path(const std::string& path) {
        const std::lock_guard lock(path_mutex_);
        own_path_ = path;
    }
    std::string own_path() {
        const std::lock_guard lock(path_mutex_);
        return own_path_;
    }

    Names names_;
    LV2_Worker_Schedule* worker_;
    std::array<void*, ports> ports_{};
    std::array<Weights, own_file + 1> amplifiers_;
    bool is_whole_ = true;

    Player player_;
    bool is_playing_ = false, is_own_new_ = false;
    std::size_t heard_ = 0;

    std::array<char, 4096> asked_{};  // a path that no worker has been given yet
    std::size_t asked_size_ = 0;
    bool is_loading_ = false;
    Weights arrived_;  // the worker's while it is loading

    std::mutex path_mutex_;
    std::string own_path_;
};

Plugin& of(LV2_Handle handle) { return *static_cast<Plugin*>(handle); }

LV2_Handle instantiate(const LV2_Descriptor*, double rate, const char* bundle,
                       const LV2_Feature* const* features) {
    if (rate != sample_rate)
        std::fprintf(
            stderr,
            "amplifier: learnt at %.0f samples a second, here are %.0f: its filters move by as much\n",
            sample_rate, rate);
    try {
        auto plugin = std::make_unique<Plugin>(bundle, features);
        return plugin->is_whole() ? plugin.release() : nullptr;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "amplifier: %s\n", error.what());
        return nullptr;
    }
}

constexpr LV2_State_Interface state{
    [](LV2_Handle plugin, LV2_State_Store_Function store, LV2_State_Handle handle, std::uint32_t,
       const LV2_Feature* const* features) { return of(plugin).save(store, handle, features); },
    [](LV2_Handle plugin, LV2_State_Retrieve_Function retrieve, LV2_State_Handle handle, std::uint32_t,
       const LV2_Feature* const* features) { return of(plugin).restore(retrieve, handle, features); }};

constexpr LV2_Worker_Interface worker{
    [](LV2_Handle plugin, LV2_Worker_Respond_Function respond, LV2_Worker_Respond_Handle handle,
       std::uint32_t size, const void* path) {
        return of(plugin).work(respond, handle, {static_cast<const char*>(path), size});
    },
    [](LV2_Handle plugin, std::uint32_t, const void* loaded) {
        of(plugin).work_response(*static_cast<const bool*>(loaded));
        return LV2_WORKER_SUCCESS;
    },
    nullptr};

const void* extension_data(const char* uri) {
    const std::string_view asked = uri;
    return asked == LV2_STATE__interface    ? static_cast<const void*>(&state)
           : asked == LV2_WORKER__interface ? static_cast<const void*>(&worker)
                                            : nullptr;
}

constexpr LV2_Descriptor descriptor(const char* uri) {
    return {uri,
            instantiate,
            [](LV2_Handle plugin, std::uint32_t port, void* to) { of(plugin).connect(port, to); },
            [](LV2_Handle plugin) { of(plugin).activate(); },
            [](LV2_Handle plugin, std::uint32_t count) { of(plugin).run(count); },
            nullptr,
            [](LV2_Handle plugin) { delete &of(plugin); },
            extension_data};
}

/// The second has a port of messages and a state, which not every host knows.
constexpr std::array descriptors{descriptor("urn:ctnn:amplifier"), descriptor("urn:ctnn:amplifier:own")};

}  // namespace

LV2_SYMBOL_EXPORT const LV2_Descriptor* lv2_descriptor(std::uint32_t index) {
    return index < descriptors.size() ? &descriptors[index] : nullptr;
}
