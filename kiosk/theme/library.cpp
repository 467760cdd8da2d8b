// SPDX-License-Identifier: Apache-2.0
#include "theme/library.h"

namespace sen::theme {

Result<Library> Library::open(const std::filesystem::path& directory) {
    std::error_code error;
    std::filesystem::directory_iterator files(directory, error);
    if (error)
        return fail(ErrorKind::NotFound, "themes {}: {}", directory.string(), error.message());
    Library library;
    for (const auto& file : files) {
        if (file.path().extension() != ".toml") continue;
        const std::string name = file.path().stem();
        auto theme = Theme::load(file.path());
        if (theme)
            library.themes_.emplace(name, std::move(*theme));
        else
            library.faults_.emplace(name, theme.error());
    }
    if (library.themes_.empty())
        return fail(
            ErrorKind::NotFound, "themes {}: {}", directory.string(),
            library.faults_.empty() ? "no *.toml" : library.faults_.begin()->second.message);
    return library;
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
