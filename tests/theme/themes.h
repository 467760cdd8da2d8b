// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/file.h"
#include "theme/theme.h"

namespace sen::theme::test {

inline const std::filesystem::path kThemes = std::filesystem::path(SEN_SOURCE_DIR) / "themes";

/// Whatever the fonts are.
inline std::string any_font(const std::string&, std::u32string_view) {
    return {};
}

/// A directory with a copy of the day theme and its files, in which a theme can be spoilt.
class Folder {
  public:
    Folder() {
        std::filesystem::copy_file(kThemes / "sen.toml", path() / "sen.toml");
        std::filesystem::copy(kThemes / "sen", path() / "sen");
    }
    std::filesystem::path path() const { return directory_.path(); }
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        const auto file = path() / (name + ".toml");
        if (!write_file_atomically(file, text)) std::abort();
        return file;
    }
    /// The day theme with the first `from` in it replaced, as "sen" itself.
    std::filesystem::path spoil(const std::string& from, const std::string& to) const {
        auto text = read_file(kThemes / "sen.toml", 1 << 20).value();
        const auto at = text.find(from);
        if (at == std::string::npos) std::abort();
        return write("sen", text.replace(at, from.size(), to));
    }

  private:
    TemporaryDirectory directory_ = TemporaryDirectory::create().value();
};

}  // namespace sen::theme::test
