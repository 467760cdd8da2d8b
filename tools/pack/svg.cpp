// SPDX-License-Identifier: Apache-2.0
#include "svg.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "language/letter_case.h"
#include "text.h"

namespace sen::pack {
namespace {

constexpr std::size_t kMostDepth = 200;

std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Style rules may only point into the drawing: `url(#name)`.
Result<void> check_style(std::string_view style) {
    const std::string lower = language::to_lower(style);
    if (lower.find("@import") != std::string::npos)
        return fail(ErrorKind::Untrusted, "a style imports another file");
    for (std::size_t at = lower.find("url("); at != std::string::npos;
         at = lower.find("url(", at)) {
        at += 4;
        const std::size_t target = lower.find_first_not_of(" \t\r\n'\"", at);
        if (target == std::string::npos || lower[target] != '#')
            return fail(ErrorKind::Untrusted, "a style names a file outside the drawing");
    }
    return {};
}

Result<void> check_attribute(std::string_view name, std::string_view value) {
    const std::string_view local = local_name(name);
    if (local == "href" && !trimmed(value).starts_with('#'))
        return fail(ErrorKind::Untrusted, "a reference outside the drawing: {}",
                    value.substr(0, 80));
    if (local.starts_with("on")) return fail(ErrorKind::Untrusted, "a script: {}", name);
    return check_style(value);
}

/// A length in pixels at 96 dpi; nothing for a percentage or what is no length.
std::optional<double> parse_length(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, double>, 7> kUnits{{{"", 1},
                                                                         {"px", 1},
                                                                         {"pt", 96.0 / 72},
                                                                         {"pc", 16},
                                                                         {"mm", 96 / 25.4},
                                                                         {"cm", 960 / 25.4},
                                                                         {"in", 96}}};
    text = trimmed(text);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || !std::isfinite(number)) return std::nullopt;
    const std::string_view unit =
        trimmed({end, static_cast<std::size_t>(text.data() + text.size() - end)});
    for (const auto& [name, pixels] : kUnits)
        if (unit == name) return number * pixels;
    return std::nullopt;
}

std::array<std::optional<double>, 2> view_box_size(std::string_view text) {
    std::array<std::optional<double>, 4> numbers;
    for (auto& number : numbers) {
        text.remove_prefix(std::min(text.size(), text.find_first_not_of(" ,\t\r\n")));
        const std::size_t end = std::min(text.size(), text.find_first_of(" ,\t\r\n"));
        number = parse_length(text.substr(0, end));
        text.remove_prefix(end);
    }
    return {numbers[2], numbers[3]};
}

class Scanner {
  public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    Result<Size> scan() {
        while (!rest_.empty()) {
            const std::size_t open = rest_.find('<');
            SEN_CHECK(take_text(rest_.substr(0, open)));
            if (open == std::string_view::npos) break;
            rest_.remove_prefix(open);
            SEN_CHECK(take_markup());
        }
        if (!open_.empty()) return fail(ErrorKind::Corrupt, "<{}> is not closed", open_.back());
        if (!has_root_) return fail(ErrorKind::Corrupt, "no drawing");
        return drawing_size();
    }

  private:
    using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;

    Result<void> take_text(std::string_view text) {
        if (open_.empty() && !trimmed(text).empty())
            return fail(ErrorKind::Corrupt, "text outside the drawing");
        if (!open_.empty() && local_name(open_.back()) == "style") return check_style(text);
        return {};
    }

    /// Everything up to and with `end`; without the two ends.
    Result<std::string_view> take_until(std::size_t start, std::string_view end) {
        const std::size_t at = rest_.find(end, start);
        if (at == std::string_view::npos) return fail(ErrorKind::Corrupt, "{} is missing", end);
        const std::string_view inner = rest_.substr(start, at - start);
        rest_.remove_prefix(at + end.size());
        return inner;
    }

    Result<void> take_markup() {
        if (rest_.starts_with("<!--")) return take_until(4, "-->").map([](auto) {});
        if (rest_.starts_with("<![CDATA[")) {
            SEN_TRY(const std::string_view text, take_until(9, "]]>"));
            return take_text(text);
        }
        if (rest_.starts_with("<?")) {
            SEN_TRY(const std::string_view instruction, take_until(2, "?>"));
            if (instruction.starts_with("xml-stylesheet"))
                return fail(ErrorKind::Untrusted, "a style sheet outside the drawing");
            return {};
        }
        if (rest_.starts_with("<!")) {
            SEN_TRY(const std::string_view declaration, take_until(2, ">"));
            if (declaration.find('[') != std::string_view::npos || has_root_)
                return fail(ErrorKind::Untrusted, "entities");
            return {};
        }
        if (rest_.starts_with("</")) {
            SEN_TRY(const std::string_view name, take_until(2, ">"));
            if (open_.empty() || open_.back() != trimmed(name))
                return fail(ErrorKind::Corrupt, "</{}> closes nothing", name.substr(0, 40));
            open_.pop_back();
            return {};
        }
        return take_element();
    }

    Result<void> take_element() {
        rest_.remove_prefix(1);
        const std::size_t end = rest_.find_first_of(" \t\r\n/>");
        if (end == std::string_view::npos || end == 0)
            return fail(ErrorKind::Corrupt, "a tag without a name");
        const std::string_view name = rest_.substr(0, end);
        rest_.remove_prefix(end);
        if (local_name(name) == "script") return fail(ErrorKind::Untrusted, "a script");
        SEN_TRY(const Attributes attributes, take_attributes());
        if (open_.empty()) {
            if (has_root_ || local_name(name) != "svg")
                return fail(ErrorKind::Corrupt, "<{}> is no drawing", name.substr(0, 40));
            has_root_ = true;
            root_ = attributes;
        }
        open_.push_back(name);
        if (open_.size() > kMostDepth) return fail(ErrorKind::Corrupt, "too deep");
        const bool is_empty_element = rest_.starts_with('/');
        if (is_empty_element) {
            open_.pop_back();
            rest_.remove_prefix(1);
        }
        if (!rest_.starts_with('>')) return fail(ErrorKind::Corrupt, "<{}> is cut off", name);
        rest_.remove_prefix(1);
        return {};
    }

    Result<Attributes> take_attributes() {
        Attributes attributes;
        while (true) {
            rest_.remove_prefix(std::min(rest_.size(), rest_.find_first_not_of(" \t\r\n")));
            if (rest_.empty()) return fail(ErrorKind::Corrupt, "the file ends inside a tag");
            if (rest_[0] == '/' || rest_[0] == '>') return attributes;
            const std::size_t equals = rest_.find('=');
            if (equals == std::string_view::npos) return fail(ErrorKind::Corrupt, "= is missing");
            const std::string_view name = trimmed(rest_.substr(0, equals));
            if (name.empty() || name.find_first_of("<> \t\r\n\"'") != std::string_view::npos)
                return fail(ErrorKind::Corrupt, "an attribute without a value");
            rest_.remove_prefix(equals + 1);
            rest_.remove_prefix(std::min(rest_.size(), rest_.find_first_not_of(" \t\r\n")));
            if (!rest_.starts_with('"') && !rest_.starts_with('\''))
                return fail(ErrorKind::Corrupt, "{}: a value without quotes", name);
            SEN_TRY(const std::string_view value, take_until(1, rest_.substr(0, 1)));
            SEN_CHECK(check_attribute(name, value));
            attributes.emplace_back(name, value);
        }
    }

    std::string_view root_attribute(std::string_view name) const {
        for (const auto& [key, value] : root_)
            if (key == name) return value;
        return {};
    }

    Result<Size> drawing_size() const {
        const auto box = view_box_size(root_attribute("viewBox"));
        auto width = parse_length(root_attribute("width"));
        auto height = parse_length(root_attribute("height"));
        if (!width) width = box[0];
        if (!height) height = box[1];
        const auto is_size = [](const std::optional<double>& side) {
            return side && *side >= 1 && *side < 1e9;
        };
        if (!is_size(width) || !is_size(height))
            return fail(ErrorKind::Unsupported, "the drawing has no width and height");
        return Size{static_cast<int>(std::lround(*width)), static_cast<int>(std::lround(*height))};
    }

    std::string_view rest_;
    std::vector<std::string_view> open_;
    bool has_root_ = false;
    Attributes root_;
};

}  // namespace

Result<Size> check_svg(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (find_invalid_utf8(bytes)) return fail(ErrorKind::Corrupt, "not UTF-8");
    return Scanner(bytes).scan();
}

}  // namespace sen::pack
