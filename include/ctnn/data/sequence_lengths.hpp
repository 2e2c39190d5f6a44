#pragma once

#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/data/data_error.hpp>
#include <ctnn/data/dataset_blocks.hpp>
#include <ctnn/data/sample_checks.hpp>
#include <ctnn/network/network.hpp>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace ctnn::detail::inline CTNN_CODE {

/// How many steps of each sample of a data set there are: said beside the samples, or, of a RaggedInput, by
/// each sample's last value. `samples` are the values of all of them.
template <class Net>
struct SequenceLengths {
    static constexpr bool own = TakesLengths<Net>;
    static constexpr std::size_t width = Net::input_size, places = places_of<Net>(), steps = steps_of<Net>();

    std::vector<std::uint32_t> said{};  // none where all samples have all steps

    /// Whether not all have all.
    bool exist() const noexcept { return own || !said.empty(); }

    /// Whether places of an output may lie behind the end of a sample's sequence.
    bool end_places() const noexcept {
        if constexpr (own)
            return Net::body::gives_steps;
        else
            return exist();
    }

    std::size_t of(std::size_t i, [[maybe_unused]] std::span<const float> samples) const noexcept {
        if constexpr (own)
            return static_cast<std::size_t>(samples[(i + 1) * width - 1]);
        else
            return said.empty() ? steps : said[i];
    }

    /// Whether a place of the output lies before the end.
    bool hold(std::size_t i, std::size_t place, std::span<const float> samples) const noexcept {
        if constexpr (own)
            return place < Net::body::real_places(samples.data() + i * width, places);
        else
            return place / (places / steps) < of(i, samples);
    }

    /// Takes others; throws where they cannot be, and those before stay.
    void keep(std::vector<std::uint32_t> lengths, std::size_t count, [[maybe_unused]] DatasetInputs& inputs) {
        if constexpr (own) {
            require_lengths(lengths, count, Net::body::steps, Net::body::shortest_length);
            if (auto* const samples = std::get_if<std::vector<float>>(&inputs))
                for (std::size_t i = 0; i < count; ++i)
                    (*samples)[(i + 1) * width - 1] = static_cast<float>(lengths[i]);
        } else {
            require_lengths(lengths, count, steps);
            said = std::move(lengths);
        }
    }

    /// Throws where samples say none that can be.
    static void require_whole([[maybe_unused]] const DatasetInputs& inputs) {
        if constexpr (own) {
            const auto* const samples = std::get_if<std::vector<float>>(&inputs);
            if (!samples)
                throw DataError("inputs", "floats in memory, of which the last of a sample is its length",
                                inputs.index() == 1 ? "bytes" : "what is read or made as it is taken");
            require_own_lengths(*samples, width, Net::body::steps, Net::body::shortest_length);
        }
    }
};

}  // namespace ctnn::detail::inline CTNN_CODE
