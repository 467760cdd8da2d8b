// SPDX-License-Identifier: Apache-2.0
#include "new_pack.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/file.h"
#include "base/paths.h"
#include "media_check.h"
#include "new_file.h"
#include "pack_limits.h"
#include "text.h"

namespace sen::pack {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 2> kTemplateLanguages{"vi", "en"};

/// What stands in the folder of a pack; pack.toml comes last, it makes the folder one.
constexpr std::array<const char*, 3> kEntries{"collections", "exhibits", "pack.toml"};

bool is_spoken(const NewPack& wanted, std::string_view language) {
    return std::find(wanted.languages.begin(), wanted.languages.end(), language) !=
           wanted.languages.end();
}

/// "vi.simple.md" and "phu-de.vi.vtt" are of one language; "exhibit.toml" is of all.
bool is_wanted_file(const fs::path& file, const NewPack& wanted) {
    const std::string name = "." + file.filename().string();
    return std::all_of(kTemplateLanguages.begin(), kTemplateLanguages.end(), [&](auto language) {
        return name.find(fmt::format(".{}.", language)) == std::string::npos ||
               is_spoken(wanted, language);
    });
}

/// The key of `key = …`, also in an example that is commented out; empty when it is another line.
std::string_view key_of(std::string_view line) {
    if (line.starts_with("# ")) line.remove_prefix(2);
    const std::string_view key = line.substr(0, line.find(" = "));
    const bool is_key = key.size() < line.size() && key.find(' ') == std::string_view::npos;
    return is_key ? key : std::string_view();
}

/// Whether a line of a TOML file or a drawing belongs into the new pack: not a language that nobody
/// asked for, and not our licence, which is not that of what an author writes.
bool is_wanted_line(std::string_view line, const NewPack& wanted) {
    if (line.find("SPDX-License-Identifier") != std::string_view::npos) return false;
    const std::string_view key = key_of(line);
    return std::all_of(kTemplateLanguages.begin(), kTemplateLanguages.end(), [&](auto language) {
        return !key.ends_with(fmt::format(".{}", language)) || is_spoken(wanted, language);
    });
}

/// The values of pack.toml that the author has given, by their keys.
std::vector<std::pair<std::string, std::string>> own_values(const NewPack& wanted) {
    const std::string id =
        wanted.id.empty() ? to_id(wanted.folder.filename().string(), "goi-moi") : wanted.id;
    std::string languages;
    for (const std::string& language : wanted.languages)
        languages += (languages.empty() ? "" : ", ") + toml_text(language);
    std::vector<std::pair<std::string, std::string>> values{
        {"id", toml_text(id)},
        {"publisher", toml_text(wanted.publisher.empty() ? id : wanted.publisher)},
        {"issued", wanted.issued},
        {"languages", "[" + languages + "]"}};
    for (std::size_t i = 0; i < std::min(wanted.titles.size(), wanted.languages.size()); ++i)
        values.emplace_back("title." + wanted.languages[i], toml_text(wanted.titles[i]));
    return values;
}

std::string adapted(std::string_view text, const NewPack& wanted, bool is_pack_file) {
    const auto values = own_values(wanted);
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        std::string line(text.substr(0, end));
        text.remove_prefix(end);
        if (!is_wanted_line(line, wanted)) continue;
        if (is_pack_file && !line.starts_with('#'))
            for (const auto& [key, value] : values)
                if (key_of(line) == key) line = fmt::format("{} = {}\n", key, value);
        out += line;
    }
    return out;
}

/// The files of the new pack, from the template beside the program.
Result<std::vector<NewFile>> files_of(const NewPack& wanted) {
    const fs::path from = share_directory() / "template";
    std::vector<NewFile> files;
    std::error_code error;
    fs::recursive_directory_iterator entry(from, error), end;
    for (; !error && entry != end; entry.increment(error)) {
        if (!entry->is_regular_file(error) || !is_wanted_file(entry->path(), wanted)) continue;
        SEN_TRY(std::string bytes, read_file(entry->path(), limits::kVectorFileBytes));
        const std::string name = entry->path().lexically_relative(from).generic_string();
        if (name.ends_with(".toml") || name.ends_with(".svg"))
            bytes = adapted(bytes, wanted, name == "pack.toml");
        files.push_back({name, std::move(bytes)});
    }
    if (error) return fail(ErrorKind::Io, "read {}: {}", from.string(), error.message());
    return files;
}

Result<void> move_to(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::rename(from, to, error);
    if (error) return fail(ErrorKind::Io, "make {}: {}", to.string(), error.message());
    return {};
}

/// Gives a finished pack its place. A folder that is there stays the same one, for a shell may
/// stand in it.
Result<void> put_into_place(const fs::path& made, const fs::path& folder, bool is_there) {
    std::error_code error;
    if (!is_there) {
        fs::permissions(made, fs::perms(0755), error);  // mkdtemp shuts others out
        return move_to(made, folder);
    }
    for (std::size_t i = 0; i < kEntries.size(); ++i) {
        const auto moved = move_to(made / kEntries[i], folder / kEntries[i]);
        if (moved) continue;
        while (i-- > 0) fs::remove_all(folder / kEntries[i], error);
        return moved;
    }
    return {};
}

/// Why nothing can be made at this place.
std::optional<Fault> place_fault(const fs::path& folder, const fs::path& named) {
    std::error_code error;
    const auto status = fs::status(folder, error);
    if (fs::is_directory(status)) {
        if (fs::is_empty(folder, error) && !error) return std::nullopt;
        return Fault{named, 0, "new_not_empty", {}};
    }
    if (fs::exists(fs::symlink_status(folder, error))) return Fault{named, 0, "new_not_folder", {}};
    if (fs::is_directory(folder.parent_path(), error)) return std::nullopt;
    return Fault{named, 0, "new_no_parent", {{"folder", named.parent_path().string()}}};
}

/// `faults` gets what check would find.
Result<void> make(const NewPack& wanted, Faults& faults) {
    SEN_TRY(const auto files, files_of(wanted));
    std::error_code error;
    const bool is_there = fs::is_directory(wanted.folder, error);
    // Hidden, and gone at the end with what is in it.
    SEN_TRY(const auto workplace,
            TemporaryDirectory::create_in(is_there ? wanted.folder : wanted.folder.parent_path(),
                                          ".sen-new-"));
    for (const NewFile& file : files) SEN_CHECK(write_new(workplace.path(), file));
    std::vector<MediaUse> media;  // of the template, and good
    read_without_media(workplace.path(), media, faults);
    if (!faults.empty()) {
        faults.add({wanted.folder.filename(), 0, "new_values", {}});
        return {};
    }
    return put_into_place(workplace.path(), wanted.folder, is_there);
}

}  // namespace

Faults make_pack_folder(const NewPack& wanted) {
    NewPack placed = wanted;
    placed.folder = fs::absolute(wanted.folder).lexically_normal();
    if (!placed.folder.has_filename()) placed.folder = placed.folder.parent_path();
    Faults faults;
    if (auto fault = place_fault(placed.folder, wanted.folder)) {
        faults.add(std::move(*fault));
        return faults;
    }
    const auto made = make(placed, faults);
    if (!made) faults.add({wanted.folder, 0, "new_not_made", {{"reason", made.error().message}}});
    return faults;
}

}  // namespace sen::pack
