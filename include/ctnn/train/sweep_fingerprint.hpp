#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ctnn/core/code.hpp>
#include <ctnn/data/dataset.hpp>
#include <ctnn/network/self_test.hpp>
#include <ctnn/network/transfer.hpp>
#include <ctnn/train/sweep_candidate.hpp>
#include <vector>

// A number that tells sweeps apart: records of one are no use to another.

namespace ctnn::detail::inline CTNN_CODE {

/// A thousand samples at most stand for all.
template <class Net>
CTNN_COLD std::uint64_t mixed_data(std::uint64_t sum, const Dataset<Net>& data) {
    sum = mixed(sum, data.size());
    const std::size_t step = std::max<std::size_t>(1, data.size() / 1000);
    for (std::size_t i = 0; i < data.size(); i += step)
        for (const float value : data.input(i)) sum = mixed(sum, __builtin_bit_cast(std::uint32_t, value));
    return sum;
}

/// `how`: the options of the sweep, whose numbers are of type T.
template <class T, class Net, class Trainer, class Options>
CTNN_COLD std::uint64_t sweep_fingerprint(const std::vector<Candidate<Trainer>>& candidates,
                                          const Dataset<Net>& data, const Dataset<Net>& validation,
                                          const Options& how) {
    std::uint64_t sum = 0;
    for (const std::size_t number :
         {Net::input_size, Net::output_size, Net::parameter_count, sizeof(T), candidates.size(), how.epochs,
          how.first_look, how.keep_one_of, how.part.count})
        sum = mixed(sum, number);
    for (const auto& candidate : candidates)
        for (const auto& [name, value] : settings_by_name(candidate))
            sum = mixed(mixed(sum, number_of(name)), number_of(value));
    return mixed_data(mixed_data(sum, data), validation);
}

}  // namespace ctnn::detail::inline CTNN_CODE
