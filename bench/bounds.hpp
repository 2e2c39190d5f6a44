#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include "peaks.hpp"
#include "work.hpp"

// How long a work must take at least on this machine: what each of its resources needs, of which the scarcest
// tells. None of them is met in full: products are held to fill their registers, functions to cost ten
// operations each, whatever else a kernel does is left out.

namespace bench {

struct Bound {
    double operations = 0, loads = 0, stores = 0,
           chain = 0;  ///< nanoseconds of each for a unit of the figure

    double nanoseconds() const { return std::max({operations, loads, stores, chain}); }

    /// "operations 74 %, loads 75 %": of a figure, in nanoseconds.
    std::string shares_of(double figure) const {
        std::string all;
        const auto say = [&](const char* what, double nanoseconds) {
            char text[40];
            if (nanoseconds > 0)
                all += (std::snprintf(text, sizeof text, "%s%s %.0f %%", all.empty() ? "" : ", ", what,
                                      100 * nanoseconds / figure),
                        text);
        };
        say("operations", operations);
        say("loads", loads);
        say("stores", stores);
        say("chain", chain);
        return all;
    }
};

/// The multiply-adds of a rational function of degrees 13 and 6, and a division: fewer give no number that is
/// exact in float.
inline constexpr double operations_of_function = 10;

/// The depth of a sum of products, of which one waits for a multiply-add and all others are added two by two.
inline double chain_of(const Stage& stage, const Peaks& peaks) {
    const double depth = stage.waiting > 1 ? std::ceil(std::log2(stage.waiting)) : 0;
    return peaks.multiply_add() + depth * peaks.add() + (stage.functions > 0 ? peaks.function() : 0);
}

inline Bound bound_of(const Work& work, const Peaks& peaks) {
    const double lanes = double(peaks.lanes()), a_unit = 1e9 / work.units;
    double operations = 0, chain = 0;
    for (const Stage& stage : work.stages) {
        operations += std::ceil(stage.inputs * stage.outputs * stage.positions / lanes) +
                      std::ceil(stage.functions / lanes) * operations_of_function;
        if (work.waits && stage.waiting > 0) chain += chain_of(stage, peaks);
    }
    return {.operations = a_unit * operations / peaks.operations(),
            .loads = a_unit * work.reads * peaks.reading(work.bytes),
            .stores = a_unit * peaks.writing(work.stored),
            .chain = a_unit * chain};
}

}  // namespace bench
