// SPDX-License-Identifier: Apache-2.0
#include "theme/token_file.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "base/file.h"

namespace sen::theme {

namespace {
constexpr std::uint64_t kMaxBytes = 1u << 20;
}

Result<TokenFile> TokenFile::open(const std::filesystem::path& path) {
    SEN_TRY(const std::string bytes, read_file(path, kMaxBytes));
    try {
        return TokenFile(path, toml::parse(bytes));
    } catch (const toml::parse_error& fault) {
        return fail(ErrorKind::Invalid, "{}:{}: {}", path.string(), fault.source().begin.line,
                    fault.description());
    }
}

tl::unexpected<Error> TokenFile::fault(const std::string& key, std::string_view what) const {
    // A fault of what is missing is shown at the table that lacks it.
    const toml::node* node = &root_;
    std::string_view rest = key;
    while (!rest.empty() && node->is_table()) {
        const auto dot = std::min(rest.find('.'), rest.size());
        const toml::node* inner = node->as_table()->get(rest.substr(0, dot));
        if (inner == nullptr) break;
        node = inner;
        rest.remove_prefix(std::min(dot + 1, rest.size()));
    }
    return fail(ErrorKind::Invalid, "{}:{}: {}: {}", path_.string(),
                std::max<std::uint32_t>(1, node->source().begin.line), key, what);
}

Result<void> TokenFile::allow(const std::vector<std::string>& keys) const {
    for (const auto& [key, value] : root_)
        if (std::find(keys.begin(), keys.end(), key.str()) == keys.end())
            return fault(std::string(key.str()),
                         fmt::format("unknown; a theme has {}", fmt::join(keys, ", ")));
    return {};
}

Result<void> TokenFile::read(const std::string& name, const std::vector<Token>& tokens,
                             bool may_lack) const {
    const auto* node = root_.get(name);
    if (node == nullptr && may_lack) return {};
    if (node == nullptr)
        return fault(name, fmt::format("the table [{}] is missing; add it, or name a base", name));
    const auto* table = node->as_table();
    if (table == nullptr) return fault(name, fmt::format("must be a table, [{}]", name));
    for (const auto& [key, value] : *table) {
        const auto is_meant = [given = key.str()](const Token& token) {
            return token.key == given;
        };
        if (std::any_of(tokens.begin(), tokens.end(), is_meant)) continue;
        std::string known;
        for (const Token& token : tokens) known += (known.empty() ? "" : ", ") + token.key;
        return fault(fmt::format("{}.{}", name, key.str()),
                     fmt::format("unknown; [{}] has {}", name, known));
    }
    for (const Token& token : tokens) {
        const std::string key = name + "." + token.key;
        const auto* value = table->get(token.key);
        if (value == nullptr && may_lack) continue;
        if (value == nullptr) return fault(key, "missing; add it, or name a base that has it");
        if (const std::string wrong = token.take(*value); !wrong.empty()) return fault(key, wrong);
    }
    return {};
}

bool TokenFile::has(const std::string& table, const std::string& key) const {
    const auto* inner = root_[table].as_table();
    return inner != nullptr && inner->get(key) != nullptr;
}

std::function<std::string(const toml::node&)> number(double& value, double low, double high) {
    return [&value, low, high](const toml::node& node) -> std::string {
        const auto given = node.value<double>();
        if (!given || !(*given >= low && *given <= high))
            return fmt::format("must be a number from {} to {}", low, high);
        value = *given;
        return {};
    };
}

}  // namespace sen::theme
