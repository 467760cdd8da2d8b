// SPDX-License-Identifier: Apache-2.0
#include "theme/library.h"

namespace sen::theme {

Result<Library> Library::open(std::filesystem::path directory, CheckFont check_font) {
    Library library(std::move(directory), std::move(check_font));
    library.reload();
    if (library.themes_.empty())
        return fail(
            ErrorKind::NotFound, "themes {}: {}", library.directory_.string(),
            library.faults_.empty() ? "no *.toml" : library.faults_.begin()->second.message);
    return library;
}

void Library::reload() {
    faults_.clear();
    std::error_code error;
    for (const auto& file : std::filesystem::directory_iterator(directory_, error)) {
        if (file.path().extension() != ".toml") continue;
        auto theme = Theme::load(file.path(), check_font_);
        if (theme)
            themes_.insert_or_assign(file.path().stem(), std::move(*theme));
        else
            faults_.emplace(file.path().stem(), theme.error());
    }
}

const Theme* Library::find(const std::string& name) const {
    const auto found = themes_.find(name);
    return found == themes_.end() ? nullptr : &found->second;
}

const Theme& Library::find_or_default(const std::string& name) const {
    for (const auto& each : {name, std::string("sen")})
        if (const Theme* found = find(each)) return *found;
    return themes_.begin()->second;
}

}  // namespace sen::theme
