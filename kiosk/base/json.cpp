// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include <set>
#include <string>
#include <vector>

namespace sen {

namespace {

using nlohmann::json;

/// Refuses what the DOM would hide or swallow, before the DOM is built.
class Guard : public nlohmann::json_sax<json> {
  public:
    explicit Guard(int max_depth) : max_depth_(max_depth) {}
    const std::string& fault() const { return fault_; }

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t value) override {
        return value > -kNumberBound || refuse("a number is too small");
    }
    bool number_unsigned(number_unsigned_t value) override {
        return value < static_cast<number_unsigned_t>(kNumberBound) ||
               refuse("a number is too large");
    }
    bool number_float(number_float_t, const string_t&) override {
        return refuse("a number is not whole");
    }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return refuse("binary data"); }
    bool start_object(std::size_t) override {
        keys_.emplace_back();
        return deeper();
    }
    bool key(string_t& name) override {
        return keys_.back().insert(name).second || refuse("the key \"" + name + "\" stands twice");
    }
    bool end_object() override {
        keys_.pop_back();
        --depth_;
        return true;
    }
    bool start_array(std::size_t) override { return deeper(); }
    bool end_array() override {
        --depth_;
        return true;
    }
    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::detail::exception&) override {
        return refuse("not JSON at byte " + std::to_string(position));
    }

  private:
    /// 2^53: what every JSON reader can hold exactly.
    static constexpr number_integer_t kNumberBound = number_integer_t{1} << 53;

    bool refuse(std::string why) {
        if (fault_.empty()) fault_ = std::move(why);
        return false;
    }
    bool deeper() { return ++depth_ <= max_depth_ || refuse("nested too deeply"); }

    int max_depth_;
    int depth_ = 0;
    std::vector<std::set<std::string>> keys_;
    std::string fault_;
};

}  // namespace

Result<json> parse_json(std::string_view bytes, int max_depth) {
    // The library skips a byte order mark and takes a NUL for the end, whatever follows it.
    if (bytes.starts_with("\xEF\xBB\xBF")) return fail(ErrorKind::Corrupt, "a byte order mark");
    if (bytes.find('\0') != bytes.npos) return fail(ErrorKind::Corrupt, "a NUL byte");
    Guard guard(max_depth);
    if (!json::sax_parse(bytes, &guard)) return fail(ErrorKind::Corrupt, "{}", guard.fault());
    auto value = json::parse(bytes, nullptr, false);
    if (value.is_discarded()) return fail(ErrorKind::Corrupt, "not JSON");
    return value;
}

}  // namespace sen
