#pragma once

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctnn/core/code.hpp>
#include <ctnn/data/file_error.hpp>
#include <ctnn/data/file_system.hpp>
#include <ctnn/data/number_text.hpp>
#include <ctnn/data/write_file.hpp>
#include <ctnn/train/sweep_record.hpp>
#include <ctnn/train/sweep_result.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The journal of a sweep: lines of fields between tabs. Its first says what is swept, then a line for each
// trial whenever it is compared, at last "end". It is written line by line, and not as a whole as other files
// are: what has been trained shall outlive a process that dies.

namespace ctnn::detail::inline CTNN_CODE {

struct Journal {
    SweepPlan plan{};
    std::vector<Trial> trials{};  ///< of one candidate several, as it was compared again
    bool ended = false;
    std::string lines{};  ///< those that are whole
};

/// A field without tabs and ends of lines.
[[gnu::cold]] inline std::string field_text(std::string_view text) {
    std::string field;
    for (const char c : text) {
        if (c == '\\')
            field += "\\\\";
        else if (c == '\t')
            field += "\\t";
        else if (c == '\n')
            field += "\\n";
        else
            field += c;
    }
    return field;
}

[[gnu::cold]] inline std::vector<std::string> fields_of(std::string_view line) {
    std::vector<std::string> fields(1);
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\t') {
            fields.emplace_back();
        } else if (line[i] == '\\' && i + 1 < line.size()) {
            ++i;
            fields.back() += line[i] == 't' ? '\t' : line[i] == 'n' ? '\n' : line[i];
        } else {
            fields.back() += line[i];
        }
    }
    return fields;
}

/// Reads one field after the other of a line.
class JournalLine {
  public:
    JournalLine(const std::string& path, std::size_t number, std::string_view line)
        : path_(path), number_(number), fields_(fields_of(line)) {}

    bool at_end() const { return next_ == fields_.size(); }
    [[noreturn]] void fail(const std::string& expected) const {
        throw FileError(
            path_, "line " + std::to_string(number_), expected,
            next_ == 0 || next_ > fields_.size() ? "the end of the line" : '"' + fields_[next_ - 1] + '"');
    }
    const std::string& text() {
        if (next_++ >= fields_.size()) fail("more fields");
        return fields_[next_ - 1];
    }
    template <class Whole = std::size_t>
    Whole whole() {
        const auto number = whole_number<Whole>(text());
        if (!number) fail("a whole number");
        return *number;
    }
    double number() {
        const std::string& own = text();
        char* end = nullptr;
        const double value = read_as_in_c<double>(own.c_str(), end);
        if (own.empty() || end != own.c_str() + own.size()) fail("a number");
        return value;
    }

  private:
    const std::string& path_;
    std::size_t number_;
    std::vector<std::string> fields_;
    std::size_t next_ = 0;
};

[[gnu::cold]] inline SweepPlan plan_of(JournalLine& line) {
    SweepPlan plan;
    if (line.text() != "ctnn sweep 1") line.fail("a journal of a sweep, \"ctnn sweep 1\"");
    plan.fingerprint = line.whole<std::uint64_t>();
    plan.candidates = line.whole();
    plan.epochs = line.whole();
    plan.part = {line.whole(), line.whole()};
    while (!line.at_end()) plan.columns.push_back(line.text());
    return plan;
}

[[gnu::cold]] inline std::string line_of(const SweepPlan& plan) {
    std::string line = "ctnn sweep 1";
    for (const std::uint64_t number :
         {plan.fingerprint, std::uint64_t{plan.candidates}, std::uint64_t{plan.epochs},
          std::uint64_t{plan.part.index}, std::uint64_t{plan.part.count}})
        line += '\t' + std::to_string(number);
    for (const std::string& column : plan.columns) line += '\t' + field_text(column);
    return line + '\n';
}

[[gnu::cold]] inline Trial trial_of(JournalLine& line, const SweepPlan& plan) {
    Trial trial;
    trial.candidate = line.whole();
    if (trial.candidate >= plan.candidates || !plan.part.has(trial.candidate))
        line.fail("a candidate of this share");
    trial.score = line.number();
    trial.seconds = line.number();
    trial.failure = line.text();
    for (std::size_t c = 0; c < plan.columns.size(); ++c) trial.values.push_back(line.text());
    while (!line.at_end()) trial.losses.push_back(line.number());
    return trial;
}

[[gnu::cold]] inline std::string line_of(const Trial& trial) {
    std::string line = std::to_string(trial.candidate) + '\t' + shortest_text(trial.score) + '\t' +
                       shortest_text(trial.seconds) + '\t' + field_text(trial.failure);
    for (const std::string& value : trial.values) line += '\t' + field_text(value);
    for (const double loss : trial.losses) line += '\t' + shortest_text(loss);
    return line + '\n';
}

/// The lines that are whole.
[[gnu::cold]] inline Journal journal_of(const std::string& path, std::string_view text) {
    Journal journal;
    journal.lines = text.substr(0, text.rfind('\n') + 1);  // of none, nothing: npos + 1 is 0
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < journal.lines.size();) {
        const std::size_t end = text.find('\n', begin);
        JournalLine line(path, ++number, text.substr(begin, end - begin));
        if (number == 1)
            journal.plan = plan_of(line);
        else if (text.substr(begin, end - begin) == "end")
            journal.ended = true;
        else
            journal.trials.push_back(trial_of(line, journal.plan));
        begin = end + 1;
    }
    return journal;
}

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using OpenFile = std::unique_ptr<std::FILE, CloseFile>;

[[gnu::cold]] inline Journal read_journal(const std::string& path) {
    const OpenFile file(std::fopen(path.c_str(), "rb"));
    if (!file) throw FileError(path, "reading", "the journal of a share", reason());
    std::string text;
    for (char piece[4096];;) {
        const std::size_t count = std::fread(piece, 1, sizeof piece, file.get());
        text.append(piece, count);
        if (count < sizeof piece) break;
    }
    if (std::ferror(file.get())) throw FileError(path, "reading", "the journal of a share", reason());
    return journal_of(path, text);
}

/// Of each candidate what it came to at last.
[[gnu::cold]] inline std::vector<Trial> last_of_each(std::vector<Trial> trials) {
    std::vector<Trial> last;
    for (Trial& trial : trials) {
        const auto same = std::find_if(
            last.begin(), last.end(), [&](const Trial& other) { return other.candidate == trial.candidate; });
        if (same == last.end())
            last.push_back(std::move(trial));
        else
            *same = std::move(trial);
    }
    return last;
}

/// A journal that is written on.
class JournalFile {
  public:
    const std::string& path() const { return path_; }

    /// What it has of this sweep from before; a new one if there is none, or if no line of it is whole.
    std::vector<Trial> open(const std::string& path, const SweepPlan& plan) {
        path_ = path;
        Journal old;
        if (OpenFile(std::fopen(path.c_str(), "rb"))) old = read_journal(path);
        const bool is_new = old.lines.empty();
        if (!is_new && (old.plan.fingerprint != plan.fingerprint || old.plan.part.text() != plan.part.text()))
            throw FileError(path, "it is of another sweep: of other candidates, options or data");
        write_file(path, is_new ? line_of(plan) : old.lines);  // without a line that a process did not finish
        file_.reset(std::fopen(path.c_str(), "ab"));
        if (!file_) fail();
        return std::move(old.trials);
    }
    void add(const Trial& trial) { write(line_of(trial)); }
    void end() {
        write("end\n");
        file_.reset();
    }

  private:
    [[noreturn]] void fail() const {
        throw FileError(path_, "writing", "a file that can be written", reason());
    }
    void write(const std::string& text) {
        if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size() ||
            std::fflush(file_.get()) != 0)
            fail();
    }

    std::string path_{};
    OpenFile file_{};
};

}  // namespace ctnn::detail::inline CTNN_CODE
