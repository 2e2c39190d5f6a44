// A small host of LV2 plugins, on liblilv.
#pragma once

#include <lilv/lilv.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

/// All plugins of the folders in LV2_PATH.
class World {
  public:
    World() { lilv_world_load_all(world_.get()); }

    LilvWorld* get() const { return world_.get(); }

    const LilvPlugin* plugin(const std::string& uri) const {
        const std::unique_ptr<LilvNode, void (*)(LilvNode*)> node(lilv_new_uri(world_.get(), uri.c_str()),
                                                                  lilv_node_free);
        const LilvPlugin* const found =
            lilv_plugins_get_by_uri(lilv_world_get_all_plugins(world_.get()), node.get());
        return found ? found : throw std::runtime_error("LV2_PATH has no " + uri);
    }

  private:
    std::unique_ptr<LilvWorld, void (*)(LilvWorld*)> world_{lilv_world_new(), lilv_world_free};
};

/// What a plugin may ask its host for: numbers for URIs, and work on another thread, which here is done when
/// the caller of `work` wants it.
class Services {
  public:
    LV2_URID number(const std::string& uri) {
        const auto found = std::find(uris_.begin(), uris_.end(), uri);
        const auto index = found - uris_.begin();
        if (found == uris_.end()) uris_.push_back(uri);
        return static_cast<LV2_URID>(index + 1);
    }

    /// Does the work that was asked for, and brings the answer back. Returns whether there was any.
    bool work(LilvInstance* instance) {
        if (asked_size_ == 0) return false;
        const auto* const worker = static_cast<const LV2_Worker_Interface*>(
            lilv_instance_get_extension_data(instance, LV2_WORKER__interface));
        std::vector<char> answer;
        const auto respond = [](LV2_Worker_Respond_Handle to, std::uint32_t size, const void* body) {
            static_cast<std::vector<char>*>(to)->assign(static_cast<const char*>(body),
                                                        static_cast<const char*>(body) + size);
            return LV2_WORKER_SUCCESS;
        };
        const LV2_Handle plugin = lilv_instance_get_handle(instance);
        worker->work(plugin, respond, &answer, static_cast<std::uint32_t>(std::exchange(asked_size_, 0)),
                     asked_.data());
        worker->work_response(plugin, static_cast<std::uint32_t>(answer.size()), answer.data());
        return true;
    }

    const LV2_Feature* const* features() const { return features_.data(); }
    LV2_URID_Map* map() { return &map_; }

    /// Whether work was asked for before the last was done.
    bool was_pressed() const { return was_pressed_; }

    Services() = default;
    Services(const Services&) = delete;

  private:
    std::vector<std::string> uris_;
    std::array<char, 8192> asked_{};
    std::size_t asked_size_ = 0;
    bool was_pressed_ = false;

    LV2_URID_Map map_{this, [](LV2_URID_Map_Handle self, const char* uri) {
                          return static_cast<Services*>(self)->number(uri);
                      }};
    LV2_Worker_Schedule schedule_{
        this, [](LV2_Worker_Schedule_Handle handle, std::uint32_t size, const void* data) {
            auto& self = *static_cast<Services*>(handle);
            self.was_pressed_ = self.was_pressed_ || self.asked_size_ > 0;
            if (size > self.asked_.size() || self.asked_size_ > 0) return LV2_WORKER_ERR_NO_SPACE;
            std::copy_n(static_cast<const char*>(data), size, self.asked_.data());
            self.asked_size_ = size;
            return LV2_WORKER_SUCCESS;
        }};
    LV2_Feature map_feature_{LV2_URID__map, &map_}, schedule_feature_{LV2_WORKER__schedule, &schedule_};
    std::array<const LV2_Feature*, 3> features_{&map_feature_, &schedule_feature_, nullptr};
};

/// One plugin at work, with an input and an output of sound, and control ports that are its members.
class Host {
  public:
    Host(const World& world, const std::string& uri, const Services& services, std::size_t chosen = 1)
        : instance_(lilv_plugin_instantiate(world.plugin(uri), 48'000, services.features()),
                    lilv_instance_free) {
        if (!instance_) throw std::runtime_error(uri + " cannot be made");
        const std::array<void*, 5> ports{nullptr, nullptr, &amplifier, &latency, messages.data()};
        for (std::uint32_t i = 2; i < lilv_plugin_get_num_ports(world.plugin(uri)); ++i)
            lilv_instance_connect_port(get(), i, ports[i]);
        amplifier = float(chosen);
        lilv_instance_activate(get());
    }

    LilvInstance* get() const { return instance_.get(); }

    void restart() {
        lilv_instance_deactivate(get());
        lilv_instance_activate(get());
    }

    void play(std::span<const float> in, std::span<float> out) {
        lilv_instance_connect_port(get(), 0, const_cast<float*>(in.data()));
        lilv_instance_connect_port(get(), 1, out.data());
        lilv_instance_run(get(), static_cast<std::uint32_t>(in.size()));
    }

    float amplifier = 1, latency = -1;
    alignas(8) std::array<std::uint8_t, 8192> messages{};  // a sequence of atoms

  private:
    std::unique_ptr<LilvInstance, void (*)(LilvInstance*)> instance_;
};
