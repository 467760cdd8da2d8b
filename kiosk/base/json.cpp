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
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t value) override {
        // 2^53: what every JSON reader can hold exactly.
        return value < (1ull << 53) || refuse("a number is too large");
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
    Guard guard(max_depth);
    if (!json::sax_parse(bytes, &guard)) return fail(ErrorKind::Corrupt, "{}", guard.fault());
    auto value = json::parse(bytes, nullptr, false);
    if (value.is_discarded()) return fail(ErrorKind::Corrupt, "not JSON");
    return value;
}

}  // namespace sen
