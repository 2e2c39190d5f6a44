// Plays the plugin in a host of its own, and holds it to what the network gives offline, to silence in real
// time, and to changes without a click:
//
//     check FOLDER [WAV]...
//
// FOLDER is the one in which the program has learnt. The WAV files are what other hosts made of its dry.wav,
// with the second amplifier.

#include <lilv/lilv.h>
#include <lv2/atom/forge.h>
#include <lv2/patch/patch.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctnn/io/safetensors.hpp>
#include <exception>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "../../tests/real_time/watch.hpp"
#include "amplifier.hpp"
#include "host.hpp"
#include "player.hpp"
#include "setting.hpp"
#include "wave.hpp"

namespace {

void equals_what_is_offline(Setting& setting) {
    for (std::size_t which = 0; which < 2; ++which)
        for (const std::size_t size : {1u, 7u, 64u, 4096u}) {
            Host host(setting.world, plain, setting.services, which);
            Sound out(setting.dry.size());
            play(host, setting.dry, out, 0, out.size(), size);
            expect(same(out, setting.learnt[which]) && host.latency == 0,
                   std::string(amplifier_files[which]) + " in blocks of " + std::to_string(size) +
                       ": the bits of the stream, no latency");
        }
    Host host(setting.world, plain, setting.services);
    for (const char* how : {"in place", "and once more"}) {
        Sound sound = setting.dry;
        play(host, sound, sound, 0, sound.size());
        host.restart();
        expect(same(sound, setting.learnt[1]), std::string(how) + ": the same bits");
    }
}

void plays_several_at_once(Setting& setting) {
    std::array<std::unique_ptr<Host>, 2> hosts;
    for (std::size_t i = 0; i < 2; ++i)
        hosts[i] = std::make_unique<Host>(setting.world, plain, setting.services, i);
    std::array<Sound, 2> out{Sound(setting.dry.size()), Sound(setting.dry.size())};
    for (std::size_t at = 0; at < setting.dry.size(); at += block)
        for (std::size_t i = 0; i < 2; ++i) play(*hosts[i], setting.dry, out[i], at, at + block);
    expect(same(out[0], setting.learnt[0]) && same(out[1], setting.learnt[1]),
           "two at once: each its own bits");
}

/// Where a change of the amplifier would be heard most: the beginning of a block.
std::size_t loudest_change(const Setting& setting) {
    std::size_t best = block;
    const auto step = [&](std::size_t at) {
        return std::abs(setting.learnt[0][at] - setting.learnt[1][at - 1]);
    };
    for (std::size_t at = block; at + 2 * Player::fade < setting.dry.size(); at += block)
        if (step(at) > step(best)) best = at;
    return best;
}

/// How two sounds go over into each other there: `before`, and `after`, which begins there.
struct Change {
    float astray = 0;             ///< from the mean of both, weighted by how far the change is
    float most = 0, allowed = 0;  ///< what a step has beyond the greater one of theirs, and may have

    Change(const Sound& out, const Sound& before, const Sound& after, std::size_t at) {
        for (std::size_t i = 0; i < Player::fade; ++i) {
            const float share = float(i + 1) / float(Player::fade), apart = after[i] - before[at + i];
            const float old_step = std::abs(before[at + i] - before[at + i - 1]),
                        new_step = i > 0 ? std::abs(after[i] - after[i - 1]) : 0;
            astray = std::max(astray, std::abs(out[at + i] - (before[at + i] + share * apart)));
            most = std::max(most, std::abs(out[at + i] - out[at + i - 1]) - std::max(old_step, new_step));
            allowed = std::max(allowed, std::abs(apart) / float(Player::fade));
        }
    }
    bool is_smooth() const { return astray < 1e-6f && most <= allowed + 1e-6f; }
};

void changes_without_a_click(Setting& setting) {
    const std::size_t at = loudest_change(setting), end = at + Player::fade;
    const Sound& before = setting.learnt[1];
    const Sound after = setting.from(0, at);
    Sound out(setting.dry.size()), in_place = setting.dry;
    for (auto [in, to] : {std::pair(&setting.dry, &out), std::pair(&in_place, &in_place)}) {
        Host host(setting.world, plain, setting.services, 1);
        play(host, *in, *to, 0, at);
        host.amplifier = 0;
        play(host, *in, *to, at, to->size());
    }
    expect(same(std::span(out).first(at), std::span(before).first(at)) &&
               same(std::span(out).subspan(end), std::span(after).subspan(Player::fade)) &&
               same(out, in_place),
           "a change: the old bits before it, the new ones behind it");
    const Change found(out, before, after, at);
    const float hard = std::abs(setting.learnt[0][at] - before[at - 1]);
    expect(found.is_smooth() && hard > 100 * found.allowed,
           "a change adds at most " + std::to_string(found.most) +
               " to a step, where a hard one would be a step of " + std::to_string(hard));
}

void forgets_what_is_no_number(Setting& setting) {
    Host host(setting.world, plain, setting.services);
    Sound broken = setting.dry, out(setting.dry.size());
    broken[10] = std::nanf("");
    play(host, broken, out, 0, out.size());
    expect(same(std::span(out).subspan(block), setting.from(1, block)),
           "a NaN that comes in is gone with its block");
}

/// Writes a message that sets a property to a path.
void send(Setting& setting, Host& host, const char* property, const std::string& path) {
    Services& services = setting.services;
    LV2_Atom_Forge forge;
    LV2_Atom_Forge_Frame sequence, object;
    lv2_atom_forge_init(&forge, services.map());
    lv2_atom_forge_set_buffer(&forge, host.messages.data(), host.messages.size());
    lv2_atom_forge_sequence_head(&forge, &sequence, 0);
    lv2_atom_forge_frame_time(&forge, 0);
    lv2_atom_forge_object(&forge, &object, 0, services.number(LV2_PATCH__Set));
    lv2_atom_forge_key(&forge, services.number(LV2_PATCH__property));
    lv2_atom_forge_urid(&forge, services.number(property));
    lv2_atom_forge_key(&forge, services.number(LV2_PATCH__value));
    lv2_atom_forge_path(&forge, path.c_str(), static_cast<std::uint32_t>(path.size()));
    lv2_atom_forge_pop(&forge, &object);
    lv2_atom_forge_pop(&forge, &sequence);
}

constexpr const char* weights_uri = "urn:ctnn:amplifier:own#weights";

/// Messages in one block each, then as much work as is asked for.
void deliver(Setting& setting, Host& host, Sound& out, std::size_t& at, const char* property,
             std::initializer_list<std::string> paths) {
    for (const std::string& path : paths) {
        send(setting, host, property, path);
        play(host, setting.dry, out, at, at + block);
        at += block;
        host.messages.fill(0);
    }
    while (setting.services.work(host.get())) {
        play(host, setting.dry, out, at, at + block);
        at += block;
    }
}

void takes_files(Setting& setting) {
    const std::string damaged = (setting.folder / "damaged.safetensors").string();
    std::filesystem::copy_file(setting.file(0), damaged, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(damaged, std::filesystem::file_size(damaged) / 2);

    Host host(setting.world, with_own, setting.services, own_file);
    Sound out(setting.dry.size());
    std::size_t at = 0;
    deliver(setting, host, out, at, weights_uri, {"nowhere.safetensors"});
    deliver(setting, host, out, at, weights_uri, {damaged});
    deliver(setting, host, out, at, weights_uri, {std::string(5000, 'x')});
    deliver(setting, host, out, at, "urn:ctnn:something:else", {setting.file(0)});
    expect(same(std::span(out).first(at), std::span(setting.learnt[1]).first(at)),
           "a file that is not there, one that is damaged, other messages: it plays on");

    send(setting, host, weights_uri, setting.file(0));
    play(host, setting.dry, out, at, at + block);
    at += block;
    send(setting, host, weights_uri, damaged);
    play(host, setting.dry, out, at, at + block);
    at += block;
    host.messages.fill(0);
    setting.services.work(host.get());  // the first: heard from here on
    play(host, setting.dry, out, at, out.size());
    setting.services.work(host.get());  // the second
    const Sound after = setting.from(0, at);
    expect(same(std::span(out).first(at), std::span(setting.learnt[1]).first(at)) &&
               same(std::span(out).subspan(at + Player::fade), std::span(after).subspan(Player::fade)) &&
               Change(out, setting.learnt[1], after, at).is_smooth(),
           "a file while it plays: heard when it has been read, and without a click");
    expect(!setting.services.was_pressed(), "of two files the second waits for the first");
    std::filesystem::remove(damaged);
}

void keeps_its_state(Setting& setting) {
    const LilvPlugin* const plugin = setting.world.plugin(with_own);
    Host host(setting.world, with_own, setting.services, own_file);
    Sound out(setting.dry.size());
    std::size_t at = 0;
    deliver(setting, host, out, at, weights_uri, {setting.file(0)});
    const std::unique_ptr<LilvState, void (*)(LilvState*)> state(
        lilv_state_new_from_instance(plugin, host.get(), setting.services.map(), nullptr, nullptr, nullptr,
                                     nullptr, nullptr, nullptr, 0, nullptr),
        lilv_state_free);
    Host restored(setting.world, with_own, setting.services, own_file);
    lilv_state_restore(state.get(), restored.get(), nullptr, nullptr, 0, nullptr);
    play(restored, setting.dry, out, 0, out.size());
    expect(same(out, setting.learnt[0]),
           "its state, saved and restored: the file's bits from the first sample on");
}

void keeps_real_time(Setting& setting) {
    if (const char* obstacle = watch::obstacle()) {
        std::printf("skipped: %s\n", obstacle);
        return;
    }
    Sound out(setting.dry.size());
    Host host(setting.world, with_own, setting.services, 1);
    send(setting, host, weights_uri, setting.file(0));
    const watch::Seen seen = watch::over([&](bool) {
        for (std::size_t at = 0; at < out.size(); at += block) {
            host.amplifier = float(at / (20 * block) % 3);
            play(host, setting.dry, out, at, at + block);
        }
    });
    expect(seen.nothing(), "plays, changes and takes messages: no allocation, no lock, no system call");

    using Seen = watch::Seen;
    for (const auto& [what, as] : {std::pair{"memory", &Seen::allocations}, std::pair{"lock", &Seen::locks},
                                   std::pair{"file", &Seen::system_calls}}) {
        Host offender(setting.world, std::string("urn:ctnn:offender:") + what, setting.services);
        const Seen caught = watch::over([&](bool) { play(offender, setting.dry, out, 0, block); });
        expect(caught.*as > 0, std::string("an offender is caught: ") + what);
    }
}

void takes_denormals_for_zero(Setting& setting) {
    const std::string file = (setting.folder / "denormal.safetensors").string();
    Weights weights;  // all zero, but for what is added to the output
    weights.layer<2>().bias[0] = 1e-39f;
    ctnn::save(file, weights);
    Host host(setting.world, with_own, setting.services, own_file);
    Sound out(setting.dry.size());
    std::size_t at = 0;
    deliver(setting, host, out, at, weights_uri, {file});
    play(host, setting.dry, out, at, out.size());
    const volatile float small = 1e-38f;
    expect(out.back() == 0 && small / 4 > 0,
           "in run() denormals are zeros, and behind it the host's own are there");
    std::filesystem::remove(file);
}

void equals_what_others_play(const Setting& setting, const std::string& path) {
    const Sound sound = read_wave(path);
    expect(same(sound, setting.learnt[1]), path + ": the bits of the stream");
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 2) throw std::runtime_error("check FOLDER [WAV]...");
    Setting setting{.folder = argv[1]};
    equals_what_is_offline(setting);
    plays_several_at_once(setting);
    changes_without_a_click(setting);
    takes_files(setting);
    keeps_its_state(setting);
    takes_denormals_for_zero(setting);
    forgets_what_is_no_number(setting);
    keeps_real_time(setting);
    for (int i = 2; i < argc; ++i) equals_what_others_play(setting, argv[i]);
    return failures == 0 ? 0 : 1;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
