// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "language/string_table.h"

namespace sen::sync {

/// What is to be said, in no language yet: a key of the string tables and its values.
struct Sentence {
    std::string key;
    std::map<std::string, std::string> values;
    bool operator==(const Sentence&) const = default;
};

enum class Output { Sentences, JsonLines };

/// "vi" or "en": what `--lang` asks for, else what LC_ALL, LC_MESSAGES or LANG (the first that is
/// set) begin with, else English.
std::string choose_language(int argc, const char* const* argv);

/// Everything that sen-sync says: sentences of one language, or JSON lines on standard output.
class Voice {
  public:
    static Result<Voice> create(const std::string& language);

    using Values = std::initializer_list<std::pair<std::string_view, std::string>>;
    std::string text(std::string_view key, Values values = {}) const {
        return strings_.format(key, values);
    }
    std::string text(const Sentence& sentence) const;
    /// "12.5" or "12,5": millions of bytes with one digit.
    std::string megabytes(std::uint64_t bytes) const;

    void set_output(Output output) { output_ = output; }
    bool is_json() const { return output_ == Output::JsonLines; }
    /// To standard output, when sentences are wanted.
    void say(const std::string& sentence) const;
    /// To standard output, when JSON is wanted; `event` names the line.
    void tell(std::string_view event, nlohmann::json line) const;
    /// The sentence to standard error, with the Error's chain under it; a line when JSON is wanted.
    void complain(std::string_view kind, const std::string& sentence,
                  const std::string& details) const;

  private:
    explicit Voice(language::StringTable strings) : strings_(std::move(strings)) {}

    language::StringTable strings_;
    Output output_ = Output::Sentences;
};

}  // namespace sen::sync
